import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { parseJobEvent } from '../api/events';
import type { JobDetails, JobSummary } from '../api/types';
import { changeLanguage } from '../i18n';
import { me, series, SilentEvents } from '../testing/samples';
import { showApp } from '../testing/screen';
import { fakeServer, json, problem } from '../testing/server';

const user = userEvent.setup();

const dead = {
  id: '01936f00-0000-7000-8000-00000000dead',
  kind: 'render_document',
  queue: 'default',
  state: 'dead',
  tags: ['march'],
  attempts: 8,
  max_attempts: 8,
  progress: 0,
  progress_line: null,
  cancel_requested: false,
  last_error: 'the disk is full',
  run_at: '2026-11-23T09:00:00Z',
  created_at: '2026-11-23T09:00:00Z',
  started_at: '2026-11-23T09:10:00Z',
  finished_at: '2026-11-23T09:11:00Z',
} as JobSummary;
const running = {
  ...dead,
  id: '01936f00-0000-7000-8000-0000000ff000',
  kind: 'count_stars',
  state: 'running',
  attempts: 1,
  last_error: null,
  finished_at: null,
} as JobSummary;

const details = (job: JobSummary, more: Partial<JobDetails> = {}): JobDetails => ({
  job,
  version: 1,
  priority: 0,
  lane: null,
  unique_key: null,
  expires_at: null,
  worker: null,
  workflow_id: null,
  workflow_name: null,
  payload: { document_id: 'd1' },
  result: null,
  errors: [],
  waits_for: [],
  ...more,
});

const queue = {
  name: 'default',
  available: 12,
  scheduled: 1,
  blocked: 2,
  running: 3,
  at_least: false,
  oldest_seconds: 200,
  paused_at: null as string | null,
};
const page = (...items: unknown[]) => json(200, { items, next_cursor: null });

const base = {
  'GET /api/v1/auth/me': json(200, me),
  'GET /api/v1/series': json(200, series),
  'GET /api/v1/jobs': page(running, dead),
  'GET /api/v1/jobs/queues': page(queue),
  'GET /api/v1/jobs/dead': page({ kind: 'render_document', jobs: 5, last_at: '2026-11-23T09:11:00Z' }),
  'GET /api/v1/jobs/workers': page({ name: 'host 7', loops: 2, started_at: '2026-11-23T08:00:00Z', running: 3 }),
};

beforeEach(() => vi.stubGlobal('EventSource', SilentEvents));

const queues = async () => within(await screen.findByRole('region', { name: 'Queues' }));

describe('the jobs', () => {
  it('are shown with their queues, workers and errors', async () => {
    fakeServer(base);
    showApp('/settings/jobs');
    const shown = await queues();
    await shown.findByText('12 waiting · the oldest for 3 mins · 3 running · 3 for later');
    await shown.findByText('host 7');
    await screen.findByRole('link', { name: /Make a document’s files.*attempt 8 of 8.*the disk is full.*Failed/i });
    await screen.findByRole('link', { name: /count_stars.*Running/ });
  });

  it('that failed for good are tried again all at once', async () => {
    const calls = fakeServer({ ...base, 'POST /api/v1/jobs/dead/retry': json(200, { retried: 5 }) });
    showApp('/settings/jobs');
    const region = within(await screen.findByRole('region', { name: 'Failed for good' }));
    await user.click(region.getByRole('button', { name: 'Try all again' }));
    const dialog = within(await screen.findByRole('dialog'));
    expect(dialog.getByText('5 jobs of the kind “Make a document’s files” go back into their queue.')).toBeTruthy();
    await user.click(dialog.getByRole('button', { name: 'Try all again' }));
    await screen.findByText('5 jobs are tried again');
    expect(calls.find((call) => call.method === 'POST')?.body).toEqual({ kind: 'render_document' });
  });

  it('are filtered by what stands in the address', async () => {
    const calls = fakeServer(base);
    const { router } = showApp('/settings/jobs?tag=march');
    await screen.findByText('Tag: march');
    await user.selectOptions(await screen.findByRole('combobox', { name: 'State' }), 'dead');
    await waitFor(() => expect(calls.at(-1)?.path).toContain('state=dead&tag=march'));
    await user.click(screen.getByRole('button', { name: 'Remove the tag filter' }));
    await waitFor(() => expect(router.state.location.search).toBe('?state=dead'));
    await user.type(screen.getByRole('searchbox', { name: 'Beginning of an id' }), '01936F');
    await waitFor(() => expect(calls.at(-1)?.path).toContain('id=01936f&state=dead'));
    await user.type(screen.getByRole('searchbox', { name: 'Beginning of an id' }), 'xyz');
    await screen.findByText('An id has only digits, the letters a to f, and dashes.');
  });

  it('of a rare kind may be further back than one look reaches', async () => {
    fakeServer({
      ...base,
      'GET /api/v1/jobs': ({ path }) =>
        path.includes('cursor=') ? page(dead) : json(200, { items: [], next_cursor: '01936f00-0000-7000-8000-000000000001' }),
    });
    showApp('/settings/jobs?kind=render_document');
    await screen.findByText('None among the newest. Look further back?');
    await user.click(screen.getByRole('button', { name: 'Look further back' }));
    await screen.findByRole('link', { name: /the disk is full/i });
  });

  it('of a queue wait while it is paused', async () => {
    fakeServer({
      ...base,
      'GET /api/v1/jobs/queues': [page(queue), page({ ...queue, paused_at: '2026-11-23T09:00:00Z' })],
      'POST /api/v1/jobs/queues/default/pause': json(204, undefined),
    });
    showApp('/settings/jobs');
    await user.click(await screen.findByRole('button', { name: 'Pause the queue default' }));
    await screen.findByRole('button', { name: 'Resume the queue default' });
    expect(screen.getByText(/^Paused since/)).toBeTruthy();
  });

  it('wait when nobody works, and the page says so in Russian', async () => {
    changeLanguage('ru');
    fakeServer({ ...base, 'GET /api/v1/jobs/workers': page() });
    showApp('/settings/jobs');
    await screen.findByText('Сейчас никто не работает. Задания подождут, пока запустится исполнитель.');
    await screen.findByText('12 ждут · самое старое — 3 мин · 3 выполняются · 3 на потом');
  });

  it('tell how far they are while one looks', async () => {
    fakeServer(base);
    showApp('/settings/jobs');
    await screen.findByRole('link', { name: /count_stars/ });
    SilentEvents.last?.tell('job', { id: running.id, percent: 40, line: '2 of 5 rooms' });
    await screen.findByText('40 % · 2 of 5 rooms');
  });

  it('that end are asked for anew', async () => {
    fakeServer({ ...base, 'GET /api/v1/jobs': [page(running), page({ ...running, state: 'done' })] });
    showApp('/settings/jobs');
    await screen.findByRole('link', { name: /count_stars.*Running/ });
    SilentEvents.last?.tell('job', { id: running.id, state: 'done' });
    await screen.findByRole('link', { name: /count_stars.*Done/ });
  });

  it('are not offered to members', async () => {
    fakeServer({ ...base, 'GET /api/v1/auth/me': json(200, { ...me, user: { ...me.user, role: 'user' } }) });
    showApp('/settings');
    await screen.findByRole('link', { name: 'Series and register' });
    expect(screen.queryByRole('link', { name: 'Queues and jobs' })).toBeNull();
  });
});

