import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { parseDocumentEvent } from '../api/events';
import { changeLanguage } from '../i18n';
import { document1, me, proposal, series, SilentEvents } from '../testing/samples';
import { showApp } from '../testing/screen';
import { fakeServer, json, problem } from '../testing/server';

const getPage = vi.fn(async () => ({
  getTextContent: async () => ({ items: [{ str: 'Total' }, { str: '398.00' }] }),
  getViewport: ({ scale }: { scale: number }) => ({ width: 600 * scale, height: 800 * scale }),
  render: () => ({ promise: Promise.resolve(), cancel() {} }),
}));
vi.mock('./pdf', () => ({ openPdf: () => ({ pdf: Promise.resolve({ numPages: 2, getPage }), destroy() {} }) }));

const user = userEvent.setup();
const ready = {
  ...document1,
  status: 'ready',
  cost_tokens: 1284,
  files: [
    { format: 'pdf', size: 52_150, sha256: 'draft', url: '/api/v1/documents/files/a' },
    { format: 'docx', size: 6_632, sha256: 'edited', url: '/api/v1/documents/files/b' },
  ],
};
const pageOf = (...items: unknown[]) => json(200, { items, next_cursor: null });
const base = {
  'GET /api/v1/auth/me': json(200, me),
  'GET /api/v1/templates/t1': json(200, proposal),
  'GET /api/v1/series': json(200, series),
  'GET /api/v1/documents/files/a': new Response('%PDF-'),
};

beforeEach(() => {
  vi.stubGlobal('EventSource', SilentEvents);
  vi.spyOn(HTMLElement.prototype, 'clientWidth', 'get').mockReturnValue(600);
});

describe('the list of documents', () => {
  it('changes a status the moment the server tells of it', async () => {
    let status = 'draft';
    fakeServer({ ...base, 'GET /api/v1/documents': () => pageOf({ ...document1, status }) });
    showApp('/documents');
    await screen.findByRole('link', { name: /For North Wind.*In progress/ });
    status = 'ready';
    act(() => SilentEvents.last?.tell('document', { id: 'd1', status: 'ready' }));
    await screen.findByRole('link', { name: /For North Wind.*Ready/ });
  });

  it('is filtered, and continued where it ended', async () => {
    const calls = fakeServer({
      ...base,
      'GET /api/v1/documents': (call) =>
        call.path.includes('cursor=next')
          ? pageOf({ ...document1, id: 'd2', title: 'The second' })
          : json(200, { items: [document1], next_cursor: 'next' }),
    });
    showApp('/documents');
    await user.click(await screen.findByRole('button', { name: 'Load more' }));
    await screen.findByRole('link', { name: /The second/ });
    await user.click(screen.getByRole('radio', { name: 'Failed' }));
    await waitFor(() => expect(calls.at(-1)?.path).toContain('status=failed'));
    await user.selectOptions(screen.getByRole('combobox', { name: 'Number' }), 'Void');
    await waitFor(() => expect(calls.at(-1)?.path).toContain('standing=voided'));
  });

  it('is taken away as a file, filtered as it is on screen', async () => {
    const saved: string[] = [];
    vi.spyOn(URL, 'createObjectURL').mockReturnValue('blob:list');
    vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (this: HTMLAnchorElement) {
      if (this.download) saved.push(this.download);
    });
    const calls = fakeServer({
      ...base,
      'GET /api/v1/documents': pageOf(document1),
      'GET /api/v1/documents/export': [new Response('PK'), problem(413)],
    });
    showApp('/documents');
    await user.click(await screen.findByRole('radio', { name: 'Failed' }));
    await user.click(await screen.findByRole('button', { name: 'Download the list' }));
    await user.click(await screen.findByRole('menuitem', { name: 'As Excel' }));
    await waitFor(() => expect(saved).toEqual(['Documents.xlsx']));
    expect(calls.at(-1)?.path).toBe('/api/v1/documents/export?format=xlsx&locale=en&status=failed');
    await user.click(screen.getByRole('button', { name: 'Download the list' }));
    await user.click(await screen.findByRole('menuitem', { name: 'As CSV' }));
    await screen.findByText('Refused.');
    expect(saved).toHaveLength(1);
  });

  it('shows the way to the first document when there is none', async () => {
    fakeServer({ ...base, 'GET /api/v1/documents': pageOf() });
    showApp('/documents');
    await screen.findByText('No documents yet');
    expect(screen.getByRole('link', { name: 'Choose a template' })).toBeTruthy();
  });
});

