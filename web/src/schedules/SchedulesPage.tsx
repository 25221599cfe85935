import { ActionIcon, Alert, Badge, Button, Skeleton, Switch } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useMe } from '../api/account';
import { useDeleteSchedule, useRunSchedule, useSchedules, useSwitchSchedule } from '../api/schedules';
import { mayManage, type Schedule } from '../api/types';
import { formatWhen } from '../i18n/format';
import { AlertIcon, PlayIcon, PlusIcon, RepeatIcon, TrashIcon } from '../icons';
import { ConfirmDialog } from '../shell/ConfirmDialog';
import { notify, notifyError } from '../shell/notify';
import { PageHeader } from '../shell/PageHeader';
import { Empty } from '../states/Empty';
import { Failure } from '../states/Failure';
import { fieldMessage } from '../states/fieldMessage';
import { usePageTitle } from '../states/usePageTitle';
import { howOften } from './rhythm';
import css from './schedules.module.css';

export function SchedulesPage() {
  const { t } = useTranslation();
  const { data: me } = useMe();
  usePageTitle(t('schedules.title'));
  if (!me) return null;
  if (!mayManage(me.user)) {
    return <Empty Icon={RepeatIcon} title={t('schedules.notAllowedTitle')} text={t('schedules.notAllowedText')} />;
  }
  return <Schedules />;
}

function Schedules() {
  const { t } = useTranslation();
  const schedules = useSchedules();
  const items = schedules.data?.items ?? [];
  return (
    <>
      <PageHeader
        back={{ to: '/documents', label: t('nav.documents') }}
        title={t('schedules.title')}
        lead={t('schedules.lead')}
        actions={items.length > 0 && <ToNew />}
      />
      {schedules.error && !schedules.data && <Failure error={schedules.error} onRetry={() => void schedules.refetch()} />}
      {schedules.data && items.length === 0 && (
        <Empty Icon={RepeatIcon} title={t('schedules.emptyTitle')} text={t('schedules.emptyText')} action={<ToNew />} />
      )}
      <ul className={css.list}>
        {schedules.isPending && [1, 2].map((each) => <Skeleton key={each} component="li" height={120} radius="lg" />)}
        {items.map((each) => (
          <Item key={each.id} schedule={each} />
        ))}
      </ul>
    </>
  );
}

function ToNew() {
  const { t } = useTranslation();
  return (
    <Button component={Link} to="/schedules/new" leftSection={<PlusIcon size={18} />}>
      {t('schedules.new')}
    </Button>
  );
}

function Item({ schedule }: { schedule: Schedule }) {
  const { t } = useTranslation();
  const turn = useSwitchSchedule(schedule.id);
  const run = useRunSchedule(schedule.id);
  return (
    <li className={css.card} aria-label={schedule.name}>
      <div className={css.head}>
        <h2>
          <Link to={`/schedules/${schedule.id}`}>{schedule.name}</Link>
        </h2>
        {!schedule.enabled && (
          <Badge variant="default" radius="sm" size="sm">
            {t(schedule.disabled_because ? 'schedules.stopped' : 'schedules.paused')}
          </Badge>
        )}
        <Switch
          aria-label={t('schedules.on', { name: schedule.name })}
          checked={turn.isPending ? turn.variables : schedule.enabled}
          onChange={(event) => turn.mutate(event.currentTarget.checked, { onError: (error) => notifyError(t, error) })}
        />
      </div>
      <p className={css.facts}>
        <span>{howOften(t, schedule)}</span>
        {schedule.zone && <span>{schedule.zone}</span>}
        {schedule.next_at && <span>{t('schedules.next', { when: formatWhen(schedule.next_at) })}</span>}
        {schedule.last_at && <span>{t('schedules.last', { when: formatWhen(schedule.last_at) })}</span>}
      </p>
      {schedule.disabled_because && (
        <Alert color="red" variant="light" icon={<AlertIcon />} mb="md">
          {fieldMessage(t, schedule.disabled_because)}
        </Alert>
      )}
      <div className={css.actions}>
        <Button component={Link} to={`/schedules/${schedule.id}`} variant="default" size="xs">
          {t('schedules.edit')}
        </Button>
        <Button
          variant="default"
          size="xs"
          leftSection={<PlayIcon size={16} />}
          loading={run.isPending}
          onClick={() =>
            run.mutate(undefined, {
              onSuccess: () => notify(t('schedules.runStarted')),
              onError: (error) => notifyError(t, error),
            })
          }
        >
          {t('schedules.run')}
        </Button>
        <DeleteButton schedule={schedule} />
      </div>
    </li>
  );
}

function DeleteButton({ schedule }: { schedule: Schedule }) {
  const { t } = useTranslation();
  const [asked, setAsked] = useState(false);
  const remove = useDeleteSchedule(schedule.id);
  return (
    <>
      <ActionIcon variant="subtle" color="red" aria-label={t('app.delete')} onClick={() => setAsked(true)}>
        <TrashIcon size={18} />
      </ActionIcon>
      <ConfirmDialog
        opened={asked}
        title={t('schedules.deleteTitle')}
        text={t('schedules.deleteText', { name: schedule.name })}
        confirm={t('app.delete')}
        danger
        pending={remove.isPending}
        onConfirm={() =>
          remove.mutate(undefined, {
            onSuccess: () => notify(t('schedules.deleted')),
            onError: (error) => notifyError(t, error),
          })
        }
        onCancel={() => setAsked(false)}
      />
    </>
  );
}
