import { Button, FileButton, Group, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useChangeLogo, useLogo } from '../api/account';
import { PictureIcon } from '../icons';
import { notify } from '../shell/notify';
import { errorText } from '../states/errorText';
import css from './SettingsPage.module.css';

const maxBytes = 25 * 1024 * 1024;
const types = ['image/png', 'image/jpeg'];

export function LogoSetting({ mayManage }: { mayManage: boolean }) {
  const { t } = useTranslation();
  const logo = useLogo();
  const change = useChangeLogo();
  const [wrong, setWrong] = useState<string | null>(null);

  const choose = (file: File | null) => {
    if (!file) return;
    if (!types.includes(file.type)) return setWrong(t('settings.logoWrongType'));
    if (file.size > maxBytes) return setWrong(t('settings.logoTooLarge'));
    setWrong(null);
    change.mutate(file, { onSuccess: () => notify(t('app.saved')) });
  };
  const error = wrong ?? (change.error ? errorText(t, change.error) : null);

  return (
    <div className={css.logo}>
      <div className={css.picture}>
        {logo.data ? <img src={logo.data} alt={t('settings.logo')} /> : <PictureIcon size={28} />}
      </div>
      <div>
        <Text fw={500} size="sm">
          {t('settings.logo')}
        </Text>
        <Text size="sm" c="dimmed">
          {t('settings.logoHint')}
        </Text>
        {error && (
          <Text size="sm" c="var(--k-danger)" role="alert">
            {error}
          </Text>
        )}
        {mayManage && (
          <Group gap="xs" mt="xs">
            <FileButton accept={types.join(',')} onChange={choose}>
              {(props) => (
                <Button {...props} size="sm" variant="default" loading={change.isPending}>
                  {t('settings.logoChoose')}
                </Button>
              )}
            </FileButton>
            {logo.data && (
              <Button size="sm" variant="subtle" color="red" onClick={() => change.mutate(null)}>
                {t('settings.logoRemove')}
              </Button>
            )}
          </Group>
        )}
      </div>
    </div>
  );
}
