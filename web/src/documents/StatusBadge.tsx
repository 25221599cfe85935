import { Badge, Loader } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Status } from '../api/types';
import { AlertIcon, CheckIcon } from '../icons';
import css from './StatusBadge.module.css';

export function StatusBadge({ status }: { status: Status }) {
  const { t } = useTranslation();
  return (
    <Badge
      variant="light"
      size="lg"
      radius="xl"
      className={css.badge}
      data-status={status}
      leftSection={
        status === 'draft' ? (
          <Loader size={12} color="currentColor" aria-hidden="true" />
        ) : status === 'ready' ? (
          <CheckIcon size={15} strokeWidth={2.25} />
        ) : (
          <AlertIcon size={15} strokeWidth={2} />
        )
      }
    >
      {t(`status.${status}`)}
    </Badge>
  );
}
