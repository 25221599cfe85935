import type { JsonSchema } from '../forms/fields';

/** The head of a table for a template: a column for each plain field, lists with their first entry. */
export function headOf(schema: JsonSchema): string[] {
  const paths: string[] = [];
  const walk = (part: JsonSchema, path: string) => {
    for (const [name, field] of Object.entries(part.properties ?? {})) {
      const here = path ? `${path}.${name}` : name;
      if (field.properties) walk(field, here);
      else if (field.items?.properties) walk(field.items, `${here}[0]`);
      else if (field.items) paths.push(`${here}[0]`);
      else if (!field.contentEncoding) paths.push(here);
    }
  };
  walk(schema, '');
  return paths;
}

/** With the mark by which Excel knows UTF-8, and the separator that its language wants. */
export function emptyTable(schema: JsonSchema, locale: string): Blob {
  const separator = locale === 'ru' ? ';' : ',';
  return new Blob([`\uFEFF${headOf(schema).join(separator)}\r\n`], { type: 'text/csv;charset=utf-8' });
}
