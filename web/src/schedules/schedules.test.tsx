import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { changeLanguage } from '../i18n';
import { fieldId } from '../forms/paths';
import { document1, me, proposal, SilentEvents } from '../testing/samples';
import { showApp } from '../testing/screen';
import { fakeServer, json, problem, type Call } from '../testing/server';

const user = userEvent.setup();

const rent = {
  id: 's1',
  owner_id: 'u1',
  kind: 'generate_scheduled_document',
  name: 'Rent',
  payload: { template_id: 't1', title: 'Rent', payload: proposal.sample, formats: ['pdf'] },
  cron: '0 9 1 * *',
  zone: 'Europe/Berlin',
  interval: null,
  missed: 'once',
  enabled: true,
  disabled_because: null,
  next_at: '2027-01-01T08:00:00Z',
  last_at: null,
  created_at: '2026-11-01T08:00:00Z',
  updated_at: '2026-11-01T08:00:00Z',
};
const stopped = { ...rent, id: 's2', name: 'Parking', enabled: false, next_at: null, disabled_because: 'Its template was deleted.' };

const preview = ({ path }: Call) => {
  const cron = new URL(path, 'http://x').searchParams.get('cron') ?? '';
  return cron.startsWith('x')
    ? problem(422, [{ location: 'query.cron', message: 'hour: "25" is not in 0–23; day of month: a value is missing beside a comma' }])
    : json(200, { ticks: ['2026-12-01T08:00:00Z', '2027-01-01T08:00:00Z'] });
};

const base = {
  'GET /api/v1/auth/me': json(200, me),
  'GET /api/v1/schedules': json(200, { items: [rent, stopped], next_cursor: null }),
  'GET /api/v1/schedules/s1': json(200, rent),
  'GET /api/v1/schedules/preview': preview,
  'GET /api/v1/templates': json(200, { items: [proposal], next_cursor: null }),
  'GET /api/v1/templates/t1': json(200, proposal),
};

beforeEach(() => vi.stubGlobal('EventSource', SilentEvents));

describe('the list of recurring documents', () => {
  it('says how often each comes, and why one has stopped', async () => {
    fakeServer(base);
    showApp('/schedules');
    const first = within(await screen.findByRole('listitem', { name: 'Rent' }));
    expect(first.getByText('Every month on day 1 at 09:00')).toBeTruthy();
    const second = within(screen.getByRole('listitem', { name: 'Parking' }));
    expect(second.getByText('Its template was deleted.')).toBeTruthy();
    expect(second.getByText('Stopped')).toBeTruthy();
  });

  it('says so in Russian', async () => {
    changeLanguage('ru');
    fakeServer(base);
    showApp('/schedules');
    await screen.findByText('Шаблон удалён.');
    expect(screen.getAllByText('Каждый месяц, 1 числа, в 09:00')).toHaveLength(2);
  });

  it('pauses, runs at once and deletes', async () => {
    const calls = fakeServer({
      ...base,
      'PATCH /api/v1/schedules/s1': json(200, { ...rent, enabled: false, next_at: null }),
      'POST /api/v1/schedules/s1/run': json(200, { job_id: 'j1' }),
      'DELETE /api/v1/schedules/s1': json(204, undefined),
    });
    showApp('/schedules');
    const item = within(await screen.findByRole('listitem', { name: 'Rent' }));
    await user.click(item.getByRole('switch', { name: '“Rent” is on' }));
    await waitFor(() => expect(calls.find((call) => call.method === 'PATCH')?.body).toEqual({ enabled: false }));
    await user.click(item.getByRole('button', { name: 'Make one now' }));
    await screen.findByText('The draft is being made');
    await user.click(item.getByRole('button', { name: 'Delete' }));
    await user.click(within(await screen.findByRole('dialog')).getByRole('button', { name: 'Delete' }));
    await screen.findByText('Schedule deleted');
    expect(calls.some((call) => call.method === 'DELETE')).toBe(true);
  });

  it('is for administrators', async () => {
    fakeServer({ ...base, 'GET /api/v1/auth/me': json(200, { ...me, user: { ...me.user, role: 'user' } }) });
    showApp('/schedules');
    await screen.findByText('Only owners and administrators see this');
  });
});

