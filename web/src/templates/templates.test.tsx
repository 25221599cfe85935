import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { me, proposal, SilentEvents } from '../testing/samples';
import { showApp } from '../testing/screen';
import { fakeServer, json, problem } from '../testing/server';

const user = userEvent.setup();
const page = (...items: unknown[]) => json(200, { items, next_cursor: null });
const invoice = { ...proposal, id: 't2', name: 'Счёт', kind: 'invoice', locale: 'ru' };

beforeEach(() => vi.stubGlobal('EventSource', SilentEvents));

describe('the list of templates', () => {
  it('is grouped by kind and searched by the server', async () => {
    const calls = fakeServer({ 'GET /api/v1/auth/me': json(200, me), 'GET /api/v1/templates': () => page(proposal, invoice) });
    showApp('/');
    await screen.findByRole('region', { name: 'Proposals' });
    expect(screen.getByRole('region', { name: 'Invoices' })).toBeTruthy();
    expect(screen.queryByRole('region', { name: 'Contracts' })).toBeNull();
    await user.type(screen.getByRole('searchbox', { name: 'Search templates' }), 'inv');
    await waitFor(() => expect(calls.at(-1)?.path).toBe('/api/v1/templates?limit=100&q=inv'));
    await user.click(screen.getByRole('radio', { name: 'RU' }));
    await waitFor(() => expect(calls.at(-1)?.path).toBe('/api/v1/templates?limit=100&q=inv&locale=ru'));
  });

  it('invites an owner to write the first one, and tells a member whom to ask', async () => {
    fakeServer({ 'GET /api/v1/auth/me': json(200, me), 'GET /api/v1/templates': () => page() });
    const owner = showApp('/templates');
    await screen.findByText('No templates yet');
    expect(screen.getAllByRole('link', { name: 'New template' }).length).toBeGreaterThan(0);
    owner.unmount();

    fakeServer({
      'GET /api/v1/auth/me': json(200, { ...me, user: { ...me.user, role: 'user' } }),
      'GET /api/v1/templates': () => page(),
    });
    showApp('/templates');
    await screen.findByText(/An owner or administrator/);
    expect(screen.queryByRole('link', { name: 'New template' })).toBeNull();
  });

  it('says what is wrong when it cannot be loaded, and tries again', async () => {
    fakeServer({ 'GET /api/v1/auth/me': json(200, me), 'GET /api/v1/templates': [problem(503), page(proposal)] });
    showApp('/templates');
    expect((await screen.findByRole('alert')).textContent).toContain('The server is not ready right now');
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    await screen.findByRole('link', { name: 'Commercial proposal' });
  });

  it('tells of an address that leads nowhere', async () => {
    fakeServer({ 'GET /api/v1/auth/me': json(200, me) });
    showApp('/nowhere');
    await screen.findByText('There is no such page');
  });
});
