import type { TFunction } from 'i18next';
import type { Field, FormObject, FormValue, GroupField, NumberField, TextField } from './fields';
import { isAmbiguous, readNumber } from './numbers';
import { pathKey, type Path } from './paths';
import { isEmpty } from './payload';

export type Errors = Record<string, string>;

/** What can be said without the server: missing fields, and values that are plainly not what the field holds. */
export function check(form: GroupField, value: FormObject, t: TFunction): Errors {
  const errors: Errors = {};
  visit(form, value, []);
  return errors;

  function visit(field: Field, at: FormValue | undefined, path: Path): void {
    const error = problemOf(field, at, t);
    if (error) errors[pathKey(path)] = error;
    if (field.type === 'group' && (field.required || !isEmpty(field, at))) {
      for (const each of field.fields) visit(each, (at as FormObject | undefined)?.[each.name], [...path, each.name]);
    }
    if (field.type === 'rows' && (field.required || !isEmpty(field, at))) {
      ((at as FormValue[] | undefined) ?? []).forEach((row, index) => visit(field.item, row, [...path, index]));
    }
  }
}

function problemOf(field: Field, value: FormValue | undefined, t: TFunction): string | null {
  switch (field.type) {
    case 'group':
    case 'boolean':
      return null;
    case 'rows': {
      const count = Array.isArray(value) ? value.length : 0;
      const least = Math.max(field.minItems, field.required ? 1 : 0);
      if (count < least && (field.required || count > 0)) return t('form.tooFewRows', { count: least });
      return count > field.maxItems ? t('form.tooManyRows', { count: field.maxItems }) : null;
    }
    default: {
      const text = typeof value === 'string' ? value.trim() : '';
      if (text === '') return field.required ? t('error.required') : null;
      if (field.type === 'number') return numberProblem(field, text, t);
      if (field.type === 'date') return isDate(text) ? null : t('form.invalidDate');
      return field.type === 'text' ? textProblem(field, text, t) : null;
    }
  }
}

function numberProblem(field: NumberField, text: string, t: TFunction): string | null {
  const number = readNumber(text);
  if (isAmbiguous(text)) return t('form.ambiguousNumber');
  if (number === null) return field.integer ? t('form.invalidInteger') : t('form.invalidNumber');
  if (field.integer && number.includes('.')) return t('form.invalidInteger');
  if (field.minimum !== undefined && Number(number) < field.minimum) return t('form.min', { limit: field.minimum });
  if (field.maximum !== undefined && Number(number) > field.maximum) return t('form.max', { limit: field.maximum });
  return null;
}

function textProblem(field: TextField, text: string, t: TFunction): string | null {
  const length = [...text].length;
  if (field.maxLength !== undefined && length > field.maxLength) return t('form.tooLong', { count: field.maxLength });
  if (field.minLength !== undefined && length < field.minLength) return t('form.tooShort', { count: field.minLength });
  return field.email && !/^[^\s@]+@[^\s@]+$/.test(text) ? t('form.invalidEmail') : null;
}

function isDate(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text));
}