describe('a document', () => {
  it('becomes ready on screen, with its pages and its files', async () => {
    let current: unknown = document1;
    fakeServer({
      ...base,
      'GET /api/v1/documents/d1': () => json(200, current),
      'GET /api/v1/documents': () => pageOf(current),
      'GET /api/v1/documents/files/a': new Response('%PDF-'),
    });
    showApp('/documents/d1');
    await screen.findByText('Making the document');
    current = ready;
    act(() => SilentEvents.last?.tell('document', { id: 'd1', status: 'ready' }));
    const pdf = await screen.findByRole('link', { name: 'Download PDF, 52 kB' });
    expect(pdf.getAttribute('href')).toBe('/api/v1/documents/files/a');
    expect(screen.getByRole('link', { name: 'Download DOCX, 7 kB' })).toBeTruthy();
    await screen.findByRole('img', { name: 'Page 1 of 2' });
    await screen.findByText('Total 398.00');
    expect(screen.getByText('1,284')).toBeTruthy();
  });

  it('shows its new pages even when they were made within the second of the old', async () => {
    let current: unknown = ready;
    const calls = fakeServer({
      ...base,
      'GET /api/v1/documents/d1': () => json(200, current),
      'GET /api/v1/documents': () => pageOf(current),
      'GET /api/v1/documents/files/final': new Response('%PDF-'),
    });
    showApp('/documents/d1');
    await screen.findByText('Total 398.00');
    const [pdf] = ready.files;
    current = { ...ready, number: 'P-2026-0007', files: [{ ...pdf, sha256: 'final', url: '/api/v1/documents/files/final' }] };
    act(() => SilentEvents.last?.tell('document', { id: 'd1', status: 'ready' }));
    await waitFor(() => expect(calls.map(({ path }) => path)).toContain('/api/v1/documents/files/final?inline=1'));
    await screen.findByText('Total 398.00');
  });

  it('that failed says why and is tried again', async () => {
    fakeServer({
      ...base,
      'GET /api/v1/documents/d1': json(200, { ...document1, status: 'failed', failure: 'The logo is not a picture.' }),
      'POST /api/v1/documents/d1/retry': json(200, document1),
      'GET /api/v1/documents': pageOf(),
    });
    showApp('/documents/d1');
    expect((await screen.findByRole('alert')).textContent).toContain('The logo is not a picture.');
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    await screen.findByText('Making the document');
  });

  it('that failed says in which places of its template, in the language of the person', async () => {
    changeLanguage('ru');
    fakeServer({
      ...base,
      'GET /api/v1/documents/d1': json(200, {
        ...document1,
        status: 'failed',
        failure: 'The template does not work as it is written. (line 3, column 6: division by zero: items is 0)',
        failure_places: [{ location: 'line 3, column 6', message: 'division by zero: items is 0' }],
      }),
    });
    showApp('/documents/d1');
    expect((await screen.findByRole('alert')).textContent).toContain('Строка 3, столбец 6. Деление на ноль: items равно 0');
  });

  it('says what to check before it is sent, each with its place, and again before it gets its number', async () => {
    const remarks = [
      { location: 'line 3, column 11', message: '"Кравец Иван" stays as it is: кравец may lose a vowel, which is for the family to say' },
      { location: 'header 1, paragraph 2 (“in the line of {{ d | genitive }}”), column 4', message: '"Ли" stays as it is: one word alone does not say whose name it is' },
    ];
    fakeServer({ ...base, 'GET /api/v1/documents/d1': json(200, { ...ready, remarks }), 'GET /api/v1/documents': pageOf(ready) });
    showApp('/documents/d1');
    const notice = await screen.findByRole('region', { name: 'Please check 2 places before you send' });
    expect(within(notice).getByText('Line 3, column 11.')).toBeTruthy();
    expect(within(notice).getByText('Header 1, paragraph 2.')).toBeTruthy();
    expect(within(notice).getByText('in the line of {{ d | genitive }}')).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Issue' }));
    await within(await screen.findByRole('dialog')).findByText(/Look at 2 places first/);

    changeLanguage('ru');
    const again = await screen.findByRole('region', { name: 'Проверьте перед отправкой: 2 места', hidden: true });
    expect(again.textContent).toContain('Верхний колонтитул 1, абзац 2.');
    expect(again.textContent).toContain('«Кравец Иван» оставлено как есть: у фамилии кравец может выпадать гласная');
    expect(again.textContent).toContain('«Ли» оставлено как есть: по одному слову не понять, чьё это имя');
    expect(again.textContent).toContain('in the line of');
  });

  it('with nothing to check says nothing', async () => {
    fakeServer({ ...base, 'GET /api/v1/documents/d1': json(200, { ...ready, remarks: [] }) });
    showApp('/documents/d1');
    await screen.findByRole('link', { name: 'Download PDF, 52 kB' });
    expect(screen.queryByText(/before you send/)).toBeNull();
  });

  it('asks for a fresh link when its own has expired', async () => {
    let asked = 0;
    fakeServer({
      ...base,
      'GET /api/v1/documents/d1': () => {
        asked += 1;
        const url = `/api/v1/documents/files/${asked}`;
        return json(200, { ...ready, files: [{ format: 'pdf', size: 52_150, url }] });
      },
      'GET /api/v1/documents/files/1': problem(404),
      'GET /api/v1/documents/files/2': new Response('%PDF-'),
    });
    showApp('/documents/d1');
    await screen.findByRole('img', { name: 'Page 1 of 2' });
    expect(asked).toBe(2);
  });

  it('gives its data to the next one', async () => {
    const payload = { client: { name: 'From before' }, items: [{ name: 'Desk', quantity: '1', price: '5' }] };
    fakeServer({ ...base, 'GET /api/v1/documents/d1': json(200, { ...document1, payload }) });
    showApp('/documents/d1');
    await user.click(await screen.findByRole('link', { name: 'Make another from this' }));
    const name = await screen.findByRole('textbox', { name: /Client name/ });
    expect((name as HTMLInputElement).value).toBe('From before');
  });

  it('is deleted only after a question', async () => {
    const calls = fakeServer({
      ...base,
      'GET /api/v1/documents/d1': json(200, document1),
      'DELETE /api/v1/documents/d1': new Response(null, { status: 204 }),
      'GET /api/v1/documents': pageOf(),
    });
    const { router } = showApp('/documents/d1');
    await user.click(await screen.findByRole('button', { name: 'Delete' }));
    await screen.findByText('Delete this document?');
    expect(calls.some((call) => call.method === 'DELETE')).toBe(false);
    await user.click(screen.getAllByRole('button', { name: 'Delete' }).at(-1) as HTMLElement);
    await waitFor(() => expect(router.state.location.pathname).toBe('/documents'));
  });

  it('that is not there says so', async () => {
    fakeServer({ ...base, 'GET /api/v1/documents/d1': problem(404) });
    showApp('/documents/d1');
    expect((await screen.findByRole('alert')).textContent).toContain('This is not here');
  });
});

