import i18next from 'i18next';
import { describe, expect, it } from 'vitest';
import { proposal, proposalSchema } from '../testing/samples';
import { check } from './check';
import { formOf, fromPayload, type Field, type FormObject } from './fields';
import { readNumber } from './numbers';
import { parsePath, pathKey, placeOf, valueAt, withValue } from './paths';
import { toPayload, withoutEmptyRows } from './payload';

const form = formOf(proposalSchema);
const initial = form.initial as FormObject;
const t = i18next.t;
const filled = fromPayload(form, proposal.sample) as FormObject;
const field = (name: string) => form.fields.find((each) => each.name === name) as Field;
const errorsOf = (value: FormObject) => check(form, value, t);

describe('the form of a schema', () => {
  it('has the fields in the order of the schema, each of its kind', () => {
    expect(form.fields.map((each) => [each.name, each.type])).toEqual([
      ['client', 'group'],
      ['date', 'date'],
      ['items', 'rows'],
      ['vat_rate', 'number'],
      ['paid', 'boolean'],
      ['terms', 'choice'],
      ['introduction', 'text'],
      ['note', 'text'],
    ]);
  });

  it('starts with the defaults and one line where a line is needed', () => {
    expect(initial).toMatchObject({ vat_rate: '20', paid: false, items: [{ name: '', quantity: '1', price: '' }] });
  });

  it('never demands what Kontor writes or what has a default', () => {
    const strict = formOf({ required: ['a', 'b'], properties: { a: { 'x-written': true }, b: { default: '1' } } });
    expect(strict.fields.map((each) => each.required)).toEqual([false, false]);
  });

  it('names a field without a title by its own name', () => {
    expect(formOf({ properties: { due_date: {} } }).fields[0]?.title).toBe('Due date');
  });

  it('reads references, choices with titles and lists of plain values', () => {
    const other = formOf({
      properties: {
        party: { $ref: '#/$defs/party', title: 'Seller' },
        unit: { oneOf: [{ const: 1, title: 'Hour' }, { const: 2, title: 'Day' }] },
        tags: { type: 'array', items: { type: 'string' } },
        count: { type: 'integer' },
      },
      $defs: { party: { type: 'object', title: 'Party', properties: { name: { type: 'string' } } } },
    });
    expect(other.fields.map((each) => each.type)).toEqual(['group', 'choice', 'rows', 'number']);
    expect(other.fields[0]?.title).toBe('Seller');
    const value = { party: { name: 'X' }, unit: '2', tags: ['a', 'b'], count: '7' };
    expect(toPayload(other, value)).toEqual({ party: { name: 'X' }, unit: 2, tags: ['a', 'b'], count: 7 });
  });

  it('is empty for a schema that is no schema', () => {
    expect(formOf(null).fields).toEqual([]);
    expect(toPayload(formOf({}), {})).toEqual({});
  });
});

describe('the payload', () => {
  it('is the sample again when the sample was filled in', () => {
    expect(toPayload(form, filled)).toEqual({ ...(proposal.sample as object), vat_rate: '20', paid: false });
  });

  it('leaves out what is empty and writes numbers plainly', () => {
    const value = withValue(withValue(filled, ['items', 0, 'price'], '1 200,50'), ['note'], '   ') as FormObject;
    const payload = toPayload(form, value);
    expect(payload).not.toHaveProperty('note');
    expect(payload).not.toHaveProperty('introduction');
    expect((payload.items as { price: string }[])[0]?.price).toBe('1200.50');
  });

  it('drops lines nobody typed into, but keeps one where one is needed', () => {
    const rows = [...(filled.items as FormObject[]), (field('items') as { item: Field }).item.initial] as FormObject[];
    expect(withoutEmptyRows(form, { ...filled, items: rows }).items).toHaveLength(2);
    expect(withoutEmptyRows(form, initial).items).toHaveLength(1);
  });

  it('leaves an untouched optional group out', () => {
    const optional = formOf({ properties: { bank: { type: 'object', properties: { iban: { type: 'string' } } } } });
    expect(toPayload(optional, optional.initial as FormObject)).toEqual({});
  });
});

