import { api, data } from './client';
import type { DocumentPreview } from './types';

/** `known` are the hashes of pages that are still at hand: they come back without their drawing. */
export type AskPreview = (known: string[], signal: AbortSignal) => Promise<DocumentPreview>;

export function previewOfForm(id: string, payload: Record<string, unknown>): AskPreview {
  return (known, signal) =>
    data(api.POST('/api/v1/templates/{id}/preview', { params: { path: { id } }, body: { payload, known }, signal }));
}

export interface SourceDraft {
  source: string;
  locale: 'ru' | 'en';
  schema?: Record<string, unknown>;
  payload?: Record<string, unknown>;
}

export function previewOfSource(draft: SourceDraft): AskPreview {
  return (known, signal) => data(api.POST('/api/v1/templates/preview', { body: { ...draft, known }, signal }));
}
