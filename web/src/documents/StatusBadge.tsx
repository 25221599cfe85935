import { Badge, Loader } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Status } from '../api/types';
import { AlertIcon, CheckIcon, CloseIcon } from '../icons';
import css from './StatusBadge.module.css';

/** A void document is that first of all. */
export function StatusBadge({ status: made, voided = false }: { status: Status; voided?: boolean }) {
  const { t } = useTranslation();
  const status = voided ? 'voided' : made;
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
        ) : status === 'voided' ? (
          <CloseIcon size={15} strokeWidth={2.25} />
        ) : (
          <AlertIcon size={15} strokeWidth={2} />
        )
      }
    >
      {t(`status.${status}`)}
    </Badge>
  );
}
