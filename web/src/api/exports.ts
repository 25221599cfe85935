import { currentLanguage } from '../i18n';
import { raw } from './client';

export const listFormats = ['xlsx', 'csv'] as const;
export type ListFormat = (typeof listFormats)[number];

/** A list that the server gives as a file too: its path, and the filters that are set now (empty ones are none). */
export interface ExportedList {
  path: '/api/v1/documents/export' | `/api/v1/series/${string}/numbers/export`;
  filter: Record<string, string>;
}

/** The file goes through the session, which a plain link would not renew, and is then saved as the browser saves downloads. */
export async function downloadList({ path, filter }: ExportedList, format: ListFormat, name: string): Promise<void> {
  const query = new URLSearchParams({ format, locale: currentLanguage() });
  for (const [key, value] of Object.entries(filter)) if (value) query.set(key, value);
  const response = await raw(`${path}?${query}`);
  const url = URL.createObjectURL(await response.blob());
  const link = document.createElement('a');
  link.href = url;
  link.download = `${name}.${format}`;
  link.click();
  // Some browsers begin to read only after the click has been dealt with.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
