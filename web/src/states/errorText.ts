import type { TFunction } from 'i18next';
import { ApiError } from '../api/problem';
import { noteText } from './noteText';

/** What to tell a person about a failed call: the server's own words, in their language, where they say what to do. */
export function errorText(t: TFunction, error: unknown): string {
  if (!(error instanceof ApiError)) return t('error.serverNoId');
  const { status, problem } = error;
  if (status === 0) return t('error.network');
  if (status === 403) return t('error.forbidden');
  if (status === 404) return t('error.notFound');
  if (status === 413) return problem.detail ? noteText(t, problem.detail) : t('error.tooLarge');
  if (status === 429) return t('error.tooMany');
  if (status === 502 || status === 503 || status === 504) return t('error.busy');
  if (status >= 500) return problem.request_id ? t('error.server', { id: problem.request_id }) : t('error.serverNoId');
  const said = problem.detail || problem.title;
  return said ? noteText(t, said) : t('error.serverNoId');
}
