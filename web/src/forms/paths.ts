import type { Field, FormValue, GroupField } from './fields';

/** A place in the form: `['items', 2, 'price']`, written `items[2].price`, as the server writes it. */
export type Path = readonly (string | number)[];

export function pathKey(path: Path): string {
  return path.reduce<string>(
    (key, part) => (typeof part === 'number' ? `${key}[${part}]` : key ? `${key}.${part}` : part),
    '',
  );
}

export function parsePath(key: string): Path {
  return [...key.matchAll(/\[(\d+)\]|([^.[\]]+)/g)].map(([, index, name]) =>
    index === undefined ? (name as string) : Number(index),
  );
}

export function fieldId(path: Path): string {
  return `field-${pathKey(path)}`;
}

export function valueAt(value: FormValue | undefined, path: Path): FormValue | undefined {
  return path.reduce<FormValue | undefined>((at, part) => {
    if (Array.isArray(at)) return typeof part === 'number' ? at[part] : undefined;
    return typeof at === 'object' && typeof part === 'string' ? at[part] : undefined;
  }, value);
}

/** A copy with one place changed; what is not on the way stays the same object. */
export function withValue(value: FormValue | undefined, path: Path, next: FormValue): FormValue {
  const [part, ...rest] = path;
  if (part === undefined) return next;
  if (typeof part === 'number') {
    const copy = Array.isArray(value) ? [...value] : [];
    copy[part] = withValue(copy[part], rest, next);
    return copy;
  }
  const object = typeof value === 'object' && !Array.isArray(value) ? value : {};
  return { ...object, [part]: withValue(object[part], rest, next) };
}

export interface Place {
  /** The deepest field on the way that the form has. */
  path: Path;
  /** The titles on the way: Items, 2, Price. Rows appear as their number, from 1. */
  titles: (string | number)[];
  /** False when the path leads past what the form has. */
  whole: boolean;
}

/** Finds the field that a server's error speaks of, or the nearest one around it. */
export function placeOf(form: GroupField, key: string): Place {
  const path = parsePath(key);
  const titles: (string | number)[] = [];
  let field: Field = form;
  for (const [depth, part] of path.entries()) {
    let next: Field | undefined;
    if (field.type === 'group') next = field.fields.find((each) => each.name === part);
    else if (field.type === 'rows' && typeof part === 'number') next = field.item;
    if (!next) return { path: path.slice(0, depth), titles, whole: false };
    titles.push(typeof part === 'number' ? part + 1 : next.title);
    field = next;
  }
  return { path, titles, whole: true };
}
