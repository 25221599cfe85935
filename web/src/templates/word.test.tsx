import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { JsonSchema } from '../forms/fields';
import { changeLanguage } from '../i18n';
import { me, proposal, SilentEvents } from '../testing/samples';
import { showApp } from '../testing/screen';
import { fakeServer, json, problem, type Call } from '../testing/server';
import { linesOf, moved, withRequired, withTitle, withType } from './fieldList';
import { problemOfFile } from './pickedFile';
import { tidied } from './useWordDraft';

const found: JsonSchema = {
  type: 'object',
  required: ['client', 'items'],
  properties: {
    client: { type: 'object', title: 'Client', required: ['name'], properties: { name: { type: 'string', title: 'Name' } } },
    items: {
      type: 'array',
      title: 'Items',
      items: {
        type: 'object',
        properties: {
          price: { type: 'string', format: 'money', title: 'Price' },
          parts: { type: 'array', title: 'Parts', items: { type: 'object', properties: { name: { type: 'string' } } } },
        },
      },
    },
    vat: { type: 'boolean', title: 'Vat' },
    inn: { type: 'string', format: 'inn', title: 'Inn' },
    stamp: { type: 'string', contentEncoding: 'base64', title: 'Stamp' },
  },
};
const inspected = {
  syntax: 'word',
  name: 'Offer',
  kind: 'other',
  locale: 'en',
  schema: found,
  notes: [],
  formats: ['docx'],
  fields_added: [],
  fields_removed: [],
};
const template = {
  ...proposal,
  id: 'w1',
  name: 'Offer',
  kind: 'other',
  syntax: 'word',
  source: null,
  sample: null,
  prompt_hint: '',
  schema: found,
  formats: ['docx'],
  version: 1,
  file_name: 'Offer.docx',
  file_size: 12_345,
  file_sha256: 'ab',
};
const base = {
  'GET /api/v1/auth/me': json(200, me),
  'GET /api/v1/templates': json(200, { items: [], next_cursor: null }),
  'GET /api/v1/templates/w1': json(200, template),
  'GET /api/v1/templates/w1/versions': json(200, {
    items: [{ version: 1, created_at: '2026-01-02T03:04:05Z', author_id: 'u1' }],
    next_cursor: null,
  }),
};
const user = userEvent.setup();
const docx = (name = 'Offer.docx') => new File(['PK bytes'], name);

async function choose(file: File) {
  await screen.findByRole('button', { name: /Choose a file|Choose another file|Upload a new version/ });
  fireEvent.change(document.querySelector('input[type=file][accept^=".docx"]') as Element, { target: { files: [file] } });
}

beforeEach(() => vi.stubGlobal('EventSource', SilentEvents));

describe('the list of fields', () => {
  it('has what is nested, with the names that the template uses', () => {
    expect(linesOf(found).map(({ name, type, depth, required }) => [name, type, depth, required])).toEqual([
      ['client', 'group', 0, true],
      ['client.name', 'text', 1, true],
      ['items', 'rows', 0, true],
      ['items[].price', 'money', 1, false],
      ['items[].parts', 'rows', 1, false],
      ['items[].parts[].name', 'text', 2, false],
      ['vat', 'boolean', 0, false],
      ['inn', 'inn', 0, false],
      ['stamp', 'image', 0, false],
    ]);
  });

  it('changes one place and leaves the rest and its order alone', () => {
    const price = ['items', '[]', 'price'];
    const changed = withRequired(withType(withTitle(found, price, 'Preis'), price, 'number'), price, true);
    expect(changed.properties?.items?.items?.properties?.price).toEqual({ title: 'Preis', type: 'string', format: 'decimal' });
    expect(changed.properties?.items?.items?.required).toEqual(['price']);
    expect(Object.keys(changed.properties ?? {})).toEqual(Object.keys(found.properties ?? {}));
    expect(changed.properties?.client).toBe(found.properties?.client);
    expect(found.properties?.items?.items?.properties?.price?.title).toBe('Price');
  });

  it('moves a field among its neighbours, not out of its group', () => {
    expect(Object.keys(moved(found, ['vat'], -1).properties ?? {})).toEqual(['client', 'vat', 'items', 'inn', 'stamp']);
    expect(moved(found, ['client'], -1).properties).toEqual(found.properties);
    expect(Object.keys(moved(found, ['items', '[]', 'parts'], -1).properties?.items?.items?.properties ?? {})).toEqual(['parts', 'price']);
  });

  it('is saved without what was only begun', () => {
    expect(tidied({ properties: { a: { title: ' ', type: 'string', enum: ['x ', '', 'y'] }, b: { enum: [''] } } })).toEqual({
      properties: { a: { type: 'string', enum: ['x', 'y'] }, b: {} },
    });
  });
});

