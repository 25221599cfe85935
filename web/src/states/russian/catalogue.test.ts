import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { inRussian, kinds, phrases } from './catalogue';

const source = join(import.meta.dirname, '../../../../src');

/** Where the server's words for people come from: all that templates, fields and documents can be refused for. */
const folders = ['docgen', 'features', 'jobs', 'base', 'office'];

/** What nobody reads in the web app: the makers of PDF, Word and HTML, programs' words, and words that are data. */
const left = [
  /^docgen\/(?:docx|html|pdf|markdown|plain|words)\//,
  /^docgen\/layout\/text\/(?:fallback|find_face)\.cpp$/, // names of fonts
  /^docgen\/(?:render|names\/(?:posts|endings|first_names))\.cpp$/,
  /^docgen\/written\/(?!grounding\.cpp|passages\.cpp)/,
  /^features\/documents\/bulk\/report\.cpp$/, // the same of mistakes
  /^features\/documents\/list_tables\.cpp$/, // titles of columns, in both languages there
  /^features\/(?:ai|events|analytics)\//,
];

/** Sentences that are no answers: for the log, for who installs the program, parts of Word files, names of places. */
const notAnswers = new Set([
  'cannot make a process for the office suite',
  'cannot make a directory for the office suite',
  'zlib: a picture could not be compressed',
  'ISA-L: no room for the packed text',
  'the font {} cannot be read',
  'libsodium could not start: no source of random numbers',
  'no room in /tmp',
  'a file too large for an archive',
  'bulk file',
  'bulk documents',
  'the archive {} of a finished run is gone',
  '{} of {} documents are in the archive',
  "a workflow's jobs are held by others and could not be cancelled",
  '{row} {title}',
  'the file {} of a ready document is gone',
  'no time zones in {}: install tzdata',
  '{} is damaged: reinstall tzdata',
  'the worker died at every attempt',
  'this program knows no such kind of job',
  'Attempts at jobs, by how they ended.',
  'How long attempts at jobs took.',
  'From when a job could be begun until it was claimed.',
  'Jobs that could begin now; at most 100,000 of a queue are counted.',
  'Jobs that run.',
  'Jobs that have failed for good and wait for a person.',
  'For how long the oldest job that could begin has waited.',
  '{% if loop.first %}',
  '{% if loop.first %}restart{% else %}continue{% endif %}',
  'document properties',
  ', text box',
  'names of the sheets',
  'sheet “{}”, headers and settings',
  'ISA-L: no room for the packed text',
]);

interface Said {
  file: string;
  text: string;
}

