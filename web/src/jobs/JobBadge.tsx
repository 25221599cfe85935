import { useTranslation } from 'react-i18next';
import type { JobState, JobSummary } from '../api/types';
import { AlertIcon, CheckIcon, ClockIcon, CloseIcon, RetryIcon } from '../icons';
import { StateBadge } from '../states/StateBadge';

const looks = {
  blocked: { tone: 'quiet', Icon: ClockIcon },
  scheduled: { tone: 'quiet', Icon: ClockIcon },
  available: { tone: 'waiting', Icon: ClockIcon },
  running: { tone: 'busy', Icon: RetryIcon },
  done: { tone: 'good', Icon: CheckIcon },
  dead: { tone: 'bad', Icon: AlertIcon },
  cancelled: { tone: 'quiet', Icon: CloseIcon },
} as const;

export function JobBadge({ job }: { job: Pick<JobSummary, 'cancel_requested'> & { state: string } }) {
  const { t } = useTranslation();
  const state = job.state as JobState;
  const { tone, Icon } = looks[state];
  return (
    <StateBadge tone={tone} icon={<Icon size={15} strokeWidth={2} />}>
      {job.cancel_requested ? t('jobs.cancelling') : t(`jobs.state.${state}`)}
    </StateBadge>
  );
}
