import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { changeLanguage } from '../i18n';
import { me, series, SilentEvents } from '../testing/samples';
import { showApp } from '../testing/screen';
import { fakeServer, json, problem, type Call } from '../testing/server';

const user = userEvent.setup();

const preview = ({ body }: Call) => {
  const { pattern, next_seq } = body as { pattern: string; next_seq?: number };
  if (!pattern.includes('{seq')) {
    return problem(422, [{ location: 'body.pattern', message: 'needs {seq}, the counted part, or {seq:04} for at least four digits' }]);
  }
  const number = (seq: number) => pattern.replace(/\{seq(:04)?\}/, String(seq)).replace('{year}', '2026');
  const next = next_seq ?? 1;
  return json(200, { next_number: number(next), following_number: number(next + 1), reset: pattern.includes('{year}') ? 'yearly' : 'never' });
};

const base = {
  'GET /api/v1/auth/me': json(200, me),
  'GET /api/v1/series': json(200, series),
  'POST /api/v1/series/preview': preview,
};

beforeEach(() => vi.stubGlobal('EventSource', SilentEvents));

/** Braces have a meaning of their own to the keyboard of the tests. */
const keys = (text: string) => text.replace(/[{[]/g, '$&$&');

async function formOf(name: string) {
  return within(await screen.findByRole('form', { name }));
}

describe('the numbering', () => {
  it('shows the next number while its pattern is typed, and sends what changed', async () => {
    const calls = fakeServer({
      ...base,
      'PATCH /api/v1/series/s-invoice': json(200, { ...series.items[2], pattern: 'A/{seq}', reset: 'never' }),
    });
    showApp('/settings/numbering');
    const form = await formOf('Our invoices');
    await form.findByText('I-2026-7');
    const pattern = form.getByRole('textbox', { name: 'Pattern' });
    await user.clear(pattern);
    await user.type(pattern, keys('A/{seq}'));
    await form.findByText('A/7');
    expect((form.getByRole('combobox', { name: 'Begins again at 1' }) as HTMLSelectElement).value).toBe('never');
    await user.click(form.getByRole('button', { name: 'Save' }));
    await screen.findByText('Saved');
    expect(calls.find((call) => call.method === 'PATCH')?.body).toEqual({ pattern: 'A/{seq}' });
  });

  it('says what is wrong with a pattern in the language of the reader', async () => {
    changeLanguage('ru');
    fakeServer(base);
    showApp('/settings/numbering');
    const form = await formOf('Our invoices');
    const pattern = form.getByRole('textbox', { name: 'Шаблон номера' });
    await user.clear(pattern);
    await user.type(pattern, 'A');
    await form.findByText('Добавьте {seq} — счётчик — или {seq:04}');
    expect(form.getByText('Исправьте шаблон, и здесь будет следующий номер.')).toBeTruthy();
  });

  it('takes a new series', async () => {
    const calls = fakeServer({ ...base, 'POST /api/v1/series': json(201, { ...series.items[1], id: 's-new' }) });
    showApp('/settings/numbering');
    await user.click(await screen.findByRole('button', { name: 'New series' }));
    const form = await formOf('New series');
    await user.selectOptions(form.getByRole('combobox', { name: 'Kind' }), 'contract');
    await user.type(form.getByRole('textbox', { name: 'Name' }), 'Frame contracts');
    const next = form.getByRole('textbox', { name: 'Next number' });
    await user.clear(next);
    await user.type(next, '58');
    await user.click(form.getByRole('button', { name: 'Create series' }));
    await screen.findByText('Series created');
    expect(calls.find((call) => call.path === '/api/v1/series' && call.method === 'POST')?.body).toEqual({
      kind: 'contract',
      name: 'Frame contracts',
      pattern: '{kind}-{year}-{seq:04}',
      next_seq: 58,
    });
  });

  it('is only shown to a member', async () => {
    fakeServer({ ...base, 'GET /api/v1/auth/me': json(200, { ...me, user: { ...me.user, role: 'user' } }) });
    showApp('/settings/numbering');
    await screen.findByText('Only owners and administrators change these.');
    await formOf('Our invoices');
    expect(screen.queryByRole('button', { name: 'Save' })).toBeNull();
    expect(screen.queryByRole('button', { name: 'New series' })).toBeNull();
  });
});

describe('the register', () => {
  it('shows every number, and the void ones alone with their reasons', async () => {
    const entry = {
      id: 'n2',
      number: 'I-2026-0002',
      period: '2026',
      seq: 2,
      state: 'issued',
      document_id: 'd2',
      document_title: 'Second',
      issued_on: '2026-11-23',
      issued_at: '2026-11-23T10:00:00Z',
      issued_by: 'u1',
      issued_by_name: 'Olga Berg',
    };
    const voided = {
      ...entry,
      id: 'n1',
      number: 'I-2026-0001',
      state: 'voided',
      voided_at: '2026-11-24T10:00:00Z',
      voided_by_name: 'Olga Berg',
      void_reason: 'A wrong address',
    };
    const calls = fakeServer({
      ...base,
      'GET /api/v1/series/s-invoice/numbers': ({ path }) =>
        json(200, { items: path.includes('state=voided') ? [voided] : [entry, voided], next_cursor: null }),
    });
    showApp('/settings/numbering/s-invoice');
    await screen.findByRole('link', { name: /I-2026-0002.*Second/ });
    await user.click(screen.getByRole('radio', { name: 'Void' }));
    await waitFor(() => expect(screen.queryByRole('link', { name: /I-2026-0002/ })).toBeNull());
    expect(screen.getByRole('link', { name: /I-2026-0001.*A wrong address/ })).toBeTruthy();
    expect(calls.at(-1)?.path).toContain('state=voided');
  });
});
