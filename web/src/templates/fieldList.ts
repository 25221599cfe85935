import type { JsonSchema } from '../forms/fields';

/** Numbers with rules and check digits of their own, which the server knows. */
const requisites = ['inn', 'kpp', 'ogrn', 'snils', 'bik', 'account', 'iban', 'bic', 'vat'] as const;

/** The kinds of fields that an author may choose from; what else a template asks for is kept as it was found. */
export const fieldTypes = ['text', 'textarea', 'number', 'money', 'date', 'boolean', 'email', 'choice', ...requisites] as const;
export type FieldType = (typeof fieldTypes)[number];

/** From the root to the field; the rows of a list are at `[]`. */
export type FieldPath = readonly string[];

/** One line of the list of fields. */
export interface FieldLine {
  path: FieldPath;
  /** As the template writes it: `items[].price`. */
  name: string;
  depth: number;
  title: string;
  /** `group` and `rows` hold the lines below them; `other` is a kind that is not offered for choice. */
  type: FieldType | 'group' | 'rows' | 'image' | 'file' | 'other';
  /** Of `other`: what the schema calls it. */
  format: string;
  required: boolean;
  /** Kontor writes it when it is left empty, or there is a default: so it cannot be demanded. */
  neverDemanded: boolean;
  choices: string[];
  first: boolean;
  last: boolean;
}

export function linesOf(schema: JsonSchema): FieldLine[] {
  const lines: FieldLine[] = [];
  visit(schema, [], 0);
  return lines;

  function visit(parent: JsonSchema, above: FieldPath, depth: number): void {
    const entries = Object.entries(parent.properties ?? {});
    entries.forEach(([key, field], index) => {
      const path = [...above, key];
      const type = typeOf(field);
      lines.push({
        path,
        name: path.join('.').replaceAll('.[]', '[]'),
        depth,
        title: field.title ?? key,
        type,
        format: field.format ?? String(field.type ?? ''),
        required: parent.required?.includes(key) ?? false,
        neverDemanded: (field['x-written'] ?? false) || field.default !== undefined,
        choices: (field.enum ?? []).map(String),
        first: index === 0,
        last: index === entries.length - 1,
      });
      if (type === 'group') visit(field, path, depth + 1);
      if (type === 'rows') visitRows(field, path, depth + 1);
    });
  }

  /** Lists in lists are told as one: their fields stand below all the same. */
  function visitRows(field: JsonSchema, path: FieldPath, depth: number): void {
    const item = field.items ?? {};
    if (item.items) visitRows(item, [...path, '[]'], depth);
    else visit(item, [...path, '[]'], depth);
  }
}

function typeOf(field: JsonSchema): FieldLine['type'] {
  if (field.properties || field.type === 'object') return 'group';
  if (field.items || field.type === 'array') return 'rows';
  if (field.contentEncoding) return field['x-kind'] === 'word' ? 'file' : 'image';
  if (field.enum) return 'choice';
  if (field.type === 'boolean') return 'boolean';
  if (field.format === 'decimal') return 'number';
  const known = fieldTypes.find((each) => each === field.format && each !== 'number');
  if (known) return known;
  return (field.format === undefined || field.format === 'text') && (field.type ?? 'string') === 'string' ? 'text' : 'other';
}

export function withTitle(schema: JsonSchema, path: FieldPath, title: string): JsonSchema {
  return withField(schema, path, (field) => ({ ...field, title }));
}

export function withChoices(schema: JsonSchema, path: FieldPath, choices: string[]): JsonSchema {
  return withField(schema, path, (field) => ({ ...field, enum: choices }));
}

export function withType(schema: JsonSchema, path: FieldPath, type: FieldType): JsonSchema {
  return withField(schema, path, (field) => {
    const { type: _type, format: _format, enum: choices, ...rest } = field;
    switch (type) {
      case 'boolean':
        return { ...rest, type: 'boolean' };
      case 'choice':
        return { ...rest, type: 'string', enum: choices ?? [] };
      default:
        // "text" is said, for what is left out follows from the tags again.
        return { ...rest, type: 'string', format: type === 'number' ? 'decimal' : type };
    }
  });
}

export function withRequired(schema: JsonSchema, path: FieldPath, required: boolean): JsonSchema {
  const name = path.at(-1) as string;
  return withField(schema, path.slice(0, -1), (parent) => {
    const others = (parent.required ?? []).filter((each) => each !== name);
    return { ...parent, required: required ? [...others, name] : others };
  });
}

/** Up or down among its neighbours. */
export function moved(schema: JsonSchema, path: FieldPath, by: -1 | 1): JsonSchema {
  const name = path.at(-1) as string;
  return withField(schema, path.slice(0, -1), (parent) => {
    const entries = Object.entries(parent.properties ?? {});
    const from = entries.findIndex(([key]) => key === name);
    const to = from + by;
    const one = entries[from];
    const other = entries[to];
    if (!one || !other) return parent;
    entries[from] = other;
    entries[to] = one;
    return { ...parent, properties: Object.fromEntries(entries) };
  });
}

/** A copy with one place changed; the order of the fields stays. */
function withField(schema: JsonSchema, path: FieldPath, change: (field: JsonSchema) => JsonSchema): JsonSchema {
  const [part, ...rest] = path;
  if (part === undefined) return change(schema);
  if (part === '[]') return { ...schema, items: withField(schema.items ?? {}, rest, change) };
  const properties = schema.properties ?? {};
  return { ...schema, properties: { ...properties, [part]: withField(properties[part] ?? {}, rest, change) } };
}
