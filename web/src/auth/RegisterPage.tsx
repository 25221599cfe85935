import { Alert, Anchor, Button, PasswordInput, Stack, TextInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, Navigate } from 'react-router';
import { useAuthOptions, useMe, useRegister } from '../api/account';
import { ApiError, errorsUnder, isStatus } from '../api/problem';
import { currentLanguage } from '../i18n';
import { AlertIcon } from '../icons';
import { errorText } from '../states/errorText';
import { fieldMessages } from '../states/fieldMessage';
import { usePageTitle } from '../states/usePageTitle';
import { AuthLayout } from './AuthLayout';

const empty = { organization_name: '', name: '', email: '', password: '' };

export function RegisterPage() {
  const { t } = useTranslation();
  const { data: me } = useMe();
  const { data: options } = useAuthOptions();
  const register = useRegister();
  const [values, setValues] = useState(empty);
  usePageTitle(t('auth.registerTitle'));

  if (me) return <Navigate to="/templates" replace />;

  const { error } = register;
  const errors = fieldMessages(t, errorsUnder('body', error instanceof ApiError ? error.fields : []).inside);
  const general = error && Object.keys(errors).length === 0;
  const field = (name: keyof typeof empty) => ({
    name,
    size: 'md' as const,
    required: true,
    withAsterisk: false,
    value: values[name],
    error: errors[name],
    onChange: (event: { currentTarget: HTMLInputElement }) => {
      const { value } = event.currentTarget;
      setValues((now) => ({ ...now, [name]: value }));
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    register.mutate({ ...values, locale: currentLanguage() });
  };

  return (
    <AuthLayout
      title={t('auth.registerTitle')}
      text={t('auth.registerText')}
      footer={
        <>
          {t('auth.haveAccount')}{' '}
          <Anchor component={Link} to="/login">
            {t('auth.logIn')}
          </Anchor>
        </>
      }
    >
      {options && !options.registration ? (
        <Alert color="gray" icon={<AlertIcon />}>
          {t('auth.registrationClosed')}
        </Alert>
      ) : (
        <form onSubmit={submit}>
          <Stack>
            {general && (
              <Alert color="red" variant="light" icon={<AlertIcon />} role="alert">
                {isStatus(error, 409) ? t('auth.taken') : errorText(t, error)}
              </Alert>
            )}
            <TextInput label={t('auth.organizationName')} autoComplete="organization" {...field('organization_name')} />
            <TextInput label={t('auth.yourName')} autoComplete="name" {...field('name')} />
            <TextInput type="email" label={t('auth.email')} autoComplete="username" {...field('email')} />
            <PasswordInput
              label={t('auth.password')}
              description={t('auth.passwordHint')}
              autoComplete="new-password"
              minLength={8}
              {...field('password')}
            />
            <Button type="submit" size="md" fullWidth loading={register.isPending}>
              {t('auth.register')}
            </Button>
          </Stack>
        </form>
      )}
    </AuthLayout>
  );
}
