import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import i18next from 'i18next';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { ApiError } from '../api/problem';
import { me, SilentEvents } from '../testing/samples';
import { showApp } from '../testing/screen';
import { fakeServer, json, problem } from '../testing/server';
import { loginError, safeNext } from './LoginPage';

const user = userEvent.setup();
const options = json(200, { registration: true, demo: { email: 'demo@example.com', password: 'demo-password' } });
const nobody = {
  'GET /api/v1/auth/me': problem(401),
  'POST /api/v1/auth/refresh': problem(401),
  'GET /api/v1/auth/options': options,
  'GET /api/v1/templates': json(200, { items: [], next_cursor: null }),
};
const session = json(200, { token_type: 'Bearer', expires_in: 900, csrf_token: 'c', ...me });

beforeEach(() => vi.stubGlobal('EventSource', SilentEvents));

describe('logging in', () => {
  it('takes one press to fill in the demo, one to enter, and leads to where one wanted to go', async () => {
    const calls = fakeServer({ ...nobody, 'POST /api/v1/auth/login': session });
    const { router } = showApp('/templates?x=1');
    await user.click(await screen.findByRole('button', { name: 'Fill in the demo login' }));
    await user.click(screen.getByRole('button', { name: 'Log in' }));
    await waitFor(() => expect(router.state.location.pathname + router.state.location.search).toBe('/templates?x=1'));
    expect(calls.find((call) => call.path.endsWith('/login'))?.body).toEqual({
      email: 'demo@example.com',
      password: 'demo-password',
      cookies: true,
    });
  });

  it('says in plain words that the password is wrong', async () => {
    fakeServer({ ...nobody, 'POST /api/v1/auth/login': problem(401) });
    showApp('/login');
    await user.type(await screen.findByRole('textbox', { name: 'E-mail' }), 'a@b.c');
    await user.type(screen.getByLabelText('Password'), 'wrong');
    await user.click(screen.getByRole('button', { name: 'Log in' }));
    expect((await screen.findByRole('alert')).textContent).toContain('The e-mail or the password is not right');
  });

  it('says how long to wait', () => {
    const text = (retryAfter: number | null) => loginError(i18next.t, new ApiError(429, {}, retryAfter));
    expect(text(1)).toBe('Too many attempts. Try again in 1 second.');
    expect(text(37)).toContain('37 seconds');
    expect(text(600)).toContain('10 minutes');
    expect(text(null)).toContain('Wait a little');
  });

  it('never leads to another site', () => {
    expect(safeNext('/documents?status=ready')).toBe('/documents?status=ready');
    for (const bad of [null, '', 'https://evil.example', '//evil.example', '/\\evil.example', 'javascript:alert(1)']) {
      expect(safeNext(bad)).toBe('/templates');
    }
  });

  it('ends with logging out', async () => {
    document.cookie = 'kontor_csrf=c';
    fakeServer({
      ...nobody,
      'GET /api/v1/auth/me': json(200, me),
      'GET /api/v1/organization/logo': problem(404),
      'POST /api/v1/auth/logout': new Response(null, { status: 204 }),
    });
    const { router } = showApp('/settings');
    await user.click(await screen.findByRole('button', { name: 'Log out' }));
    await waitFor(() => expect(router.state.location.pathname).toBe('/login'));
  });
});

describe('registering', () => {
  it('shows what the server refuses at its field', async () => {
    fakeServer({
      ...nobody,
      'POST /api/v1/auth/register': problem(409, [{ location: 'body.email', message: 'has an account already' }]),
    });
    showApp('/register');
    await user.type(await screen.findByRole('textbox', { name: 'Organisation name' }), 'Oak');
    await user.type(screen.getByRole('textbox', { name: 'Your name' }), 'Olga');
    await user.type(screen.getByRole('textbox', { name: 'E-mail' }), 'a@b.c');
    await user.type(screen.getByLabelText('Password'), 'long enough');
    await user.click(screen.getByRole('button', { name: 'Create organisation' }));
    await screen.findByText('Has an account already');
    expect(screen.getByRole('textbox', { name: 'E-mail' }).getAttribute('aria-invalid')).toBe('true');
  });

  it('is not offered where it is closed', async () => {
    fakeServer({ ...nobody, 'GET /api/v1/auth/options': json(200, { registration: false, demo: null }) });
    showApp('/register');
    await screen.findByText(/Registration is closed/);
    expect(screen.queryByRole('textbox')).toBeNull();
  });
});
