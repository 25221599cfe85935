import type { TFunction } from 'i18next';

const words = ['paragraph', 'table', 'row', 'cell', 'line', 'column', 'header', 'footer', 'footnote', 'endnote', 'comment', 'textbox', 'body', 'field', 'link', 'properties', 'sheet', 'sheets', 'settings', 'drawing', 'chart'] as const;

/** "header 1, paragraph 2" in the person's language, with a capital letter. What is not known stays as it is. */
export function placeText(t: TFunction, location: string): string {
  const parts = location.replace('text box', 'textbox').replace('document properties', 'properties').replace('headers and settings', 'settings').replace('names of the sheets', 'sheets');
  const text = parts.replace(/“[^”]*”|\b([a-z]+)\b(?: (\d+))?/g, (whole, word: string | undefined, number: string | undefined) => {
    const known = words.find((each) => each === word);
    return known ? t(`place.${known}`) + (number ? ` ${number}` : '') : whole;
  });
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** "paragraph 12 (“…the text near it…”), column 5" parted into the place and the text, which is nobody's to translate. */
export function parsePlace(location: string): { place: string; near: string } {
  const found = /^(.*?) \(“(.*)”\)(?:, column \d+)?$/s.exec(location);
  // The text beside the place tells more than the column in its paragraph.
  return found ? { place: found[1] ?? '', near: found[2] ?? '' } : { place: location, near: '' };
}
