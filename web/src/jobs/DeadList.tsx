import { Button, Group } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useDeadJobs, useRetryDead } from '../api/jobs';
import { formatWhen } from '../i18n/format';
import { RetryIcon } from '../icons';
import { ConfirmDialog } from '../shell/ConfirmDialog';
import { notify, notifyError } from '../shell/notify';
import css from './JobsPage.module.css';
import { kindName } from './jobWords';

/** What has failed for good, by kind: the first thing that an administrator has to see. */
export function DeadList({ onShow }: { onShow: (kind: string) => void }) {
  const { t } = useTranslation();
  const dead = useDeadJobs().data?.items ?? [];
  if (dead.length === 0) return null;
  return (
    <section className={css.dead} aria-labelledby="dead">
      <h2 id="dead">{t('jobs.deadTitle')}</h2>
      <ul>
        {dead.map((each) => (
          <li key={each.kind}>
            <DeadKind kind={each.kind} count={each.jobs} last={each.last_at} onShow={() => onShow(each.kind)} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function DeadKind({ kind, count, last, onShow }: { kind: string; count: number; last: string; onShow: () => void }) {
  const { t } = useTranslation();
  const [asking, setAsking] = useState(false);
  const retry = useRetryDead(kind);
  const name = kindName(t, kind);
  return (
    <div className={css.deadKind}>
      <div className={css.words}>
        <strong className={css.name}>{name}</strong>
        <span className={css.facts}>{t('jobs.deadText', { count })}</span>
        <span className={css.facts}>{t('jobs.deadLast', { when: formatWhen(last) })}</span>
      </div>
      <Group gap="sm">
        <Button variant="default" onClick={onShow}>
          {t('jobs.show')}
        </Button>
        <Button leftSection={<RetryIcon size={18} />} onClick={() => setAsking(true)}>
          {t('jobs.retryAll')}
        </Button>
      </Group>
      <ConfirmDialog
        opened={asking}
        title={t('jobs.retryAllTitle')}
        text={t('jobs.retryAllText', { count, kind: name })}
        confirm={t('jobs.retryAll')}
        pending={retry.isPending}
        onCancel={() => setAsking(false)}
        onConfirm={() =>
          retry.mutate(undefined, {
            onSuccess: ({ retried }) => notify(t('jobs.retried', { count: retried })),
            onError: (error) => notifyError(t, error),
            onSettled: () => setAsking(false),
          })
        }
      />
    </div>
  );
}
