/**
 * The form's fields, read from a template's JSON Schema. Only what a form can show is taken; the server checks the payload
 * against the whole schema anyway.
 */

export interface JsonSchema {
  type?: string | string[];
  title?: string;
  description?: string;
  format?: string;
  default?: unknown;
  examples?: unknown[];
  enum?: unknown[];
  oneOf?: JsonSchema[];
  const?: unknown;
  properties?: Record<string, JsonSchema>;
  required?: string[];
  items?: JsonSchema;
  minItems?: number;
  maxItems?: number;
  minLength?: number;
  maxLength?: number;
  minimum?: number;
  maximum?: number;
  contentEncoding?: string;
  $ref?: string;
  $defs?: Record<string, JsonSchema>;
  'x-written'?: boolean;
  /** Of a base64 text: `word` for a Word file, otherwise a picture. */
  'x-kind'?: string;
}

interface Common {
  name: string;
  title: string;
  description?: string;
  required: boolean;
  example?: string;
  /** The language model writes it when it is left empty. */
  written: boolean;
  /** Left empty, it is filled when the document is issued. */
  issued?: 'number' | 'date';
  /** What the form starts with. */
  initial: FormValue;
}

export interface TextField extends Common {
  type: 'text';
  multiline: boolean;
  email: boolean;
  /** Of digits only: a phone shows its number pad. */
  digits: boolean;
  minLength?: number;
  maxLength?: number;
}

/** The bytes of a picture, or of a Word file, in base64. */
export interface FileField extends Common {
  type: 'image' | 'file';
}

export interface NumberField extends Common {
  type: 'number';
  integer: boolean;
  /** Sent as a JSON number; decimal strings otherwise, which lose nothing. */
  asNumber: boolean;
  minimum?: number;
  maximum?: number;
}

export interface DateField extends Common {
  type: 'date';
}

export interface BooleanField extends Common {
  type: 'boolean';
}

export interface ChoiceField extends Common {
  type: 'choice';
  options: { value: string; label: string; sent: unknown }[];
}

export interface GroupField extends Common {
  type: 'group';
  fields: Field[];
}

export interface RowsField extends Common {
  type: 'rows';
  /** A group, or one plain field for a list of simple values. */
  item: Field;
  minItems: number;
  maxItems: number;
}

export type Field = TextField | FileField | NumberField | DateField | BooleanField | ChoiceField | GroupField | RowsField;

/** Plain fields hold what is typed, as text; the payload is made from it on the way out. */
export type FormValue = string | boolean | FormObject | FormValue[];
export interface FormObject {
  [name: string]: FormValue;
}

/** Requisites that have no letters. */
const digitFormats = new Set(['inn', 'ogrn', 'snils', 'bik', 'account']);

export function formOf(schema: unknown): GroupField {
  const root = (typeof schema === 'object' && schema !== null ? schema : {}) as JsonSchema;
  const form = groupField(root, { name: '', required: true }, root);
  return { ...form, fields: form.fields.map(issueField) };
}

/** The number and the date at the top of a template are the server's to give. */
function issueField(field: Field): Field {
  const line = field.type === 'text' && !field.multiline;
  if (field.name === 'number' && line) {
    return { ...field, required: false, issued: 'number' };
  }
  return field.name === 'date' && (field.type === 'date' || line) ? { ...field, required: false, issued: 'date' } : field;
}

interface Place {
  name: string;
  required: boolean;
}