describe('a job', () => {
  const path = `/api/v1/jobs/${dead.id}`;

  it('that failed shows its errors, the last one first, and has another go', async () => {
    fakeServer({
      ...base,
      [`GET ${path}`]: json(
        200,
        details(dead, {
          errors: [
            { at: '2026-11-23T09:00:00Z', attempt: 7, what: 'no answer' },
            { at: '2026-11-23T09:11:00Z', attempt: 8, what: 'the disk is full' },
          ],
          waits_for: [{ id: running.id, kind: 'count_stars', state: 'running', even_failed: true }],
        }),
      ),
      [`POST ${path}/retry`]: json(200, details({ ...dead, state: 'available', max_attempts: 9 })),
    });
    showApp(`/settings/jobs/${dead.id}`);
    const errors = await screen.findAllByRole('listitem');
    expect(errors[0]?.textContent).toContain('Attempt 8');
    expect(errors[1]?.textContent).toContain('o answer');
    expect(screen.getByRole('link', { name: 'count_stars' }).getAttribute('href')).toBe(`/settings/jobs/${running.id}`);
    expect(screen.getByText(/"document_id": "d1"/)).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    await screen.findByText('Back in the queue');
  });

  it('that runs is cancelled after a question', async () => {
    fakeServer({
      ...base,
      [`GET /api/v1/jobs/${running.id}`]: json(200, details(running)),
      [`POST /api/v1/jobs/${running.id}/cancel`]: json(200, details({ ...running, cancel_requested: true })),
    });
    showApp(`/settings/jobs/${running.id}`);
    await user.click(await screen.findByRole('button', { name: 'Cancel the job' }));
    const dialog = within(await screen.findByRole('dialog'));
    expect(dialog.getByText(/^It is interrupted/)).toBeTruthy();
    await user.click(dialog.getByRole('button', { name: 'Cancel the job' }));
    await screen.findByText('The worker has been asked to stop');
  });

  it('says why it cannot be tried again', async () => {
    fakeServer({ ...base, [`GET ${path}`]: json(200, details(dead)), [`POST ${path}/retry`]: problem(409) });
    showApp(`/settings/jobs/${dead.id}`);
    await user.click(await screen.findByRole('button', { name: 'Try again' }));
    await screen.findByText('Refused.');
  });
});

describe('an event of a job', () => {
  it('is read whatever it holds', () => {
    expect(parseJobEvent('{"id":"j1","percent":40,"line":"x"}')).toEqual({ id: 'j1', percent: 40, line: 'x' });
    expect(parseJobEvent('{}')).toEqual({});
    expect(parseJobEvent('no json')).toBeNull();
  });
});
