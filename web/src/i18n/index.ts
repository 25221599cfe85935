import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import en from './en';
import ru from './ru';

export type Language = 'ru' | 'en';
export const languages: readonly Language[] = ['ru', 'en'];

declare module 'i18next' {
  interface CustomTypeOptions {
    resources: { translation: typeof en };
  }
}

const storageKey = 'kontor-language';

export function startI18n(language: Language = preferredLanguage()): typeof i18next {
  void i18next.use(initReactI18next).init({
    resources: { en: { translation: en }, ru: { translation: ru } },
    lng: language,
    fallbackLng: 'en',
    interpolation: { escapeValue: false }, // React escapes
    initAsync: false,
  });
  document.documentElement.lang = language;
  return i18next;
}

export function preferredLanguage(): Language {
  try {
    const chosen = localStorage.getItem(storageKey);
    if (chosen === 'ru' || chosen === 'en') return chosen;
  } catch {
    // Storage is blocked: the browser's language holds.
  }
  return /^ru/i.test(navigator.language) ? 'ru' : 'en';
}

export function currentLanguage(): Language {
  return i18next.language === 'ru' ? 'ru' : 'en';
}

export function changeLanguage(language: Language): void {
  document.documentElement.lang = language;
  try {
    localStorage.setItem(storageKey, language);
  } catch {
    // Holds until the page is closed.
  }
  void i18next.changeLanguage(language);
}
