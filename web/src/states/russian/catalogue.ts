import { bulkTables } from './bulkTables';
import { excelFiles } from './excelFiles';
import { filling } from './filling';
import { jobs } from './jobs';
import { language } from './language';
import { requests } from './requests';
import { requisites } from './requisites';
import { schedules } from './schedules';
import { wordFiles } from './wordFiles';
import { wordPages } from './wordPages';

/**
 * What the server says in English, and the same in Russian. The English stands exactly as it does in the server's
 * source, `{}` for a value and `{{` for a brace, so that a test can hold the two together. In the Russian `{}` is the
 * next value, `{1}` the second of them, and `{k}` the next one as the kind of a value ("a list"). A value that is such a
 * sentence itself is translated too, unless it stands in quotes.
 */
export type Phrase = readonly [english: string, russian: string, words?: Record<string, string>];

export const phrases: readonly Phrase[] = [
  ...requests,
  ...jobs,
  ...requisites,
  ...schedules,
  ...wordFiles,
  ...wordPages,
  ...excelFiles,
  ...language,
  ...filling,
  ...bulkTables,
];

/** What the template language calls its values. */
export const kinds: Record<string, string> = {
  nothing: 'пусто',
  'a missing field': 'поле, которого нет',
  'a yes/no value': 'да или нет',
  'a number': 'число',
  text: 'текст',
  'a text': 'текст',
  'a list': 'список',
  'an object': 'объект',
  'a function': 'функция',
  'a namespace': 'namespace',
  'the loop': 'loop',
};

interface Compiled {
  /** First by the rule that a value in quotes has none itself, so that a quoted sentence is not taken for its frame. */
  patterns: readonly [strict: RegExp, lenient: RegExp];
  quoted: boolean[];
  phrase: Phrase;
}

let compiled: Compiled[] | null = null;

/** The message in Russian; null for one that is not known. */
export function inRussian(message: string): string | null {
  compiled ??= phrases.map(compile).sort((a, b) => Number(beginsWithValue(a)) - Number(beginsWithValue(b)) || literalLength(b) - literalLength(a));
  for (const rule of [0, 1] as const) {
    for (const each of compiled) {
      const found = each.patterns[rule].exec(message);
      if (found) return filled(each, found.slice(1));
    }
  }
  return null;
}

const slot = /\{\{|\}\}|\{(?::\w+)?\}/g;

function compile(phrase: Phrase): Compiled {
  const quoted: boolean[] = [];
  let strict = '';
  let lenient = '';
  let at = 0;
  const [english] = phrase;
  const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  for (const found of english.matchAll(slot)) {
    const before = escaped(english.slice(at, found.index));
    at = found.index + found[0].length;
    if (found[0] === '{{' || found[0] === '}}') {
      strict += `${before}\\${found[0][0]}`;
      lenient += `${before}\\${found[0][0]}`;
    } else {
      const inQuotes = english[found.index - 1] === '"' && english[at] === '"';
      strict += before + (inQuotes ? '([^"]*)' : '([\\s\\S]*?)');
      lenient += `${before}([\\s\\S]*?)`;
      quoted.push(inQuotes);
    }
  }
  const rest = escaped(english.slice(at));
  return { patterns: [new RegExp(`^${strict}${rest}$`, 'i'), new RegExp(`^${lenient}${rest}$`, 'i')], quoted, phrase };
}

/** A sentence that begins with a value fits any that ends as it does, also one that only quotes it: last. */
const beginsWithValue = ({ phrase }: Compiled) => /^\{(?!\{)/.test(phrase[0]);

/** The most particular first: a sentence that is all values fits everything. */
const literalLength = ({ phrase }: Compiled) => phrase[0].replace(slot, (found) => (found === '{{' || found === '}}' ? '{' : '')).length;

function filled({ phrase: [, russian, words], quoted }: Compiled, values: string[]): string {
  let next = 0;
  return russian.replace(/\{(\d*)(k?)\}/g, (_, place: string, kind: string) => {
    const index = place ? Number(place) - 1 : next++;
    const value = values[index] ?? '';
    if (words?.[value] !== undefined) return words[value];
    if (kind) return kinds[value] ?? value;
    return quoted[index] ? value : (inRussian(value) ?? value);
  });
}
