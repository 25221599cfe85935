import type { TFunction } from 'i18next';
import { noteText } from '../states/noteText';

const known = {
  render_document: 'jobs.kinds.render_document',
  generate_scheduled_document: 'jobs.kinds.generate_scheduled_document',
  make_bulk_rows: 'jobs.kinds.make_bulk_rows',
  pack_bulk_documents: 'jobs.kinds.pack_bulk_documents',
} as const;

/** A kind in words; one that this build does not know by its own name. */
export function kindName(t: TFunction, kind: string): string {
  return kind in known ? t(known[kind as keyof typeof known]) : kind;
}

/** Reasons that the database writes down. */
const reasons = {
  'its worker died': 'jobs.reasons.workerDied',
  'it expired before it was begun': 'jobs.reasons.expired',
  'a job that it waits for has failed': 'jobs.reasons.prerequisite',
} as const;

/** Why an attempt failed, in the reader's language as far as it is known. */
export function reasonText(t: TFunction, what: string): string {
  return what in reasons ? t(reasons[what as keyof typeof reasons]) : noteText(t, what);
}
