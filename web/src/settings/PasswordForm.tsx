import { Button, PasswordInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useChangePassword } from '../api/account';
import { ApiError, errorsUnder } from '../api/problem';
import { notify } from '../shell/notify';
import { errorText } from '../states/errorText';
import { fieldMessages } from '../states/fieldMessage';
import css from './SettingsPage.module.css';

export function PasswordForm({ email }: { email: string }) {
  const { t } = useTranslation();
  const change = useChangePassword();
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');
  const { error } = change;
  const errors = fieldMessages(t, errorsUnder('body', error instanceof ApiError ? error.fields : []).inside);
  const general = error && Object.keys(errors).length === 0;

  const submit = (event: FormEvent) => {
    event.preventDefault();
    change.mutate(
      { current_password: current, new_password: next },
      {
        onSuccess: () => {
          setCurrent('');
          setNext('');
          notify(t('settings.passwordChanged'));
        },
      },
    );
  };
  const wrong = error instanceof ApiError && [400, 401, 403].includes(error.status);

  return (
    <form onSubmit={submit} aria-label={t('settings.changePassword')}>
      {/* Tells password managers whose password this is. */}
      <input type="email" name="email" autoComplete="username" value={email} readOnly hidden />
      <div className={css.fields}>
        <PasswordInput
          label={t('settings.currentPassword')}
          autoComplete="current-password"
          required
          withAsterisk={false}
          value={current}
          error={errors.current_password ?? (general && (wrong ? t('settings.passwordWrong') : errorText(t, error)))}
          onChange={(event) => setCurrent(event.currentTarget.value)}
        />
        <PasswordInput
          label={t('settings.newPassword')}
          description={t('auth.passwordHint')}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          autoComplete="new-password"
          required
          withAsterisk={false}
          minLength={8}
          value={next}
          error={errors.new_password}
          onChange={(event) => setNext(event.currentTarget.value)}
        />
      </div>
      <Button type="submit" mt="md" variant="default" loading={change.isPending}>
        {t('settings.changePassword')}
      </Button>
    </form>
  );
}
