import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { me, series, SilentEvents } from '../testing/samples';
import { showApp } from '../testing/screen';
import { fakeServer, json, problem } from '../testing/server';

const user = userEvent.setup();
const base = {
  'GET /api/v1/auth/me': json(200, me),
  'GET /api/v1/organization/logo': problem(404),
  'GET /api/v1/series': json(200, series),
};

beforeEach(() => vi.stubGlobal('EventSource', SilentEvents));

describe('the settings', () => {
  it('change the organisation, sending only what changed', async () => {
    const calls = fakeServer({
      ...base,
      'PATCH /api/v1/organization': [
        problem(422, [{ location: 'body.currency', message: 'is not a currency' }]),
        json(200, { ...me.organization, currency: 'USD' }),
      ],
    });
    showApp('/settings');
    const currency = await screen.findByRole('textbox', { name: 'Currency' });
    await user.clear(currency);
    await user.type(currency, 'usd');
    await user.click(screen.getByRole('button', { name: 'Save' }));
    await screen.findByText('Is not a currency');
    await user.click(screen.getByRole('button', { name: 'Save' }));
    await screen.findByText('Saved');
    expect(calls.find((call) => call.method === 'PATCH')?.body).toEqual({ currency: 'USD' });
    expect((currency as HTMLInputElement).value).toBe('USD');
  });

  it('change the time zone, and show what the next documents will be called', async () => {
    const calls = fakeServer({
      ...base,
      'PATCH /api/v1/organization': json(200, { ...me.organization, time_zone: 'Asia/Almaty' }),
    });
    showApp('/settings');
    await screen.findByText('I-2026-0007');
    await user.selectOptions(await screen.findByRole('combobox', { name: 'Time zone' }), 'Asia/Almaty');
    await user.click(screen.getByRole('button', { name: 'Save' }));
    await waitFor(() => expect(calls.find((call) => call.method === 'PATCH')?.body).toEqual({ time_zone: 'Asia/Almaty' }));
  });

  it('change the password, and tell when the current one is wrong', async () => {
    fakeServer({
      ...base,
      'POST /api/v1/auth/password': [
        problem(422, [{ location: 'body.current_password', message: 'is not your current password' }]),
        new Response(null, { status: 204 }),
      ],
    });
    showApp('/settings');
    const form = await screen.findByRole('form', { name: 'Change password' });
    await user.type(within(form).getByLabelText('Current password'), 'old');
    await user.type(within(form).getByLabelText('New password'), 'a new password');
    await user.click(within(form).getByRole('button', { name: 'Change password' }));
    await screen.findByText('Is not your current password');
    await user.click(within(form).getByRole('button', { name: 'Change password' }));
    await screen.findByText('Password changed');
    await waitFor(() => expect((within(form).getByLabelText('Current password') as HTMLInputElement).value).toBe(''));
  });

  it('switch the language in place', async () => {
    fakeServer(base);
    showApp('/settings');
    await screen.findByRole('heading', { level: 1, name: 'Settings' });
    await user.click(screen.getByRole('radio', { name: 'Русский' }));
    await screen.findByRole('heading', { level: 1, name: 'Настройки' });
  });

  it('refuse a logo that is no picture before it is sent', async () => {
    const calls = fakeServer(base);
    const { container } = showApp('/settings');
    await screen.findByRole('button', { name: 'Choose a picture' });
    const input = container.querySelector('input[type=file]') as HTMLInputElement;
    await userEvent.setup({ applyAccept: false }).upload(input, new File(['x'], 'logo.pdf', { type: 'application/pdf' }));
    await screen.findByText('Choose a PNG or JPEG picture');
    expect(calls.some((call) => call.method === 'PUT')).toBe(false);
  });

  it('show a member the organisation, but let it be', async () => {
    fakeServer({ ...base, 'GET /api/v1/auth/me': json(200, { ...me, user: { ...me.user, role: 'user' } }) });
    showApp('/settings');
    await screen.findByText('Only owners and administrators change these.');
    expect(screen.queryByRole('button', { name: 'Choose a picture' })).toBeNull();
    expect(screen.queryByRole('button', { name: 'Save' })).toBeNull();
  });
});
