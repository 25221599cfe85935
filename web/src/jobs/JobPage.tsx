import { Anchor, Button, Code, Skeleton } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { useJob, useJobAction } from '../api/jobs';
import type { JobDetails } from '../api/types';
import { formatFull } from '../i18n/format';
import { CloseIcon, RetryIcon } from '../icons';
import { ConfirmDialog } from '../shell/ConfirmDialog';
import { notify, notifyError } from '../shell/notify';
import { PageHeader } from '../shell/PageHeader';
import { Failure } from '../states/Failure';
import { usePageTitle } from '../states/usePageTitle';
import { JobBadge } from './JobBadge';
import css from './JobsPage.module.css';
import { kindName, reasonText } from './jobWords';
import { ProgressLine } from './ProgressLine';

export function JobPage() {
  const { t } = useTranslation();
  const { id = '' } = useParams();
  const details = useJob(id);
  const title = details.data ? kindName(t, details.data.job.kind) : t('jobs.job');
  usePageTitle(title);

  return (
    <>
      <PageHeader
        back={{ to: '/settings/jobs', label: t('jobs.title') }}
        title={title}
        lead={details.data && <JobBadge job={details.data.job} />}
        keepLead
        actions={details.data && <Actions details={details.data} />}
      />
      {details.isPending ? (
        <Skeleton height={320} radius="lg" />
      ) : details.error ? (
        <Failure error={details.error} onRetry={() => void details.refetch()} />
      ) : (
        <Story details={details.data} />
      )}
    </>
  );
}

function Actions({ details: { job } }: { details: JobDetails }) {
  const { t } = useTranslation();
  const [asking, setAsking] = useState(false);
  const act = useJobAction(job.id);
  const onError = (error: Error) => notifyError(t, error);
  if (job.state === 'dead' || job.state === 'cancelled')
    return (
      <Button
        leftSection={<RetryIcon size={18} />}
        loading={act.isPending}
        onClick={() => act.mutate('retry', { onSuccess: () => notify(t('jobs.retryDone')), onError })}
      >
        {t('jobs.retry')}
      </Button>
    );
  if (job.state === 'done' || job.cancel_requested) return null;
  const running = job.state === 'running';
  return (
    <>
      <Button variant="default" leftSection={<CloseIcon size={18} />} onClick={() => setAsking(true)}>
        {t('jobs.cancel')}
      </Button>
      <ConfirmDialog
        opened={asking}
        title={t('jobs.cancelTitle')}
        text={t(running ? 'jobs.cancelRunning' : 'jobs.cancelText')}
        confirm={t('jobs.cancel')}
        cancel={t('jobs.keep')}
        danger
        pending={act.isPending}
        onCancel={() => setAsking(false)}
        onConfirm={() =>
          act.mutate('cancel', {
            onSuccess: (after) => notify(t(after.job.state === 'cancelled' ? 'jobs.cancelDone' : 'jobs.cancelAsked')),
            onError,
            onSettled: () => setAsking(false),
          })
        }
      />
    </>
  );
}

function Story({ details }: { details: JobDetails }) {
  const { t } = useTranslation();
  const { job, errors, waits_for: others } = details;
  return (
    <div className={css.story}>
      {job.state === 'running' && <ProgressLine job={job} />}
      {errors.length > 0 && (
        <Part title={t('jobs.errors')}>
          <ol className={css.errors} reversed>
            {errors.toReversed().map((error, index) => (
              <li key={index}>
                <span className={css.facts}>
                  {error.attempt > 0 && <>{t('jobs.errorAt', { attempt: error.attempt })} · </>}
                  <time dateTime={error.at}>{formatFull(error.at)}</time>
                </span>
                <span className={css.what}>{reasonText(t, error.what)}</span>
              </li>
            ))}
          </ol>
        </Part>
      )}
      {others.length > 0 && (
        <Part title={t('jobs.waitsFor')}>
          <ul className={css.others}>
            {others.map((other) => (
              <li key={other.id}>
                <Anchor component={Link} to={`/settings/jobs/${other.id}`}>
                  {kindName(t, other.kind)}
                </Anchor>
                <JobBadge job={{ state: other.state, cancel_requested: false }} />
              </li>
            ))}
          </ul>
        </Part>
      )}
      <Part title={t('jobs.facts')}>
        <Facts details={details} />
      </Part>
      <Part title={t('jobs.payload')}>
        <Json value={details.payload} />
      </Part>
      {details.result != null && (
        <Part title={t('jobs.result')}>
          <Json value={details.result} />
        </Part>
      )}
    </div>
  );
}

function Facts({ details }: { details: JobDetails }) {
  const { t } = useTranslation();
  const { job } = details;
  const time = (iso?: string | null) => iso && <time dateTime={iso}>{formatFull(iso)}</time>;
  const facts: [string, ReactNode][] = [
    [t('jobs.attemptsTitle'), t('jobs.attemptsOf', { n: job.attempts, most: job.max_attempts })],
    [t('jobs.created'), time(job.created_at)],
    [t('jobs.runAt'), job.state === 'scheduled' && time(job.run_at)],
    [t('jobs.started'), time(job.started_at)],
    [t('jobs.finished'), time(job.finished_at)],
    [t('jobs.expires'), time(details.expires_at)],
    [t('jobs.workedBy'), details.worker],
    [t('jobs.workflow'), details.workflow_name],
    [t('jobs.queue'), job.queue],
    [t('jobs.priority'), details.priority !== 0 && String(details.priority)],
    [t('jobs.lane'), details.lane],
    [t('jobs.uniqueKey'), details.unique_key],
    [
      t('jobs.tags'),
      job.tags.length > 0 &&
        job.tags.map((tag, index) => (
          <span key={tag}>
            {index > 0 && ', '}
            <Anchor component={Link} to={`/settings/jobs?tag=${encodeURIComponent(tag)}`}>
              {tag}
            </Anchor>
          </span>
        )),
    ],
    [t('jobs.kind'), job.kind],
    [t('jobs.id'), job.id],
  ];
  return (
    <dl className={css.factList}>
      {facts
        .filter(([, value]) => value)
        .map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className={css.part}>
      <h2>{title}</h2>
      {children}
    </section>
  );
}

function Json({ value }: { value: unknown }) {
  return (
    <Code block className={css.json} tabIndex={0}>
      {JSON.stringify(value, null, 2)}
    </Code>
  );
}
