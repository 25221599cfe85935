import { Badge } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { JobState, JobSummary } from '../api/types';
import { AlertIcon, CheckIcon, ClockIcon, CloseIcon, RetryIcon } from '../icons';
import css from './JobBadge.module.css';

const icons = {
  blocked: ClockIcon,
  scheduled: ClockIcon,
  available: ClockIcon,
  running: RetryIcon,
  done: CheckIcon,
  dead: AlertIcon,
  cancelled: CloseIcon,
} as const;

export function JobBadge({ job }: { job: Pick<JobSummary, 'cancel_requested'> & { state: string } }) {
  const { t } = useTranslation();
  const state = job.state as JobState;
  const Icon = icons[state];
  return (
    <Badge
      variant="light"
      size="lg"
      radius="xl"
      className={css.badge}
      data-state={state}
      leftSection={<Icon size={15} strokeWidth={2} />}
    >
      {job.cancel_requested ? t('jobs.cancelling') : t(`jobs.state.${state}`)}
    </Badge>
  );
}
