import type { Field, FormObject, FormValue, GroupField } from './fields';
import { readNumber } from './numbers';

/** Nothing typed: only empty text, unticked boxes and what the form itself put there. */
export function isEmpty(field: Field, value: FormValue | undefined): boolean {
  switch (field.type) {
    case 'group':
      return field.fields.every((each) => isEmpty(each, (value as FormObject | undefined)?.[each.name]));
    case 'rows':
      return ((value as FormValue[] | undefined) ?? []).every((row) => isEmpty(field.item, row));
    case 'boolean':
      return value === undefined || value === field.initial;
    default:
      return value === undefined || (value as string).trim() === '' || value === field.initial;
  }
}

/** Drops the rows nobody typed into, but keeps as many as there must be. Indices in errors then match the form. */
export function withoutEmptyRows(form: GroupField, value: FormObject): FormObject {
  return tidy(form, value) as FormObject;
}

function tidy(field: Field, value: FormValue | undefined): FormValue {
  if (field.type === 'group') {
    const object = (value ?? {}) as FormObject;
    return Object.fromEntries(field.fields.map((each) => [each.name, tidy(each, object[each.name] ?? each.initial)]));
  }
  if (field.type !== 'rows') return value ?? field.initial;
  const rows = ((value as FormValue[] | undefined) ?? []).map((row) => tidy(field.item, row));
  const kept = rows.filter((row) => !isEmpty(field.item, row));
  const least = Math.max(field.minItems, field.required ? 1 : 0);
  const spare = rows.filter((row) => isEmpty(field.item, row)).slice(0, Math.max(0, least - kept.length));
  return [...kept, ...spare];
}

/** What is sent: without empty optional parts, numbers as plain decimals. Expects a form that passed `check`. */
export function toPayload(form: GroupField, value: FormObject): Record<string, unknown> {
  return (sent(form, value) ?? {}) as Record<string, unknown>;
}

function sent(field: Field, value: FormValue | undefined): unknown {
  switch (field.type) {
    case 'group': {
      const object = (value ?? {}) as FormObject;
      const entries = field.fields
        .map((each) => [each.name, sent(each, object[each.name])] as const)
        .filter(([, each]) => each !== undefined);
      const omitted = entries.length === 0 || (!field.required && isEmpty(field, value));
      return omitted && field.name !== '' && !field.required ? undefined : Object.fromEntries(entries);
    }
    case 'rows': {
      const rows = (value as FormValue[] | undefined) ?? [];
      if (!field.required && isEmpty(field, rows)) return undefined;
      return rows.map((row) => sent(field.item, row) ?? '');
    }
    case 'boolean':
      return value === true;
    case 'number': {
      const typed = ((value as string | undefined) ?? '').trim();
      if (typed === '') return undefined;
      const number = readNumber(typed) ?? typed;
      return field.asNumber ? Number(number) : number;
    }
    case 'choice':
      return field.options.find((option) => option.value === value)?.sent;
    default: {
      const text = ((value as string | undefined) ?? '').trim();
      return text === '' ? undefined : text;
    }
  }
}
