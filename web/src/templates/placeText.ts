import type { TFunction } from 'i18next';

const words = ['paragraph', 'table', 'row', 'cell', 'line', 'column', 'header', 'footer', 'footnote', 'endnote', 'comment', 'textbox', 'body'] as const;

/** "header 1, paragraph 2" in the person's language, with a capital letter. What is not known stays as it is. */
export function placeText(t: TFunction, location: string): string {
  const text = location.replace(/\b([a-z]+)\b(?: (\d+))?/g, (whole, word: string, number: string | undefined) => {
    const known = words.find((each) => each === word);
    return known ? t(`place.${known}`) + (number ? ` ${number}` : '') : whole;
  });
  return text.charAt(0).toUpperCase() + text.slice(1);
}
