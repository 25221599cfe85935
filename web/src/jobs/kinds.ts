import type { TFunction } from 'i18next';

const known = { render_document: 'jobs.kinds.render_document' } as const;

/** A kind in words; one that this build does not know by its own name. */
export function kindName(t: TFunction, kind: string): string {
  return kind in known ? t(known[kind as keyof typeof known]) : kind;
}