describe('a file that was chosen', () => {
  it.each([
    ['Offer.docx', 10, null],
    ['OFFER.DOCX', 10, null],
    ['offer.doc', 10, 'old'],
    ['offer.odt', 10, 'old'],
    ['offer.docm', 10, 'macros'],
    ['offer.pdf', 10, 'pdf'],
    ['offer', 10, 'other'],
    ['offer.docx', 0, 'empty'],
    ['offer.docx', 11 * 1024 * 1024, 'large'],
  ] as const)('%s of %d bytes: %s', (name, size, expected) => {
    expect(problemOfFile(name, size)).toBe(expected);
  });
});

/** What a form held: the file and what was said about it. */
function formOf(call: Call): { about: { name: string; schema: JsonSchema }; file: string } {
  const boundary = /boundary=(.+)$/.exec(call.headers.get('Content-Type') ?? '')?.[1] ?? 'none';
  const parts = new Map<string, string>();
  for (const part of String(call.body).split(`--${boundary}`)) {
    const [head = '', content = ''] = part.split(/\r\n\r\n([\s\S]*)\r\n$/);
    const name = /name="(\w+)"/.exec(head)?.[1];
    if (name) parts.set(name, content);
  }
  return { about: JSON.parse(parts.get('about') ?? 'null') as { name: string; schema: JsonSchema }, file: parts.get('file') ?? '' };
}

