import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { changeLanguage } from '../i18n';
import { me, proposal, SilentEvents } from '../testing/samples';
import { showApp } from '../testing/screen';
import { fakeServer, json, problem } from '../testing/server';
import { headOf } from './emptyTable';

const inspection = {
  file_name: 'clients.csv',
  total: 3,
  good: 2,
  bad: 1,
  columns: [
    { column: 'A', title: 'Client', field: 'client.name', remark: null },
    { column: 'B', title: 'Note', field: null, remark: null },
    { column: 'C', title: 'client.name', field: null, remark: 'column A fills the same field' },
  ],
  missing_fields: [{ field: 'until', title: 'Until' }],
  problems: [{ row: 3, column: 'A', title: 'Client', field: 'client.name', message: 'is missing' }],
};
const run = {
  id: 'b1',
  owner_id: 'u1',
  template_id: proposal.id,
  template_name: 'Proposal',
  file_name: 'clients.csv',
  formats: ['pdf'],
  state: 'running',
  percent: 31,
  total: 3,
  done: 1,
  failed: 1,
  failure: null,
  zip_size: null,
  zip_url: null,
  report_xlsx_url: '/api/v1/documents/bulk/files/r',
  report_csv_url: null,
  created_at: '2026-11-23T14:00:00Z',
  finished_at: null,
};
const failed = {
  head: ['Client'],
  items: [{ row: 3, cells: [''], problems: inspection.problems }],
  next_after: null,
};
const table = () => new File(['Client\nAnna\n'], 'clients.csv', { type: 'text/csv' });
const one = `GET /api/v1/templates/${proposal.id}`;

async function choose(file: File) {
  const input = await vi.waitFor(() => {
    const found = document.querySelector<HTMLInputElement>('input[type=file]');
    if (!found) throw new Error('no place for a file yet');
    return found;
  });
  await userEvent.upload(input, file);
}

beforeEach(() => {
  vi.stubGlobal('EventSource', SilentEvents);
  changeLanguage('en');
});

describe('a table', () => {
  it('is looked at first, and started with what was chosen', async () => {
    const calls = fakeServer({
      'GET /api/v1/auth/me': json(200, me),
      [one]: json(200, { ...proposal, formats: ['pdf', 'docx'] }),
      'POST /api/v1/documents/bulk/inspect': json(200, inspection),
      'POST /api/v1/documents/bulk': json(201, run),
      'GET /api/v1/documents/bulk/b1': json(200, run),
      'GET /api/v1/documents/bulk/b1/failed': json(200, failed),
    });
    showApp(`/templates/${proposal.id}/bulk`);
    await choose(table());
    expect(await screen.findByText('2 documents will be made')).toBeTruthy();
    expect(screen.getByText('1 row has mistakes and will be left out')).toBeTruthy();
    expect(screen.getByText('not used')).toBeTruthy();
    expect(screen.getByText('another column fills the same field')).toBeTruthy();
    expect(screen.getByText('Until')).toBeTruthy();
    expect(screen.getByText('Row 3, column A')).toBeTruthy();
    await userEvent.click(screen.getByRole('checkbox', { name: 'DOCX' }));
    await userEvent.click(screen.getByRole('button', { name: 'Make 2 documents' }));
    expect(await screen.findByText('1 of 3 are ready, 1 left out')).toBeTruthy();
    const started = calls.find(({ method, path }) => method === 'POST' && path.startsWith('/api/v1/documents/bulk?'));
    expect(started?.path).toContain('formats=pdf%2Cdocx');
    expect(started?.headers.get('Idempotency-Key')).toBeTruthy();
    expect(started?.body).toBe('Client\nAnna\n');
  });

  it('that cannot be read says why', async () => {
    fakeServer({
      'GET /api/v1/auth/me': json(200, me),
      [one]: json(200, proposal),
      'POST /api/v1/documents/bulk/inspect': problem(422, [{ location: 'body', message: 'has only one row' }]),
    });
    showApp(`/templates/${proposal.id}/bulk`);
    await choose(table());
    expect(await screen.findByText(/has only one row/i)).toBeTruthy();
    expect(screen.queryByRole('button', { name: /^Make/ })).toBeNull();
  });

  it('without anything in it has a column for each field', () => {
    expect(
      headOf({
        type: 'object',
        properties: {
          client: { type: 'object', properties: { name: { type: 'string' } } },
          items: { type: 'array', items: { type: 'object', properties: { price: { type: 'number' } } } },
          tags: { type: 'array', items: { type: 'string' } },
          stamp: { type: 'string', contentEncoding: 'base64' },
        },
      }),
    ).toEqual(['client.name', 'items[0].price', 'tags[0]']);
  });
});

describe('a run', () => {
  it('is paused, goes on, and is cancelled after a question', async () => {
    const calls = fakeServer({
      'GET /api/v1/auth/me': json(200, me),
      'GET /api/v1/documents/bulk/b1': json(200, run),
      'GET /api/v1/documents/bulk/b1/failed': json(200, failed),
      'POST /api/v1/documents/bulk/b1/pause': json(200, { ...run, state: 'paused' }),
      'POST /api/v1/documents/bulk/b1/resume': json(200, run),
      'POST /api/v1/documents/bulk/b1/cancel': json(200, { ...run, state: 'cancelled' }),
    });
    showApp('/documents/bulk/b1');
    await userEvent.click(await screen.findByRole('button', { name: 'Pause' }));
    expect(await screen.findByText('Paused')).toBeTruthy();
    await userEvent.click(await screen.findByRole('button', { name: 'Continue' }));
    expect(await screen.findByText('In progress')).toBeTruthy();
    await userEvent.click(screen.getByRole('button', { name: 'Cancel' }));
    const buttons = await screen.findAllByRole('button', { name: 'Cancel' });
    expect(calls.some(({ path }) => path.endsWith('/cancel'))).toBe(false);
    await userEvent.click(buttons.at(-1) as HTMLElement);
    expect(await screen.findByText('Cancelled')).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Pause' })).toBeNull();
  });

  it('that is done offers its archive and its mistakes', async () => {
    fakeServer({
      'GET /api/v1/auth/me': json(200, me),
      'GET /api/v1/documents/bulk/b1': json(200, { ...run, state: 'done', percent: 100, done: 2, zip_size: 52_000, zip_url: '/zip' }),
      'GET /api/v1/documents/bulk/b1/failed': json(200, failed),
    });
    showApp('/documents/bulk/b1');
    expect((await screen.findByRole('link', { name: /Download the archive · 52 kB/ })).getAttribute('href')).toBe('/zip');
    expect(screen.getByRole('link', { name: 'Mistakes as Excel' })).toBeTruthy();
    expect(await screen.findByText('Row 3, column A')).toBeTruthy();
  });

  it('stands in the list of all', async () => {
    fakeServer({
      'GET /api/v1/auth/me': json(200, me),
      'GET /api/v1/documents/bulk': json(200, { items: [run], next_cursor: null }),
    });
    showApp('/documents/bulk');
    expect((await screen.findByRole('link', { name: /Proposal/ })).getAttribute('href')).toBe('/documents/bulk/b1');
  });
});
