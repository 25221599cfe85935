import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeServer, json, problem } from '../testing/server';
import { api, data, raw } from './client';
import { ApiError } from './problem';
import { whenSessionEnds } from './session';

const ended = vi.fn();
const page = { items: [], next_cursor: null };
const renewed = () => json(200, { csrf_token: 'new' });

const list = () => data(api.GET('/api/v1/documents'));

beforeEach(() => {
  ended.mockClear();
  whenSessionEnds(ended);
  document.cookie = 'kontor_csrf=token-1';
});

afterEach(() => vi.unstubAllGlobals());

describe('the session', () => {
  it('renews itself after 401 and repeats the request', async () => {
    const calls = fakeServer({
      'GET /api/v1/documents': [problem(401), json(200, page)],
      'POST /api/v1/auth/refresh': renewed(),
    });
    await expect(list()).resolves.toEqual(page);
    expect(calls.map((call) => call.path)).toEqual([
      '/api/v1/documents',
      '/api/v1/auth/refresh',
      '/api/v1/documents',
    ]);
    expect(calls[1]?.body).toEqual({ cookies: true });
    expect(ended).not.toHaveBeenCalled();
  });

  it('is renewed once for many requests that fail together', async () => {
    let renewedOnce = false;
    let release = () => {};
    const gate = new Promise<void>((resolve) => (release = resolve));
    const calls = fakeServer({
      'GET /api/v1/documents': () => (renewedOnce ? json(200, page) : problem(401)),
      'GET /api/v1/templates': () => (renewedOnce ? json(200, page) : problem(401)),
      'POST /api/v1/auth/refresh': async () => {
        await gate;
        renewedOnce = true;
        return renewed();
      },
    });
    const all = Promise.all([list(), list(), data(api.GET('/api/v1/templates'))]);
    await vi.waitFor(() => expect(calls.length).toBe(4));
    release();
    await all;
    expect(calls.filter((call) => call.path.endsWith('/refresh'))).toHaveLength(1);
  });

  it('ends when it cannot be renewed', async () => {
    fakeServer({ 'GET /api/v1/documents': problem(401), 'POST /api/v1/auth/refresh': problem(401) });
    await expect(list()).rejects.toMatchObject({ status: 401 });
    expect(ended).toHaveBeenCalledOnce();
  });

  it('stays when the server is only out of reach', async () => {
    fakeServer({ 'GET /api/v1/documents': problem(401), 'POST /api/v1/auth/refresh': problem(503) });
    await expect(list()).rejects.toMatchObject({ status: 401 });
    expect(ended).not.toHaveBeenCalled();
  });

  it('does not take a wrong password for an expired session', async () => {
    const calls = fakeServer({ 'POST /api/v1/auth/login': problem(401) });
    const body = { email: 'a@b.c', password: 'x', cookies: true };
    await expect(data(api.POST('/api/v1/auth/login', { body }))).rejects.toMatchObject({ status: 401 });
    expect(calls).toHaveLength(1);
  });

  it('uses what another tab has renewed in the meantime', async () => {
    const calls = fakeServer({
      'GET /api/v1/documents': [
        () => {
          localStorage.setItem('kontor-refreshed-at', String(Date.now() + 1));
          return problem(401);
        },
        json(200, page),
      ],
    });
    await expect(list()).resolves.toEqual(page);
    expect(calls).toHaveLength(2);
  });

  it('repeats a request that had a body, with the new CSRF token', async () => {
    const calls = fakeServer({
      'PATCH /api/v1/organization': [problem(401), json(200, { name: 'Oak' })],
      'POST /api/v1/auth/refresh': () => {
        document.cookie = 'kontor_csrf=token-2';
        return renewed();
      },
    });
    await data(api.PATCH('/api/v1/organization', { body: { name: 'Oak' } }));
    const sent = calls.filter((call) => call.method === 'PATCH');
    expect(sent.map((call) => call.headers.get('X-CSRF-Token'))).toEqual(['token-1', 'token-2']);
    expect(sent.map((call) => call.body)).toEqual([{ name: 'Oak' }, { name: 'Oak' }]);
  });
});

describe('requests', () => {
  it('carry the CSRF token only when they change something', async () => {
    const calls = fakeServer({
      'GET /api/v1/documents': json(200, page),
      'DELETE /api/v1/documents/d1': new Response(null, { status: 204 }),
    });
    await list();
    await data(api.DELETE('/api/v1/documents/{id}', { params: { path: { id: 'd1' } } }));
    expect(calls.map((call) => call.headers.get('X-CSRF-Token'))).toEqual([null, 'token-1']);
  });

  it('tell a lost network from an answer', async () => {
    vi.stubGlobal('fetch', () => Promise.reject(new TypeError('no network')));
    await expect(list()).rejects.toMatchObject({ status: 0 });
    await expect(raw('/api/v1/documents/files/x')).rejects.toBeInstanceOf(ApiError);
  });

  it('keep what a problem says, and how long to wait', async () => {
    fakeServer({ 'GET /api/v1/documents': json(429, { title: 'Slow down', status: 429 }, { 'Retry-After': '37' }) });
    await expect(list()).rejects.toMatchObject({ status: 429, retryAfter: 37, message: 'Slow down' });
  });

  it('survive an answer that is not JSON', async () => {
    fakeServer({ 'GET /api/v1/documents': new Response('<html>Bad gateway', { status: 502 }) });
    await expect(list()).rejects.toMatchObject({ status: 502 });
  });
});
