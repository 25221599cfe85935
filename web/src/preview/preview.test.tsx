import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { changeLanguage } from '../i18n';
import { me, proposal, SilentEvents } from '../testing/samples';
import { showApp } from '../testing/screen';
import { fakeServer, json, problem, type Call } from '../testing/server';
import { textOf } from './pageText';

const base = {
  'GET /api/v1/auth/me': json(200, me),
  'GET /api/v1/templates/t1': json(200, proposal),
};
const asked = 'POST /api/v1/templates/t1/preview';

interface Asked {
  payload: { client?: { name?: string } };
  known: string[];
}

const drawing = (text: string) => `<svg xmlns="http://www.w3.org/2000/svg"><desc>${text}</desc></svg>`;

/** Two pages as the server sends them: the first has the client's name, the second is always the same. */
function pagesFor(call: Call) {
  const { payload, known } = call.body as Asked;
  const page = (hash: string, text: string) => ({
    hash,
    width: 595,
    height: 842,
    ...(!known.includes(hash) && { svg: drawing(text) }),
  });
  const name = payload.client?.name ?? '[Client name]';
  const problems = payload.client?.name ? [] : [{ location: 'body.payload.client.name', message: 'is missing' }];
  return json(200, { pages: [page(`first-${name}`, `Offer for ${name}`), page('second', 'Terms')], page_count: 2, problems });
}

const user = userEvent.setup();
const pane = () => screen.findByRole('region', { name: 'Preview' });
const looks = (calls: Call[]) => calls.filter((call) => call.path.endsWith('/preview')).map((call) => call.body as Asked);

function screenOf(width: 'wide' | 'narrow') {
  vi.stubGlobal('matchMedia', (query: string) => ({
    matches: width === 'wide' && query.includes('min-width'),
    media: query,
    addEventListener() {},
    removeEventListener() {},
  }));
}

beforeEach(() => {
  vi.stubGlobal('EventSource', SilentEvents);
  let made = 0;
  vi.spyOn(URL, 'createObjectURL').mockImplementation(() => `blob:page-${++made}`);
  vi.spyOn(URL, 'revokeObjectURL').mockImplementation(() => {});
  screenOf('wide');
});

describe('the preview beside a form', () => {
  it('shows the pages at once, and what is typed a moment later, sending known pages only once', async () => {
    const calls = fakeServer({ ...base, [asked]: pagesFor });
    showApp('/templates/t1');
    const preview = within(await pane());
    await preview.findByText('Offer for [Client name]');
    expect(preview.getByText('2 pages')).toBeTruthy();
    expect(preview.getByText(/stands in brackets/)).toBeTruthy();
    const second = preview.getByRole('img', { name: 'Page 2 of 2' }).getAttribute('src');

    await user.type(screen.getByRole('textbox', { name: /Client name/ }), 'North Wind');
    await preview.findByText('Offer for North Wind');
    expect(preview.getByRole('img', { name: 'Page 2 of 2' }).getAttribute('src')).toBe(second);
    expect(preview.queryByText(/stands in brackets/)).toBeNull();
    expect(URL.revokeObjectURL).toHaveBeenCalledWith('blob:page-1');
    const [first, ...later] = looks(calls);
    expect(first?.known).toEqual([]);
    expect(later.at(-1)?.known).toContain('second');
    expect(later.length).toBeLessThan('North Wind'.length);
  });

  it('keeps the pages when the server does not answer, and says so', async () => {
    fakeServer({ ...base, [asked]: [pagesFor as never, problem(503)] });
    showApp('/templates/t1');
    const preview = within(await pane());
    await preview.findByText('Offer for [Client name]');
    await user.type(screen.getByRole('textbox', { name: /Client name/ }), 'N');
    await preview.findByText(/could not be updated/);
    expect(preview.getByText('Offer for [Client name]')).toBeTruthy();
  });

  it('says in Russian what stops the pages', async () => {
    changeLanguage('ru');
    const stopped = { pages: [], page_count: 0, problems: [{ location: 'line 12, column 5', message: 'division by zero: count is 0' }] };
    fakeServer({ ...base, [asked]: json(200, stopped) });
    showApp('/templates/t1');
    expect(await screen.findByText(/Страницы обновятся.*Строка 12, столбец 5: Деление на ноль/)).toBeTruthy();
  });

  it('forgets the question that a newer one has overtaken', async () => {
    const slow: { answer?: () => void } = {};
    let turn = 0;
    fakeServer({
      ...base,
      [asked]: (call: Call) =>
        ++turn === 2 ? new Promise<Response>((resolve) => (slow.answer = () => resolve(pagesFor(call)))) : pagesFor(call),
    });
    showApp('/templates/t1');
    const preview = within(await pane());
    await preview.findByText('Offer for [Client name]');
    const name = screen.getByRole('textbox', { name: /Client name/ });
    await user.type(name, 'Old');
    await waitFor(() => expect(slow.answer).toBeTruthy());
    await user.clear(name);
    await user.type(name, 'New');
    await preview.findByText('Offer for New');
    slow.answer?.();
    await user.type(name, 'er');
    await preview.findByText('Offer for Newer');
    expect(preview.queryByText('Offer for Old')).toBeNull();
  });

  it('opens a page large, where the arrow keys turn it', async () => {
    fakeServer({ ...base, [asked]: pagesFor });
    showApp('/templates/t1');
    const preview = within(await pane());
    await user.click(await preview.findByRole('button', { name: 'Page 1 of 2' }));
    const dialog = within(await screen.findByRole('dialog'));
    expect(dialog.getByRole('img', { name: 'Page 1 of 2' })).toBeTruthy();
    await user.keyboard('{ArrowRight}');
    expect(dialog.getByRole('img', { name: 'Page 2 of 2' })).toBeTruthy();
    await user.keyboard('{Escape}');
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  });
});

describe('the preview on a phone', () => {
  beforeEach(() => screenOf('narrow'));

  it('asks for nothing until somebody wants to look', async () => {
    const calls = fakeServer({ ...base, [asked]: pagesFor });
    showApp('/templates/t1');
    await user.click(await screen.findByRole('button', { name: 'Preview' }));
    const dialog = within(await screen.findByRole('dialog'));
    await dialog.findByText('Offer for [Client name]');
    expect(looks(calls)).toHaveLength(1);
  });

  it('is not offered for a template that makes no pages', async () => {
    fakeServer({ ...base, 'GET /api/v1/templates/t1': json(200, { ...proposal, syntax: 'excel', formats: ['xlsx'] }) });
    showApp('/templates/t1');
    await screen.findByRole('button', { name: 'Create document' });
    expect(screen.queryByRole('button', { name: 'Preview' })).toBeNull();
  });
});

describe('the words of a page', () => {
  it('are read from its drawing', () => {
    expect(textOf('<svg><desc>Smith &amp; Sons &lt;&quot;A&quot;&gt;\nTotal</desc><path/></svg>')).toBe('Smith & Sons <"A">\nTotal');
    expect(textOf('<svg><path/></svg>')).toBe('');
  });
});
