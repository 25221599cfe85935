import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { changeLanguage } from '../i18n';
import { document1, me, proposal, SilentEvents } from '../testing/samples';
import { showApp } from '../testing/screen';
import { fakeServer, json, problem } from '../testing/server';

const base = {
  'GET /api/v1/auth/me': json(200, me),
  'GET /api/v1/templates/t1': json(200, proposal),
  'GET /api/v1/documents/d1': json(200, document1),
  'GET /api/v1/documents': json(200, { items: [], next_cursor: null }),
};

const user = userEvent.setup();
const box = (name: string | RegExp) => screen.getByRole('textbox', { name });
const press = (name: string) => user.click(screen.getByRole('button', { name }));

async function openForm(answers: Parameters<typeof fakeServer>[0] = {}) {
  const calls = fakeServer({ ...base, ...answers });
  const app = showApp('/templates/t1');
  await screen.findByRole('button', { name: 'Create document' });
  return { calls, ...app };
}

beforeEach(() => vi.stubGlobal('EventSource', SilentEvents));

describe('the form of a template', () => {
  it('shows a field for each property, lines as a table, and says what Kontor writes', async () => {
    await openForm();
    expect(screen.getByRole('heading', { level: 1, name: 'Commercial proposal' })).toBeTruthy();
    const client = screen.getByRole('group', { name: /^Client/ });
    expect(within(client).getByRole('textbox', { name: /Client name/ })).toBeTruthy();
    expect(screen.getAllByRole('group', { name: /^Line \d/ })).toHaveLength(1);
    expect(screen.getByRole('checkbox', { name: 'Paid' })).toBeTruthy();
    expect(screen.getByRole('combobox', { name: 'Terms' })).toBeTruthy();
    expect(box(/^Introduction/).getAttribute('aria-describedby')).toBeTruthy();
    expect(screen.getByText('Leave it empty and Kontor writes it.')).toBeTruthy();
  });

  it('sends the sample, once, under one key, and goes to the document', async () => {
    const { calls, router } = await openForm({ 'POST /api/v1/documents': json(201, document1) });
    await press('Fill with sample data');
    await press('Create document');
    await waitFor(() => expect(router.state.location.pathname).toBe('/documents/d1'));
    const sent = calls.filter((call) => call.method === 'POST');
    expect(sent).toHaveLength(1);
    expect(sent[0]?.headers.get('Idempotency-Key')).toMatch(/^[0-9a-f]{32}$/);
    expect(sent[0]?.body).toEqual({
      template_id: 't1',
      payload: { ...(proposal.sample as object), vat_rate: '20', paid: false },
      formats: ['pdf', 'docx'],
    });
  });

  it('shows the document ready even when it was ready before its page was open', async () => {
    await openForm({
      'POST /api/v1/documents': json(201, document1),
      'GET /api/v1/documents/d1': json(200, { ...document1, status: 'ready' }),
    });
    await press('Fill with sample data');
    await press('Create document');
    await screen.findByText('Ready');
  });

  it('names what is missing at the field and in one list, and sends nothing', async () => {
    const { calls } = await openForm();
    await press('Create document');
    const alert = await screen.findByRole('alert');
    expect(alert.textContent).toContain('3 fields need attention');
    expect(alert.textContent).toContain('Items › 1 › Price');
    expect(box(/Client name/).getAttribute('aria-invalid')).toBe('true');
    expect(calls.some((call) => call.method === 'POST')).toBe(false);

    await user.type(box(/Client name/), 'North Wind');
    expect(box(/Client name/).getAttribute('aria-invalid')).not.toBe('true');
    await user.click(screen.getByRole('link', { name: 'Items › 1 › Price' }));
    expect(document.activeElement).toBe(box(/^Price/));
  });

  it('puts what the server refuses at its field', async () => {
    await openForm({
      'POST /api/v1/documents': problem(422, [
        { location: 'body.payload.items[1].price', message: '"1e9" is not an amount' },
        { location: 'body.title', message: 'is too long' },
        { location: 'body.payload.client.inn', message: 'is missing' },
      ]),
    });
    await press('Fill with sample data');
    await press('Create document');
    const line = screen.getByRole('group', { name: 'Line 2' });
    const price = within(line).getByRole('textbox', { name: /Price/ });
    await waitFor(() => expect(price.getAttribute('aria-invalid')).toBe('true'));
    expect(within(line).getByText('"1e9" is not an amount')).toBeTruthy();
    expect(box('Document title').getAttribute('aria-invalid')).toBe('true');
    expect(screen.getByRole('alert').textContent).toContain('Client › client.inn: Is missing');
  });

  it('says in Russian what the server says most often', async () => {
    changeLanguage('ru');
    fakeServer({
      ...base,
      'POST /api/v1/documents': problem(422, [
        { location: 'body.payload.items[0].price', message: '"1e9" is not an amount' },
        { location: 'body.payload.client.name', message: 'is missing' },
      ]),
    });
    showApp('/templates/t1');
    await user.click(await screen.findByRole('button', { name: 'Заполнить примером' }));
    await press('Создать документ');
    const alert = await screen.findByRole('alert');
    expect(alert.textContent).toContain('Проверьте 2 поля');
    expect(alert.textContent).toContain('"1e9" — это не число');
    expect(alert.textContent).toContain('Заполните это поле');
  });

  it('uses the same key when the answer was lost and the button is pressed again', async () => {
    const { calls } = await openForm({ 'POST /api/v1/documents': [problem(503), json(201, document1)] });
    await press('Fill with sample data');
    await press('Create document');
    expect((await screen.findByRole('alert')).textContent).toContain('Nothing is lost');
    await press('Create document');
    await waitFor(() => expect(calls.filter((call) => call.method === 'POST')).toHaveLength(2));
    const keys = calls.filter((call) => call.method === 'POST').map((call) => call.headers.get('Idempotency-Key'));
    expect(new Set(keys).size).toBe(1);
  });

  it('adds, fills and removes lines from the keyboard', async () => {
    await openForm();
    await user.type(within(screen.getByRole('group', { name: 'Line 1' })).getByRole('textbox', { name: /Item/ }), 'Desk{Enter}');
    const second = await screen.findByRole('group', { name: 'Line 2' });
    await waitFor(() => expect(document.activeElement).toBe(within(second).getByRole('textbox', { name: /Item/ })));
    await user.type(document.activeElement as Element, 'Chair');
    await press('Remove line 1');
    expect(screen.getAllByRole('group', { name: /^Line/ })).toHaveLength(1);
    expect((box(/^Item/) as HTMLInputElement).value).toBe('Chair');
  });

  it('keeps what was typed when the page is left and opened again', async () => {
    const first = await openForm();
    await user.type(box(/Client name/), 'North Wind');
    first.unmount();
    await openForm();
    expect((box(/Client name/) as HTMLInputElement).value).toBe('North Wind');
    await press('Clear');
    expect((box(/Client name/) as HTMLInputElement).value).toBe('');
  });

  it('asks for at least one format', async () => {
    await openForm();
    await press('Fill with sample data');
    await user.click(screen.getByRole('checkbox', { name: 'PDF' }));
    await user.click(screen.getByRole('checkbox', { name: 'DOCX' }));
    await press('Create document');
    expect((await screen.findByRole('alert')).textContent).toContain('Choose at least one format');
  });
});
