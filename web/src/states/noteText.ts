import type { TFunction } from 'i18next';
import { currentLanguage } from '../i18n';
import { fieldMessage } from './fieldMessage';
import { inRussian } from './russian/catalogue';

/** What is to be said of a template or of a document, as the person's language says it. */
export function noteText(t: TFunction, message: string): string {
  const russian = currentLanguage() === 'ru' ? inRussian(message) : null;
  return russian === null ? fieldMessage(t, message) : russian.charAt(0).toUpperCase() + russian.slice(1);
}