describe('a document with a number', () => {
  const issued = {
    ...ready,
    number: 'P-2026-0007',
    issued_on: '2026-11-23',
    issued_at: '2026-11-23T10:00:00Z',
    issued_by: 'u1',
    issued_by_name: 'Olga Berg',
    series_id: 's-proposal',
    files: [{ format: 'pdf', size: 52_150, sha256: 'c0ffee', url: '/api/v1/documents/files/a' }],
  };

  it('gets it after a question that says which one', async () => {
    const calls = fakeServer({
      ...base,
      'GET /api/v1/documents/d1': json(200, ready),
      'GET /api/v1/documents': pageOf(ready),
      'POST /api/v1/documents/d1/issue': json(200, issued),
    });
    showApp('/documents/d1');
    await screen.findByText('It becomes final with the number P-2026-0007.');
    await user.click(screen.getByRole('button', { name: 'Issue' }));
    const dialog = await screen.findByRole('dialog');
    await within(dialog).findByText('P-2026-0007');
    expect(calls.some((call) => call.method === 'POST')).toBe(false);
    await user.click(within(dialog).getByRole('button', { name: 'Issue' }));
    await screen.findByText('Issued as P-2026-0007');
    const sent = calls.find((call) => call.method === 'POST');
    expect(sent?.body).toEqual({});
    expect(sent?.headers.get('Idempotency-Key')).toMatch(/^[0-9a-f]{32}$/);
    await waitFor(() => expect(screen.queryByRole('button', { name: 'Issue' })).toBeNull());
  });

  it('may get it from another series of its kind', async () => {
    const other = { ...series.items[0], id: 's-export', name: 'Export', is_default: false, next_number: 'EXP-1' };
    const calls = fakeServer({
      ...base,
      'GET /api/v1/series': json(200, { ...series, items: [other, ...series.items] }),
      'GET /api/v1/documents/d1': json(200, ready),
      'GET /api/v1/documents': pageOf(ready),
      'POST /api/v1/documents/d1/issue': json(200, { ...issued, number: 'EXP-1' }),
    });
    showApp('/documents/d1');
    await user.click(await screen.findByRole('button', { name: 'Issue' }));
    const dialog = await screen.findByRole('dialog');
    await user.selectOptions(await within(dialog).findByRole('combobox', { name: 'Series' }), 's-export');
    await within(dialog).findByText('EXP-1');
    await user.click(within(dialog).getByRole('button', { name: 'Issue' }));
    await screen.findByText('Issued as EXP-1');
    expect(calls.find((call) => call.method === 'POST')?.body).toEqual({ series_id: 's-export' });
  });

  it('is not deleted but made void, with a reason, and copied', async () => {
    const calls = fakeServer({
      ...base,
      'GET /api/v1/documents/d1': json(200, issued),
      'GET /api/v1/documents': pageOf(issued),
      'POST /api/v1/documents/d1/void': json(200, {
        ...issued,
        voided_at: '2026-11-24T10:00:00Z',
        void_reason: 'A wrong address',
      }),
    });
    showApp('/documents/d1');
    await screen.findByText('c0ffee');
    expect(screen.queryByRole('button', { name: 'Delete' })).toBeNull();
    expect(screen.getByRole('link', { name: 'Copy as new' })).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Make void' }));
    const dialog = await screen.findByRole('dialog');
    const confirm = within(dialog).getByRole<HTMLButtonElement>('button', { name: 'Make void' });
    expect(confirm.disabled).toBe(true);
    await user.type(within(dialog).getByRole('textbox', { name: 'Reason' }), 'A wrong address');
    await user.click(confirm);
    await screen.findByText('This document is void');
    expect(calls.find((call) => call.method === 'POST')?.body).toEqual({ reason: 'A wrong address' });
    expect(screen.getByText('A wrong address')).toBeTruthy();
  });

  it('shows it in the list, void ones too', async () => {
    fakeServer({
      ...base,
      'GET /api/v1/documents': pageOf(issued, { ...issued, id: 'd2', number: 'P-2026-0006', voided_at: '2026-11-24T10:00:00Z' }),
    });
    showApp('/documents');
    await screen.findByRole('link', { name: /P-2026-0007.*23 Nov 2026.*Ready/ });
    await screen.findByRole('link', { name: /P-2026-0006.*Void/ });
  });
});

describe('an event', () => {
  it('is taken only when it is one', () => {
    expect(parseDocumentEvent('{"id":"d1","status":"ready"}')).toEqual({ id: 'd1', status: 'ready' });
    expect(parseDocumentEvent('{"id":"d1","status":"burnt"}')).toBeNull();
    expect(parseDocumentEvent('not json')).toBeNull();
  });
});
