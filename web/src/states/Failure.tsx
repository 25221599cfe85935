import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { AlertIcon, RetryIcon } from '../icons';
import { Empty } from './Empty';
import { errorText } from './errorText';

interface Props {
  error: unknown;
  onRetry?: () => void;
}

/** In the place of what could not be loaded. */
export function Failure({ error, onRetry }: Props) {
  const { t } = useTranslation();
  return (
    <Empty
      role="alert"
      Icon={AlertIcon}
      title={t('error.title')}
      text={errorText(t, error)}
      action={
        onRetry && (
          <Button variant="default" leftSection={<RetryIcon size={18} />} onClick={onRetry}>
            {t('app.tryAgain')}
          </Button>
        )
      }
    />
  );
}