describe('the upload', () => {
  it('shows the fields and the form, and saves the file with what was refined as one version', async () => {
    const stored = { document_template: template, notes: [], fields_added: [], fields_removed: [] };
    const calls = fakeServer({
      ...base,
      'POST /api/v1/templates/inspect': json(200, inspected),
      'POST /api/v1/templates/upload': json(201, stored),
    });
    const { router } = showApp('/templates/upload');
    await choose(docx());
    const title = await screen.findByRole('textbox', { name: 'Title of client.name' });
    expect(screen.getByText('6 fields found')).toBeTruthy();
    await user.clear(title);
    await user.type(title, 'Customer');
    const preview = screen.getByRole('region', { name: 'The form' });
    expect(within(preview).getByRole('textbox', { name: /Customer/ })).toBeTruthy();
    await user.selectOptions(screen.getByRole('combobox', { name: 'Type of items[].price' }), 'Number');
    await user.click(screen.getByRole('button', { name: 'Move “Vat” up' }));
    await user.click(screen.getByRole('button', { name: 'Save template' }));
    await waitFor(() => expect(router.state.location.pathname).toBe('/templates/w1'));

    const upload = calls.find((call) => call.path.startsWith('/api/v1/templates/upload'));
    expect(upload?.path).toContain('file_name=Offer.docx');
    const { about, file } = formOf(upload as Call);
    expect(file).toBe('PK bytes');
    expect(about.name).toBe('Offer');
    const { schema } = about;
    expect(schema.properties?.client?.properties?.name?.title).toBe('Customer');
    expect(schema.properties?.items?.items?.properties?.price?.format).toBe('decimal');
    expect(Object.keys(schema.properties ?? {})).toEqual(['client', 'vat', 'items', 'inn', 'stamp']);
  });

  it('can be tried again when it failed', async () => {
    const stored = { document_template: template, notes: [], fields_added: [], fields_removed: [] };
    const calls = fakeServer({
      ...base,
      'POST /api/v1/templates/inspect': json(200, inspected),
      'POST /api/v1/templates/upload': [problem(503), json(201, stored)],
    });
    const { router } = showApp('/templates/upload');
    await choose(docx());
    await user.type(await screen.findByRole('textbox', { name: 'Title of vat' }), '!');
    await user.click(screen.getByRole('button', { name: 'Save template' }));
    await screen.findByText(/The server is not ready/);
    await user.click(screen.getByRole('button', { name: 'Save template' }));
    await waitFor(() => expect(router.state.location.pathname).toBe('/templates/w1'));
    const sent = calls.filter((call) => call.path.includes('/upload')).map((call) => formOf(call).about);
    expect(sent).toHaveLength(2);
    expect(sent[1]).toEqual(sent[0]);
  });

  it('tells mistakes by their place and text, and offers nothing to save', async () => {
    changeLanguage('ru');
    fakeServer({
      ...base,
      'POST /api/v1/templates/inspect': json(200, {
        ...inspected,
        schema: null,
        notes: [{ kind: 'error', location: 'header 1, paragraph 2', near: 'Dear {{ client.name', message: 'there is no filter "mony": did you mean "money"?' }],
      }),
    });
    showApp('/templates/upload');
    await screen.findByRole('button', { name: 'Выбрать файл' });
    await choose(docx()).catch(() => undefined);
    fireEvent.change(document.querySelector('input[type=file]') as Element, { target: { files: [docx()] } });
    const alert = await screen.findByRole('alert');
    expect(alert.textContent).toContain('В файле 1 ошибка');
    expect(alert.textContent).toContain('Верхний колонтитул 1, абзац 2');
    expect(alert.textContent).toContain('Dear {{ client.name');
    expect(alert.textContent).toContain('Фильтра «mony» не бывает. Может быть, «money»?');
    expect(screen.queryByRole('button', { name: 'Сохранить шаблон' })).toBeNull();
  });

  it('says what is wrong with a file of another kind, without sending it', async () => {
    const calls = fakeServer(base);
    showApp('/templates/upload');
    await choose(docx('Offer.pdf'));
    expect((await screen.findByRole('alert')).textContent).toContain('A PDF cannot be filled in');
    expect(calls.some((call) => call.method === 'POST')).toBe(false);
  });

  it('takes a file that was dropped on the list of templates', async () => {
    fakeServer({ ...base, 'POST /api/v1/templates/inspect': json(200, inspected) });
    const { router } = showApp('/templates');
    await screen.findAllByRole('link', { name: 'Upload a Word or Excel file' });
    const dataTransfer = { types: ['Files'], files: [docx()] };
    fireEvent.dragEnter(window, { dataTransfer });
    await screen.findByText('Drop the Word or Excel file here');
    fireEvent.drop(window, { dataTransfer });
    await screen.findByText('6 fields found');
    expect(router.state.location.pathname).toBe('/templates/upload');
  });
});

describe('a new version of the file', () => {
  it('tells which fields came and went, and is put in the place of the old', async () => {
    const stored = { document_template: { ...template, version: 2 }, notes: [], fields_added: ['date'], fields_removed: ['vat'] };
    const calls = fakeServer({
      ...base,
      'POST /api/v1/templates/inspect': json(200, { ...inspected, fields_added: ['date'], fields_removed: ['vat'] }),
      'PUT /api/v1/templates/w1/file': json(200, stored),
    });
    showApp('/templates/w1/edit');
    await choose(docx('Offer 2.docx'));
    expect((await screen.findByText(/New field:/)).textContent).toContain('date');
    expect(screen.getByText(/No longer in the file:/).textContent).toContain('vat');
    expect(calls.find((call) => call.path.includes('inspect'))?.path).toContain('template_id=w1');
    await user.click(screen.getByRole('button', { name: 'Save' }));
    await screen.findByText('Saved');
    expect(calls.filter((call) => call.method === 'PUT' || call.method === 'PATCH').map((call) => call.method)).toEqual(['PUT']);
  });
});