describe('the check before sending', () => {
  it('finds nothing wrong with the sample', () => {
    expect(errorsOf(filled)).toEqual({});
  });

  it('names every missing field at its place', () => {
    expect(Object.keys(errorsOf(initial)).sort()).toEqual(['client.name', 'items[0].name', 'items[0].price']);
  });

  it('leaves the number and the date at the top to the issue of the document', () => {
    const text = { type: 'string' };
    const day = { type: 'string', format: 'date' };
    const seller = { type: 'object', required: ['number'], properties: { number: text } };
    const issued = formOf({ required: ['number', 'date', 'seller'], properties: { number: text, date: day, seller } });
    expect(issued.fields.map((field) => field.issued)).toEqual(['number', 'date', undefined]);
    expect(Object.keys(check(issued, issued.initial as FormObject, t))).toEqual(['seller.number']);
    const written = formOf({ required: ['date'], properties: { date: text } });
    expect(written.fields[0]?.issued).toBe('date');
    expect(check(written, written.initial as FormObject, t)).toEqual({});
  });

  it('asks for a line when there is none', () => {
    expect(errorsOf({ ...filled, items: [] })).toEqual({ items: 'Add at least 1 line' });
  });

  it('tells a number, a date, an e-mail and a length from what they are not', () => {
    let value = withValue(filled, ['items', 1, 'price'], '12,5O');
    value = withValue(value, ['client'], { name: 'x'.repeat(21), email: 'nobody' });
    value = withValue(value, ['date'], '2026-13-45');
    expect(errorsOf(value as FormObject)).toEqual({
      'items[1].price': 'Enter a number, for example 1250.50',
      'client.name': 'At most 20 characters',
      'client.email': 'Enter an e-mail, for example name@company.com',
      date: 'Enter a date',
    });
  });

  it('asks nothing of an optional group until something is typed into it', () => {
    const optional = formOf({
      properties: {
        bank: { type: 'object', required: ['iban'], properties: { iban: { type: 'string' }, bic: { type: 'string' } } },
      },
    });
    expect(check(optional, { bank: { iban: '', bic: '' } }, t)).toEqual({});
    expect(check(optional, { bank: { iban: '', bic: 'X' } }, t)).toEqual({ 'bank.iban': 'This field is required' });
  });

  it('asks what is meant by a number that can be two', () => {
    const value = withValue(filled, ['items', 0, 'price'], '1,200') as FormObject;
    expect(errorsOf(value)['items[0].price']).toBe('Thousands or a fraction? Write 1234 or 1.234');
  });

  it('keeps to the limits of numbers', () => {
    const limited = formOf({ properties: { n: { type: 'integer', minimum: 1, maximum: 5 } } });
    const error = (n: string) => check(limited, { n }, t).n;
    expect([error('0'), error('6'), error('2.5'), error('3')]).toEqual([
      'Not less than 1',
      'Not more than 5',
      'Enter a whole number',
      undefined,
    ]);
  });
});

describe('a number as typed', () => {
  it.each([
    ['12', '12'],
    ['12,5', '12.5'],
    ['12.5', '12.5'],
    ['1 200,50', '1200.50'],
    ['1\u00a0200,50', '1200.50'],
    ['1,200.50', '1200.50'],
    ['1.200,50', '1200.50'],
    ['1,200', null],
    ['0,200', '0.200'],
    ['1,200,000', '1200000'],
    ['-3', '-3'],
    ['\u22123', '-3'],
    ['12,5O', null],
    ['1.2.3', null],
    ['12,34.56', null],
    ['', null],
  ] as const)('%s is %s', (typed, read) => {
    expect(readNumber(typed)).toBe(read);
  });
});

describe('a path', () => {
  it('is written and read as the server writes it', () => {
    expect(pathKey(['items', 2, 'price'])).toBe('items[2].price');
    expect(parsePath('items[2].price')).toEqual(['items', 2, 'price']);
    expect(parsePath(pathKey(['a', 0, 1, 'b', 'c']))).toEqual(['a', 0, 1, 'b', 'c']);
  });

  it('changes one place and leaves the rest the same object', () => {
    const next = withValue(filled, ['items', 1, 'price'], '50.00') as FormObject;
    expect(valueAt(next, ['items', 1, 'price'])).toBe('50.00');
    expect(valueAt(filled, ['items', 1, 'price'])).toBe('49.50');
    expect(next.client).toBe(filled.client);
  });

  it('leads to the field that an error is about, or to the nearest one', () => {
    expect(placeOf(form, 'items[2].price')).toEqual({ path: ['items', 2, 'price'], titles: ['Items', 3, 'Price'], whole: true });
    expect(placeOf(form, 'client.inn')).toEqual({ path: ['client'], titles: ['Client'], whole: false });
    expect(placeOf(form, 'nowhere')).toEqual({ path: [], titles: [], whole: false });
  });
});