function fieldOf(given: JsonSchema, place: Place, root: JsonSchema): Field {
  const schema = resolve(given, root);
  const types = Array.isArray(schema.type) ? schema.type : schema.type ? [schema.type] : [];
  const has = (type: string) => types.includes(type);
  if (has('object') || schema.properties) return groupField(schema, place, root);
  if (has('array') || schema.items) return rowsField(schema, place, root);
  if (schema.enum || schema.oneOf?.every((option) => 'const' in option)) return choiceField(schema, place);
  if (has('boolean')) return { ...common(schema, place, schema.default === true), type: 'boolean' };
  if (schema.contentEncoding === 'base64') return { ...common(schema, place), type: schema['x-kind'] === 'word' ? 'file' : 'image' };
  if (schema.format === 'date') return { ...common(schema, place), type: 'date' };
  if (has('integer') || has('number') || schema.format === 'decimal' || schema.format === 'money') {
    return {
      ...common(schema, place),
      type: 'number',
      integer: has('integer') && !has('number'),
      asNumber: !has('string') && schema.format !== 'decimal' && schema.format !== 'money',
      minimum: schema.minimum,
      maximum: schema.maximum,
    };
  }
  return {
    ...common(schema, place),
    type: 'text',
    multiline: schema.format === 'textarea' || (schema['x-written'] ?? false) || (schema.maxLength ?? 0) > 500,
    email: schema.format === 'email',
    digits: digitFormats.has(schema.format ?? ''),
    minLength: schema.minLength,
    maxLength: schema.maxLength,
  };
}

function common(schema: JsonSchema, place: Place, initial: FormValue = plainText(schema.default)): Common {
  const written = schema['x-written'] ?? false;
  return {
    name: place.name,
    title: schema.title ?? readable(place.name),
    description: schema.description,
    required: place.required && !written && schema.default === undefined,
    example: plainText(schema.examples?.[0]) || undefined,
    written,
    initial,
  };
}

function groupField(schema: JsonSchema, place: Place, root: JsonSchema): GroupField {
  const required = new Set(schema.required);
  const fields = Object.entries(schema.properties ?? {}).map(([name, each]) =>
    fieldOf(each, { name, required: required.has(name) }, root),
  );
  const initial = Object.fromEntries(fields.map((field) => [field.name, field.initial]));
  return { ...common(schema, place, initial), type: 'group', fields };
}

function rowsField(schema: JsonSchema, place: Place, root: JsonSchema): RowsField {
  const item = fieldOf(schema.items ?? {}, { name: '', required: true }, root);
  const minItems = schema.minItems ?? 0;
  const rows = Math.max(minItems, place.required ? 1 : 0);
  const field: RowsField = {
    ...common(schema, place, []),
    type: 'rows',
    item,
    minItems,
    maxItems: schema.maxItems ?? Infinity,
  };
  field.initial = Array.isArray(schema.default)
    ? (fromPayload(field, schema.default) as FormValue[])
    : Array.from({ length: rows }, () => item.initial);
  return field;
}

function choiceField(schema: JsonSchema, place: Place): ChoiceField {
  const options = schema.enum
    ? schema.enum.map((value) => ({ sent: value, value: String(value), label: String(value) }))
    : (schema.oneOf ?? []).map((each) => ({
        sent: each.const,
        value: String(each.const),
        label: each.title ?? String(each.const),
      }));
  return { ...common(schema, place), type: 'choice', options: options.filter((option) => option.sent !== null) };
}

/** Follows a `$ref` into the schema's own `$defs`; what stands beside the reference wins. */
function resolve(schema: JsonSchema, root: JsonSchema): JsonSchema {
  const name = schema.$ref?.startsWith('#/$defs/') ? schema.$ref.slice('#/$defs/'.length) : null;
  const target = name ? root.$defs?.[name] : undefined;
  return target ? { ...resolve(target, root), ...schema, $ref: undefined } : schema;
}

function readable(name: string): string {
  const words = name.replace(/_/g, ' ').trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function plainText(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

/** The form filled from a payload: the template's sample, or an earlier document. What the form has no field for is left out. */
export function fromPayload(field: Field, payload: unknown): FormValue {
  switch (field.type) {
    case 'group': {
      const object = (typeof payload === 'object' && payload !== null ? payload : {}) as Record<string, unknown>;
      return Object.fromEntries(field.fields.map((each) => [each.name, fromPayload(each, object[each.name])]));
    }
    case 'rows':
      return Array.isArray(payload) ? payload.map((row) => fromPayload(field.item, row)) : [];
    case 'boolean':
      return payload === true;
    default:
      return payload === undefined ? field.initial : plainText(payload); // the server would take the default as well
  }
}