function files(folder: string): string[] {
  return readdirSync(join(source, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(?:cpp|hpp)$/.test(name) && !/_test\.(?:cpp|hpp)$/.test(name))
    .map((name) => join(folder, name));
}

/** The literals of a C++ source, neighbours joined as the compiler joins them. */
function literals(code: string): string[] {
  const plain = code
    .replace(/^\s*#.*$/gm, '')
    .replace(/(^|\s)\/\/[^\n]*/g, '$1')
    .replace(/router\.add\([\s\S]*?\);/g, '')
    .replace(/log::\w+\([\s\S]*?\);/g, '')
    .replace(/R"(\w*)\([\s\S]*?\)\1"/g, '');
  const found: { text: string; end: number }[] = [];
  for (const match of plain.matchAll(/'(?:[^'\\\n]|\\.)'|"((?:[^"\\\n]|\\.)*)"/g)) {
    if (match[1] === undefined) continue;
    const text = match[1].replace(/\\(.)/g, (_, sign: string) => (sign === 'n' ? '\n' : sign === 't' ? '\t' : sign));
    const last = found.at(-1);
    if (last && plain.slice(last.end, match.index).trim() === '') {
      last.text += text;
      last.end = match.index + match[0].length;
    } else {
      found.push({ text, end: match.index + match[0].length });
    }
  }
  return found.map((each) => each.text);
}

/** A sentence, or a good part of one: no SQL, no XML, no usage of a filter, no name of a thing. */
function isForPeople(text: string): boolean {
  return (
    /[A-Za-z}"]{2,} [a-z{"]{2,}/.test(text) &&
    /[a-z]{2,} [a-z]{2,}/.test(text.replace(/[{}"]/g, '')) &&
    !/\b(?:SELECT|INSERT|UPDATE|DELETE|WHERE|ORDER BY|JOIN|VALUES|FROM|AND|NULL)\b|::/.test(text) &&
    !/<\/?\w+[: >]|="|xmlns|^\w+: \{|; charset=/.test(text) &&
    !/^\w+(?:\([^)]*\))?(?:, \w+\([^)]*\))*(?:,? or \w+(?:\(.*\))?)$/.test(text)
  );
}

const written: Said[] = folders
  .flatMap(files)
  .flatMap((file) => [...new Set(literals(readFileSync(join(source, file), 'utf8')))].map((text) => ({ file, text })));
const said = written.filter(({ file, text }) => isForPeople(text) && !left.some((each) => each.test(file)));

/** The message with values in it, and what it should come to. */
function sample(english: string): string {
  let value = 0;
  return english.replace(/\{\{|\}\}|\{(?::\w+)?\}/g, (found) => (found === '{{' ? '{' : found === '}}' ? '}' : `v${++value}`));
}

describe('what the server says', () => {
  it('is known in Russian, every sentence of it', () => {
    const known = new Set(phrases.map(([english]) => english));
    const missing = said.filter(({ text }) => !known.has(text) && !(text in kinds) && !notAnswers.has(text));
    // A sentence that is new belongs into one of the tables beside this test.
    expect(missing.map(({ file, text }) => `${file}: ${text}`)).toEqual([]);
  });

  it('is in the tables only as long as the server says it', () => {
    const all = new Set(written.map(({ text }) => text));
    const begun = (english: string) => all.has(english.replace(/\{\}$/, '')); // what follows is added to it
    expect(phrases.map(([english]) => english).filter((english) => !all.has(english) && !begun(english))).toEqual([]);
    expect([...notAnswers].filter((text) => !all.has(text))).toEqual([]);
  });

  it.each(phrases.map(([english, russian]) => ({ english, russian })))('$english', ({ english, russian }) => {
    const values = [...english.matchAll(/\{\{|\}\}|\{(?::\w+)?\}/g)].filter(([found]) => found !== '{{' && found !== '}}').length;
    let next = 0;
    const expected = russian.replace(/\{(\d*)k?\}/g, (_, place: string) => {
      const index = place ? Number(place) : ++next;
      expect(index).toBeLessThanOrEqual(values);
      return `v${index}`;
    });
    expect(inRussian(sample(english))).toBe(expected);
  });

  const reasons = phrases.filter(([, russian]) => /^[{а-яё]/.test(russian)).map(([english]) => english);
  it.each(reasons)('as a reason: %s', (english) => {
    expect(inRussian(`"Кравец" stays as it is: ${sample(english)}`)).toBe(`«Кравец» оставлено как есть: ${inRussian(sample(english))}`);
  });

  it('is put together of its parts', () => {
    expect(inRussian('"Кравец Иван" stays as it is: Кравец may lose a vowel, which is for the family to say')).toBe(
      '«Кравец Иван» оставлено как есть: у фамилии Кравец может выпадать гласная, это знает только её носитель',
    );
    expect(inRussian('there is no filter "mony": did you mean "money"?')).toBe('Фильтра «mony» не бывает. Может быть, «money»?');
    expect(inRussian('price is a list, so it has no field "nothing"')).toBe('price — список, и поля «nothing» в нём нет');
    expect(inRussian('"Ли" stays as it is: one word alone does not say whose name it is')).toBe('«Ли» оставлено как есть: по одному слову не понять, чьё это имя');
    expect(inRussian('"7707083894" is not an INN: its check digit (the 10th) does not fit')).toBe('«7707083894» — не ИНН: не сходится контрольная цифра');
    expect(inRussian('this tag stands for a row of a table, but it is in none')).toBe('Метка относится к строке таблицы, но стоит не там');
    expect(inRussian('unknown field "a" — near “Dear {{ a }}”')).toBe('Поля «a» нет (рядом: «Dear {{ a }}»)');
    expect(inRussian('unknown field "a "b" c"')).toBe('Поля «a "b" c» нет');
    expect(inRussian('something that nobody says')).toBeNull();
  });
});
