import { Button, Skeleton, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '../api/account';
import { useSeries } from '../api/series';
import { mayManage } from '../api/types';
import { PlusIcon } from '../icons';
import { PageHeader } from '../shell/PageHeader';
import { Failure } from '../states/Failure';
import { usePageTitle } from '../states/usePageTitle';
import css from './NumberingPage.module.css';
import { NewSeriesForm, SeriesForm } from './SeriesForm';

export function NumberingPage() {
  const { t } = useTranslation();
  const { data: me } = useMe();
  const series = useSeries();
  const [adding, setAdding] = useState(false);
  usePageTitle(t('numbering.title'));
  if (!me) return null;
  const mayChange = mayManage(me.user);

  return (
    <>
      <PageHeader
        back={{ to: '/settings', label: t('nav.settings') }}
        title={t('numbering.title')}
        lead={t('numbering.lead')}
        keepLead
        actions={
          mayChange &&
          !adding && (
            <Button variant="default" leftSection={<PlusIcon size={18} />} onClick={() => setAdding(true)}>
              {t('numbering.new')}
            </Button>
          )
        }
      />
      {!mayChange && (
        <Text size="sm" c="dimmed" mb="md">
          {t('numbering.readOnly')}
        </Text>
      )}
      {series.error && !series.data && <Failure error={series.error} onRetry={() => void series.refetch()} />}
      <div className={css.list}>
        {adding && <NewSeriesForm onDone={() => setAdding(false)} />}
        {series.isPending && [1, 2, 3, 4].map((each) => <Skeleton key={each} height={220} radius="lg" />)}
        {series.data?.items.map((each) => (
          <SeriesForm key={`${each.id} ${each.updated_at}`} series={each} mayChange={mayChange} />
        ))}
      </div>
    </>
  );
}
