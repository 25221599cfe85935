import type { SourceDraft } from '../api/previews';
import type { TemplateChange } from '../api/templates';
import { kindOf, type Kind, type Template } from '../api/types';
import type { FieldError } from '../api/problem';

/** A template as it stands in the editor; the schema is JSON text. */
export interface Draft {
  name: string;
  kind: Kind;
  locale: 'ru' | 'en';
  source: string;
  prompt_hint: string;
  schema: string;
}

export function draftOf(template: Template | null, locale: 'ru' | 'en'): Draft {
  if (!template) return { name: '', kind: 'proposal', locale, source: '', prompt_hint: '', schema: '' };
  return {
    name: template.name,
    kind: kindOf(template.kind),
    locale: template.locale === 'ru' ? 'ru' : 'en',
    source: template.source ?? '',
    prompt_hint: template.prompt_hint ?? '',
    schema: JSON.stringify(template.schema, null, 2),
  };
}

export function isChanged(draft: Draft, saved: Draft): boolean {
  return (Object.keys(draft) as (keyof Draft)[]).some((name) => draft[name] !== saved[name]);
}

/** Only what changed is sent: an untouched schema stays the server's to derive. Throws SyntaxError on a broken schema. */
export function changeOf(draft: Draft, saved: Draft, isNew: boolean): TemplateChange {
  const change: TemplateChange = {};
  const changed = (name: keyof Draft) => (isNew ? draft[name] !== '' : draft[name] !== saved[name]);
  if (changed('name')) change.name = draft.name.trim();
  if (changed('kind')) change.kind = draft.kind;
  if (changed('locale')) change.locale = draft.locale;
  if (changed('source')) change.source = draft.source;
  if (changed('prompt_hint')) change.prompt_hint = draft.prompt_hint.trim();
  if (changed('schema') && draft.schema.trim()) change.schema = JSON.parse(draft.schema) as Record<string, unknown>;
  return change;
}

/**
 * The draft as a preview needs it, filled with the sample. The schema goes along when it is that of the source: typed by
 * the author, or saved with the same text. Null for a draft without pages: an empty one, or one with a broken schema.
 */
export function shownDraft(draft: Draft, saved: Draft, template: Template | null): SourceDraft | null {
  if (!draft.source.trim()) return null;
  const fits = draft.schema.trim() !== '' && (draft.schema !== saved.schema || draft.source === saved.source);
  try {
    return {
      source: draft.source,
      locale: draft.locale,
      ...(fits && { schema: JSON.parse(draft.schema) as Record<string, unknown> }),
      ...(template?.sample != null && { payload: template.sample as Record<string, unknown> }),
    };
  } catch {
    return null;
  }
}

/** The engine names places as `body.source: line 3, column 5`, or by the line alone. */
export function isAboutSource(error: FieldError): boolean {
  return /^body\.source(?![a-z_])|^line \d/.test(error.location);
}

/** The line of the source that an error speaks of, from 1; null when it names none. */
export function lineOf(error: FieldError): number | null {
  if (!isAboutSource(error)) return null;
  const found = /\bline:?\s*(\d+)/i.exec(error.location) ?? /^body\.source\D+(\d+)/.exec(error.location) ?? /\bline:?\s*(\d+)/i.exec(error.message);
  const line = Number(found?.[1] ?? 0);
  return line > 0 ? line : null;
}

/** The line stands before the message already. */
export function withoutLine(message: string): string {
  return message.replace(/^(?:at )?line \d+(?:, column \d+)?:\s*/i, '');
}
