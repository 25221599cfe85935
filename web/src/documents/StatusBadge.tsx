import { Loader } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Status } from '../api/types';
import { AlertIcon, CheckIcon, CloseIcon } from '../icons';
import { StateBadge } from '../states/StateBadge';

const looks = {
  draft: { tone: 'waiting', icon: <Loader size={12} color="currentColor" aria-hidden="true" /> },
  ready: { tone: 'good', icon: <CheckIcon size={15} strokeWidth={2.25} /> },
  failed: { tone: 'bad', icon: <AlertIcon size={15} strokeWidth={2} /> },
  voided: { tone: 'quiet', icon: <CloseIcon size={15} strokeWidth={2.25} /> },
} as const;

/** A void document is that first of all. */
export function StatusBadge({ status: made, voided = false }: { status: Status; voided?: boolean }) {
  const { t } = useTranslation();
  const status = voided ? 'voided' : made;
  return <StateBadge {...looks[status]}>{t(`status.${status}`)}</StateBadge>;
}
