import type { Language } from '../i18n';

/**
 * A number as people type it, as a plain decimal: "1 200,50" and "1,200.50" become "1200.50". Null when it is not a number.
 * A lone comma is the decimal mark, except in English where "1,200" means thousands.
 */
export function readNumber(typed: string, language: Language): string | null {
  let text = typed.trim().replace(/[\s\u00a0\u202f']/g, '').replace(/^\u2212/, '-');
  const comma = text.lastIndexOf(',');
  const dot = text.lastIndexOf('.');
  if (comma >= 0 && dot >= 0) {
    const [grouping, mark] = comma > dot ? ['.', ','] : [',', '.'];
    if (!groupedRightly(text, grouping, mark)) return null;
    text = text.replaceAll(grouping, '').replace(mark, '.');
  } else if (comma >= 0) {
    const thousands = /^-?\d{1,3}(,\d{3})+$/.test(text) && (language === 'en' || text.indexOf(',') !== comma);
    text = thousands ? text.replaceAll(',', '') : text.replace(',', '.');
  }
  return /^-?\d+(\.\d+)?$/.test(text) ? text : null;
}

function groupedRightly(text: string, grouping: string, mark: string): boolean {
  const [whole = '', ...rest] = text.split(mark);
  const [first = '', ...groups] = whole.replace(/^-/, '').split(grouping);
  return rest.length === 1 && first.length >= 1 && first.length <= 3 && groups.every((group) => group.length === 3);
}
