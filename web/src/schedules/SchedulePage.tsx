import { NativeSelect, Skeleton } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation, useParams } from 'react-router';
import { useMe } from '../api/account';
import { useSchedule, type ScheduledDocument } from '../api/schedules';
import { useTemplate, useTemplates } from '../api/templates';
import { mayManage, type Schedule } from '../api/types';
import forms from '../forms/forms.module.css';
import { RepeatIcon } from '../icons';
import { PageHeader } from '../shell/PageHeader';
import { Empty } from '../states/Empty';
import { Failure } from '../states/Failure';
import { usePageTitle } from '../states/usePageTitle';
import { ScheduleForm } from './ScheduleForm';
import css from './schedules.module.css';

/** A new recurring document, or one that there is. */
export function SchedulePage() {
  const { t } = useTranslation();
  const { id = '' } = useParams();
  const { data: me } = useMe();
  const schedule = useSchedule(id);
  const title = schedule.data?.name ?? t(id ? 'schedules.editTitle' : 'schedules.newTitle');
  usePageTitle(title);
  if (!me) return null;
  if (!mayManage(me.user)) {
    return <Empty Icon={RepeatIcon} title={t('schedules.notAllowedTitle')} text={t('schedules.notAllowedText')} />;
  }
  return (
    <>
      <PageHeader back={{ to: '/schedules', label: t('schedules.title') }} title={title} />
      {schedule.error ? (
        <Failure error={schedule.error} onRetry={() => void schedule.refetch()} />
      ) : id && !schedule.data ? (
        <Skeleton height={320} radius="lg" />
      ) : (
        <OfTemplate key={id} schedule={schedule.data} />
      )}
    </>
  );
}

function OfTemplate({ schedule }: { schedule: Schedule | undefined }) {
  const { t } = useTranslation();
  const templates = useTemplates({ q: '', locale: '' });
  const given = (useLocation().state as { document?: ScheduledDocument } | null)?.document;
  const document = schedule ? (schedule.payload as unknown as ScheduledDocument) : given;
  const [chosen, setChosen] = useState(document?.template_id ?? '');
  const template = useTemplate(chosen);
  const list = templates.data?.pages.flatMap((page) => page.items) ?? [];
  const known = chosen === '' || !templates.data || list.some((each) => each.id === chosen);

  return (
    <div className={css.form}>
      <div className={forms.card}>
        <NativeSelect
          label={t('schedules.template')}
          value={known ? chosen : ''}
          error={!known && t('schedules.templateGone')}
          data={[
            { value: '', label: t('schedules.chooseTemplate'), disabled: true },
            ...list.map((each) => ({ value: each.id, label: `${each.name} (${each.locale.toUpperCase()})` })),
          ]}
          onChange={(event) => setChosen(event.currentTarget.value)}
        />
      </div>
      {known && chosen !== '' && template.isPending && <Skeleton height={260} radius="lg" mt="lg" />}
      {known && template.data && (
        <ScheduleForm
          key={`${template.data.id} ${template.data.version}`}
          template={template.data}
          schedule={schedule}
          before={document?.template_id === template.data.id ? document : undefined}
        />
      )}
    </div>
  );
}
