import { Button, Skeleton, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useQueues, useQueueSwitch, useWorkers } from '../api/jobs';
import type { QueueStanding } from '../api/types';
import { formatNumber, formatSpan, formatWhen } from '../i18n/format';
import { AlertIcon, PauseIcon, PlayIcon } from '../icons';
import { notify, notifyError } from '../shell/notify';
import { Failure } from '../states/Failure';
import css from './JobsPage.module.css';

export function QueueList() {
  const { t } = useTranslation();
  const queues = useQueues();
  return (
    <section className={css.section} aria-labelledby="queues">
      <h2 id="queues">{t('jobs.queues')}</h2>
      <Text size="sm" c="dimmed">
        {t('jobs.queueNote')}
      </Text>
      {queues.error && !queues.data ? (
        <Failure error={queues.error} onRetry={() => void queues.refetch()} />
      ) : (
        <ul className={css.rows}>
          {queues.isPending && <Skeleton height={64} radius="lg" />}
          {queues.data?.items.map((queue) => (
            <Queue key={queue.name} queue={queue} />
          ))}
        </ul>
      )}
      <Workers />
    </section>
  );
}

function Queue({ queue }: { queue: QueueStanding }) {
  const { t } = useTranslation();
  const flip = useQueueSwitch(queue.name);
  const paused = queue.paused_at != null;
  const shown = `${formatNumber(queue.available)}${queue.at_least ? '+' : ''}`;
  const facts = [
    queue.available > 0 && t('jobs.waiting', { count: queue.available, shown }),
    queue.oldest_seconds != null && queue.oldest_seconds >= 1 && t('jobs.oldest', { span: formatSpan(queue.oldest_seconds) }),
    queue.running > 0 && t('jobs.runningNow', { count: queue.running }),
    queue.scheduled + queue.blocked > 0 && t('jobs.later', { count: queue.scheduled + queue.blocked }),
  ].filter(Boolean);
  return (
    <li className={css.queue}>
      <div className={css.words}>
        <strong className={css.name}>{queue.name}</strong>
        <span className={css.facts}>{facts.length > 0 ? facts.join(' · ') : t('jobs.idle')}</span>
        {paused && <span className={css.paused}>{t('jobs.paused', { when: formatWhen(queue.paused_at as string) })}</span>}
      </div>
      <Button
        variant={paused ? 'filled' : 'default'}
        leftSection={paused ? <PlayIcon size={18} /> : <PauseIcon size={18} />}
        aria-label={t(paused ? 'jobs.resumeQueue' : 'jobs.pauseQueue', { name: queue.name })}
        loading={flip.isPending}
        onClick={() =>
          flip.mutate(paused ? 'resume' : 'pause', {
            onSuccess: () => notify(t(paused ? 'jobs.resumedDone' : 'jobs.pausedDone')),
            onError: (error) => notifyError(t, error),
          })
        }
      >
        {t(paused ? 'jobs.resume' : 'jobs.pause')}
      </Button>
    </li>
  );
}

function Workers() {
  const { t } = useTranslation();
  const workers = useWorkers();
  if (!workers.data) return null;
  if (workers.data.items.length === 0)
    return (
      <p className={css.nobody} role="status">
        <AlertIcon size={18} />
        {t('jobs.noWorkers')}
      </p>
    );
  return (
    <dl className={css.workers}>
      <dt>{t('jobs.workers')}</dt>
      {workers.data.items.map((worker) => (
        <dd key={worker.name}>
          <span className={css.name}>{worker.name}</span>{' '}
          <span className={css.soft}>
            {[
              t('jobs.worker', { when: formatWhen(worker.started_at) }),
              worker.running > 0 && t('jobs.runningNow', { count: worker.running }),
            ]
              .filter(Boolean)
              .join(' · ')}
          </span>
        </dd>
      ))}
    </dl>
  );
}
