import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { me, proposal, SilentEvents } from '../testing/samples';
import { showApp } from '../testing/screen';
import { fakeServer, json, problem } from '../testing/server';
import { changeOf, draftOf, lineOf, withoutLine } from './editing';

const base = {
  'GET /api/v1/auth/me': json(200, me),
  'GET /api/v1/templates/t1': json(200, proposal),
  'GET /api/v1/templates': json(200, { items: [proposal], next_cursor: null }),
  'GET /api/v1/templates/t1/versions': json(200, {
    items: [3, 2].map((version) => ({ version, created_at: '2026-01-02T03:04:05Z', author_id: 'u1' })),
    next_cursor: null,
  }),
};
const user = userEvent.setup();

beforeEach(() => vi.stubGlobal('EventSource', SilentEvents));

describe('what is sent for a changed template', () => {
  const saved = draftOf(proposal, 'en');

  it('is only what changed', () => {
    expect(changeOf({ ...saved, name: ' Offer ' }, saved, false)).toEqual({ name: 'Offer' });
    expect(changeOf({ ...saved, schema: '{"type":"object"}' }, saved, false)).toEqual({ schema: { type: 'object' } });
    expect(() => changeOf({ ...saved, schema: '{' }, saved, false)).toThrow(SyntaxError);
  });

  it('is everything but an empty schema when it is new', () => {
    const blank = draftOf(null, 'ru');
    expect(changeOf({ ...blank, name: 'A', source: '# A' }, blank, true)).toEqual({
      name: 'A',
      kind: 'proposal',
      locale: 'ru',
      source: '# A',
    });
  });
});

describe('the place of a mistake in the source', () => {
  it.each([
    [{ location: 'body.source: line 5, column 3', message: 'x' }, 5],
    [{ location: 'line 7, column 1', message: 'x' }, 7],
    [{ location: 'body.source:9:2', message: 'x' }, 9],
    [{ location: 'body.source', message: 'line 4: unknown variable' }, 4],
    [{ location: 'body.source', message: 'must not be empty' }, null],
    [{ location: 'body.name', message: 'line 4' }, null],
  ])('%j is in line %s', (error, line) => {
    expect(lineOf(error)).toBe(line);
  });

  it('is not said twice', () => {
    expect(withoutLine('line 4, column 2: unknown variable')).toBe('unknown variable');
  });
});

describe('the editor', () => {
  it('marks the line that the server complains about', async () => {
    fakeServer({
      ...base,
      'PATCH /api/v1/templates/t1': problem(422, [{ location: 'body.source: line 3, column 4', message: 'unknown "oops"' }]),
    });
    showApp('/templates/t1/edit');
    const source = await screen.findByRole('textbox', { name: /Text of the template/ });
    await user.type(source, '!');
    await user.click(screen.getByRole('button', { name: 'Save' }));
    const line = await screen.findByRole('button', { name: 'Line 3' });
    expect(screen.getByText('Unknown "oops"')).toBeTruthy();
    expect(source.getAttribute('aria-invalid')).toBe('true');
    await user.click(line);
    expect(document.activeElement).toBe(source);
    expect((source as HTMLTextAreaElement).selectionStart).toBe('# Proposal\n\n'.length);
  });

  it('brings an earlier version back', async () => {
    const calls = fakeServer({
      ...base,
      'GET /api/v1/templates/t1/versions/2': json(200, { ...proposal, version: 2, source: '# Older' }),
      'PATCH /api/v1/templates/t1': json(200, { ...proposal, version: 4, source: '# Older' }),
    });
    showApp('/templates/t1/edit');
    await user.click(await screen.findByRole('button', { name: 'Put into the editor' }));
    await waitFor(() =>
      expect((screen.getByRole('textbox', { name: /Text of the template/ }) as HTMLTextAreaElement).value).toBe('# Older'),
    );
    await user.click(screen.getByRole('button', { name: 'Save' }));
    await screen.findByText('Saved');
    expect(calls.find((call) => call.method === 'PATCH')?.body).toEqual({ source: '# Older' });
  });

  it('makes a new template and opens its form', async () => {
    const calls = fakeServer({ ...base, 'POST /api/v1/templates': json(201, proposal) });
    const { router } = showApp('/templates/new');
    await user.click(await screen.findByRole('button', { name: 'Create template' }));
    expect(screen.getAllByText('This field is required')).toHaveLength(2);
    await user.type(screen.getByRole('textbox', { name: /^Name/ }), 'Offer');
    await user.type(screen.getByRole('textbox', { name: /Text of the template/ }), '# Offer');
    await user.click(screen.getByRole('button', { name: 'Create template' }));
    await waitFor(() => expect(router.state.location.pathname).toBe('/templates/t1'));
    expect(calls.find((call) => call.method === 'POST')?.body).toMatchObject({ name: 'Offer', source: '# Offer' });
  });

  it('asks before changes are lost', async () => {
    fakeServer(base);
    const { router } = showApp('/templates/t1/edit');
    await user.type(await screen.findByRole('textbox', { name: /^Name/ }), '!');
    await user.click(screen.getByRole('link', { name: 'Documents' }));
    await screen.findByText('Leave without saving?');
    await user.click(screen.getByRole('button', { name: 'Stay' }));
    expect(router.state.location.pathname).toBe('/templates/t1/edit');
  });

  it('asks before a template is deleted', async () => {
    const calls = fakeServer({ ...base, 'DELETE /api/v1/templates/t1': new Response(null, { status: 204 }) });
    const { router } = showApp('/templates/t1/edit');
    await user.click(await screen.findByRole('button', { name: 'Delete' }));
    const buttons = await screen.findAllByRole('button', { name: 'Delete' });
    await user.click(buttons.at(-1) as HTMLElement);
    await waitFor(() => expect(router.state.location.pathname).toBe('/templates'));
    expect(calls.some((call) => call.method === 'DELETE')).toBe(true);
  });

  it('is not for members', async () => {
    fakeServer({ ...base, 'GET /api/v1/auth/me': json(200, { ...me, user: { ...me.user, role: 'user' } }) });
    showApp('/templates/t1/edit');
    await screen.findByText('Only owners and administrators change templates');
  });
});
