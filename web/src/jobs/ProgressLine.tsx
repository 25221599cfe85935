import { Progress } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { JobSummary } from '../api/types';
import css from './JobsPage.module.css';

/** How far a job is; nothing for one that has not told yet. */
export function ProgressLine({ job }: { job: JobSummary }) {
  const { t } = useTranslation();
  if (job.progress === 0 && !job.progress_line) return null;
  return (
    <span className={css.progress}>
      <Progress.Root size="sm" radius="xl">
        <Progress.Section value={job.progress} aria-label={t('jobs.progress')} />
      </Progress.Root>
      <small>{[`${job.progress} %`, job.progress_line].filter(Boolean).join(' · ')}</small>
    </span>
  );
}
