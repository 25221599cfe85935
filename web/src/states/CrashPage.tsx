import { Button, Center } from '@mantine/core';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useRouteError } from 'react-router';
import { AlertIcon } from '../icons';
import { Empty } from './Empty';

/** A bug of ours, or a part of the app that is gone after an update of the server: reloading helps with the second. */
export function CrashPage() {
  const { t } = useTranslation();
  const error = useRouteError();
  useEffect(() => console.error(error), [error]);
  return (
    <Center mih="100dvh" p="md">
      <Empty
        role="alert"
        Icon={AlertIcon}
        title={t('error.title')}
        text={t('error.crash')}
        action={<Button onClick={() => location.reload()}>{t('error.reload')}</Button>}
      />
    </Center>
  );
}