describe('the form of a recurring document', () => {
  it('shows when it comes, and sends what it was changed to', async () => {
    const calls = fakeServer({ ...base, 'PATCH /api/v1/schedules/s1': json(200, rent) });
    showApp('/schedules/s1');
    await user.selectOptions(await screen.findByRole('combobox', { name: 'How often' }), 'week');
    await user.selectOptions(screen.getByRole('combobox', { name: 'Day of the week' }), 'Friday');
    await screen.findByText(/1 December 2026/);
    await waitFor(() => expect(calls.at(-1)?.path).toContain('cron=0%209%20*%20*%205'));
    await user.selectOptions(screen.getByRole('combobox', { name: /server was off/ }), 'all');
    await user.click(screen.getByRole('button', { name: 'Save' }));
    await waitFor(() => expect(calls.some((call) => call.method === 'PATCH')).toBe(true));
    expect(calls.find((call) => call.method === 'PATCH')?.body).toMatchObject({
      name: 'Rent',
      cron: '0 9 * * 5',
      zone: 'Europe/Berlin',
      missed: 'all',
      enabled: true,
      payload: { template_id: 't1', title: 'Rent', formats: ['pdf'], payload: { client: { name: 'North Wind' } } },
    });
  });

  it('of equal intervals says so, and stays one when it is saved', async () => {
    const often = { ...rent, cron: null, zone: null, interval: 7200 };
    const calls = fakeServer({
      ...base,
      'GET /api/v1/schedules': json(200, { items: [often], next_cursor: null }),
      'GET /api/v1/schedules/s1': json(200, often),
      'PATCH /api/v1/schedules/s1': json(200, often),
    });
    showApp('/schedules');
    await user.click(within(await screen.findByRole('listitem', { name: 'Rent' })).getByRole('link', { name: 'Change' }));
    const count = await screen.findByRole('textbox', { name: 'Interval' });
    expect((count as HTMLInputElement).value).toBe('2');
    expect(screen.queryByRole('combobox', { name: 'Time zone' })).toBeNull();
    await user.clear(count);
    await user.type(count, '90');
    await user.selectOptions(screen.getByRole('combobox', { name: 'Unit' }), 'minutes');
    await waitFor(() => expect(calls.at(-1)?.path).toBe('/api/v1/schedules/preview?interval=5400'));
    await user.click(screen.getByRole('button', { name: 'Save' }));
    await waitFor(() => expect(calls.some((call) => call.method === 'PATCH')).toBe(true));
    const sent = calls.find((call) => call.method === 'PATCH')?.body as Record<string, unknown>;
    expect(sent).toMatchObject({ interval: 5400, missed: 'once' });
    expect(Object.keys(sent)).not.toContain('cron');
  });

  it('says what is wrong with an expression in the language of the reader', async () => {
    changeLanguage('ru');
    fakeServer(base);
    showApp('/schedules/s1');
    await user.selectOptions(await screen.findByRole('combobox', { name: 'Как часто' }), 'cron');
    const cron = screen.getByRole('textbox', { name: 'Выражение cron' });
    expect((cron as HTMLInputElement).value).toBe('0 9 1 * *');
    await user.clear(cron);
    await user.type(cron, 'x');
    await screen.findByText('Час: «25» не подходит, можно 0–23; Число: рядом с запятой нет значения');
  });

  it('asks for a template first, and names the fields that are missing', async () => {
    const calls = fakeServer(base);
    showApp('/schedules/new');
    await screen.findByRole('option', { name: /Commercial proposal/ });
    await user.selectOptions(screen.getByRole('combobox', { name: 'Template' }), 't1');
    await user.click(await screen.findByRole('button', { name: 'Start' }));
    await screen.findByRole('alert');
    expect(calls.some((call) => call.method === 'POST')).toBe(false);
  });

  it('begins with a document that is to come again, without what is that document’s own', async () => {
    fakeServer({
      ...base,
      'GET /api/v1/documents/d1': json(200, { ...document1, status: 'ready', payload: proposal.sample }),
    });
    showApp('/documents/d1');
    await user.click(await screen.findByRole('link', { name: 'Make it recurring' }));
    expect(((await screen.findByRole('textbox', { name: /Client name/ })) as HTMLInputElement).value).toBe('North Wind');
    expect((document.getElementById(fieldId(['date'])) as HTMLInputElement).value).toBe('');
  });
});
