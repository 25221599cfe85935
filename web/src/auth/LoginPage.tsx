import { Alert, Anchor, Button, PasswordInput, Stack, Text, TextInput } from '@mantine/core';
import type { TFunction } from 'i18next';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, Navigate, useSearchParams } from 'react-router';
import { useAuthOptions, useLogin, useMe } from '../api/account';
import { isStatus } from '../api/problem';
import { AlertIcon } from '../icons';
import { errorText } from '../states/errorText';
import { usePageTitle } from '../states/usePageTitle';
import { AuthLayout } from './AuthLayout';
import css from './AuthLayout.module.css';

export function LoginPage() {
  const { t } = useTranslation();
  const [params] = useSearchParams();
  const { data: me } = useMe();
  const { data: options } = useAuthOptions();
  const login = useLogin();
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  usePageTitle(t('auth.logIn'));

  if (me) return <Navigate to={safeNext(params.get('next'))} replace />;

  const submit = (event: FormEvent) => {
    event.preventDefault();
    login.mutate({ email: email.trim(), password });
  };

  return (
    <AuthLayout
      title={t('auth.logInTitle')}
      text={t('auth.logInText')}
      footer={
        options?.registration && (
          <>
            {t('auth.noAccount')}{' '}
            <Anchor component={Link} to="/register">
              {t('auth.toRegister')}
            </Anchor>
          </>
        )
      }
    >
      <form onSubmit={submit}>
        <Stack>
          {login.error && (
            <Alert color="red" variant="light" icon={<AlertIcon />} role="alert">
              {loginError(t, login.error)}
            </Alert>
          )}
          <TextInput
            type="email"
            size="md"
            label={t('auth.email')}
            name="email"
            autoComplete="username"
            required
            withAsterisk={false}
            value={email}
            onChange={(event) => setEmail(event.currentTarget.value)}
          />
          <PasswordInput
            size="md"
            label={t('auth.password')}
            name="password"
            autoComplete="current-password"
            required
            withAsterisk={false}
            value={password}
            onChange={(event) => setPassword(event.currentTarget.value)}
          />
          <Button type="submit" size="md" fullWidth loading={login.isPending}>
            {t('auth.logIn')}
          </Button>
        </Stack>
      </form>
      {options?.demo && (
        <aside className={css.demo} aria-label={t('auth.demoTitle')}>
          <Text fw={600} size="sm">
            {t('auth.demoTitle')}
          </Text>
          <Text size="sm" c="dimmed">
            {t('auth.demoText')}
          </Text>
          <p className={css.login}>
            {options.demo.email} · {options.demo.password}
          </p>
          <Button
            variant="default"
            onClick={() => {
              setEmail(options.demo?.email ?? '');
              setPassword(options.demo?.password ?? '');
            }}
          >
            {t('auth.demoFill')}
          </Button>
        </aside>
      )}
    </AuthLayout>
  );
}

/** Only a place inside this app: a link must not lead a person who just logged in to another site. */
export function safeNext(next: string | null): string {
  if (!next) return '/templates';
  const url = new URL(next, location.origin);
  return next.startsWith('/') && url.origin === location.origin ? url.pathname + url.search : '/templates';
}

export function loginError(t: TFunction, error: unknown): string {
  if (isStatus(error, 401)) return t('auth.wrong');
  if (!isStatus(error, 429)) return errorText(t, error);
  if (!error.retryAfter) return t('auth.tooManySoon');
  return error.retryAfter > 90
    ? t('auth.tooManyMinutes', { count: Math.ceil(error.retryAfter / 60) })
    : t('auth.tooMany', { count: Math.ceil(error.retryAfter) });
}
