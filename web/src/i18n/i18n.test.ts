import { describe, expect, it } from 'vitest';
import { changeLanguage, currentLanguage, preferredLanguage } from '.';
import en from './en';
import { formatSize, formatWhen } from './format';
import ru from './ru';

type Tree = { [key: string]: string | Tree };

const pluralForms = { en: ['one', 'other'], ru: ['one', 'few', 'many', 'other'] };
const suffix = /_(?:zero|one|two|few|many|other)$/;

function flat(tree: Tree, prefix = ''): Record<string, string> {
  return Object.assign(
    {},
    ...Object.entries(tree).map(([key, value]) =>
      typeof value === 'string' ? { [prefix + key]: value } : flat(value, `${prefix}${key}.`),
    ),
  ) as Record<string, string>;
}

const texts = { en: flat(en as Tree), ru: flat(ru as Tree) };
const names = (language: 'en' | 'ru') => [...new Set(Object.keys(texts[language]).map((key) => key.replace(suffix, '')))].sort();
const placeholders = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1]).sort();

describe('the texts', () => {
  it('are the same in both languages', () => {
    expect(names('ru')).toEqual(names('en'));
  });

  it.each(['en', 'ru'] as const)('have every plural form of %s, and no other', (language) => {
    const plural = Object.keys(texts[language]).filter((key) => suffix.test(key));
    for (const name of new Set(plural.map((key) => key.replace(suffix, '')))) {
      const forms = plural.filter((key) => key.replace(suffix, '') === name).map((key) => key.split('_').at(-1));
      expect(forms.sort(), name).toEqual([...pluralForms[language]].sort());
    }
  });

  it('are never empty and take the same values', () => {
    for (const [key, text] of Object.entries(texts.en)) {
      expect(text.trim(), key).not.toBe('');
      const other = texts.ru[key] ?? texts.ru[`${key.replace(suffix, '')}_other`];
      expect(placeholders(other ?? ''), key).toEqual(placeholders(text));
    }
  });
});

describe('the language', () => {
  it('is the one chosen before, else that of the browser', () => {
    expect(preferredLanguage()).toBe('en');
    changeLanguage('ru');
    expect(currentLanguage()).toBe('ru');
    expect(preferredLanguage()).toBe('ru');
    expect(document.documentElement.lang).toBe('ru');
  });
});

describe('figures', () => {
  it('are written as the language writes them', () => {
    expect(formatSize(52_150)).toBe('52 kB');
    expect(formatSize(1_260_000)).toBe('1.3 MB');
    changeLanguage('ru');
    expect(formatSize(1_260_000).replace(/\s/g, ' ')).toBe('1,3 МБ');
  });

  it('give a time as short as it stays clear', () => {
    const now = new Date(2026, 10, 23, 18, 0);
    const at = (...parts: [number, number, number, number, number]) => new Date(...parts).toISOString();
    expect(formatWhen(at(2026, 10, 23, 9, 5), now)).toBe('today, 09:05');
    expect(formatWhen(at(2026, 10, 2, 9, 5), now)).toBe('2 Nov, 09:05');
    expect(formatWhen(at(2025, 10, 2, 9, 5), now)).toBe('2 Nov 2025');
    expect(formatWhen('no time', now)).toBe('no time');
  });
});
