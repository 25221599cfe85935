const entities: Record<string, string> = { '&lt;': '<', '&gt;': '>', '&quot;': '"', '&apos;': "'", '&#39;': "'", '&amp;': '&' };

/** The words of a page, which its drawing carries: letters are outlines there. */
export function textOf(svg: string): string {
  const from = svg.indexOf('<desc>');
  const to = svg.indexOf('</desc>');
  if (from < 0 || to < from) return '';
  return svg.slice(from + '<desc>'.length, to).replace(/&(?:lt|gt|quot|apos|#39|amp);/g, (entity) => entities[entity] ?? entity);
}
