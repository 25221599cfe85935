import { Alert, Button, Group, Progress, Skeleton, Stack, Text, Title } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { isUnderWay, useBulkRun, useFailedRows, useSteerBulk } from '../api/bulk';
import type { BulkRun, BulkState } from '../api/types';
import { formatNumber, formatSize, formatWhen } from '../i18n/format';
import { AlertIcon, CloseIcon, DownloadIcon, PauseIcon, PlayIcon } from '../icons';
import { ConfirmDialog } from '../shell/ConfirmDialog';
import { PageHeader } from '../shell/PageHeader';
import { notifyError } from '../shell/notify';
import { Failure } from '../states/Failure';
import { usePageTitle } from '../states/usePageTitle';
import css from './Bulk.module.css';
import { Problems } from './Problems';

/** How far many documents are, while they are made and after. */
export function BulkRunPage() {
  const { t } = useTranslation();
  const { id = '' } = useParams();
  const query = useBulkRun(id);
  usePageTitle(query.data?.template_name);

  if (query.isPending) return <Skeleton height={200} radius="lg" role="status" aria-label={t('app.loading')} />;
  if (query.error && !query.data) return <Failure error={query.error} onRetry={() => void query.refetch()} />;
  const run = query.data as BulkRun;
  return (
    <>
      <PageHeader
        back={{ to: '/documents/bulk', label: t('bulk.title') }}
        title={run.template_name}
        keepLead
        lead={
          <>
            {run.file_name} · <time dateTime={run.created_at}>{formatWhen(run.created_at)}</time>
          </>
        }
      />
      <Stack gap="lg">
        <section className={css.card}>
          <BulkProgress run={run} />
          <Steering run={run} />
          <Downloads run={run} />
        </section>
        {run.failure && (
          <Alert color="red" variant="light" icon={<AlertIcon />} radius="lg">
            {t('bulk.packFailed')}
          </Alert>
        )}
        {run.failed > 0 && <FailedRows run={run} />}
      </Stack>
    </>
  );
}

const colors: Record<BulkState, string | undefined> = {
  running: undefined,
  packing: undefined,
  paused: 'yellow',
  done: 'green',
  cancelled: 'gray',
  failed: 'red',
};

export function BulkProgress({ run }: { run: BulkRun }) {
  const { t } = useTranslation();
  const counts = { done: formatNumber(run.done), total: formatNumber(run.total), failed: formatNumber(run.failed) };
  return (
    <>
      <Group justify="space-between" gap="xs" mb="xs" aria-live="polite">
        <Text fw={600}>{t(`bulk.state.${run.state as BulkState}`)}</Text>
        <Text c="dimmed">{t(run.failed > 0 ? 'bulk.progressFailed' : 'bulk.progress', counts)}</Text>
      </Group>
      <Progress
        value={run.percent}
        size="lg"
        radius="xl"
        color={colors[run.state as BulkState]}
        animated={isUnderWay(run)}
        aria-label={t('bulk.progressLabel')}
      />
    </>
  );
}

function Steering({ run }: { run: BulkRun }) {
  const { t } = useTranslation();
  const steer = useSteerBulk(run.id);
  const [asking, setAsking] = useState(false);
  if (!isUnderWay(run) && run.state !== 'paused') return null;
  const paused = run.state === 'paused';
  const ask = (what: 'pause' | 'resume' | 'cancel') =>
    steer.mutate(what, { onError: (error) => notifyError(t, error), onSettled: () => setAsking(false) });
  return (
    <Group mt="md" gap="sm">
      <Button
        variant="default"
        leftSection={paused ? <PlayIcon size={18} /> : <PauseIcon size={18} />}
        loading={steer.isPending && steer.variables !== 'cancel'}
        onClick={() => ask(paused ? 'resume' : 'pause')}
      >
        {paused ? t('bulk.resume') : t('bulk.pause')}
      </Button>
      <Button variant="default" leftSection={<CloseIcon size={18} />} onClick={() => setAsking(true)}>
        {t('bulk.cancel')}
      </Button>
      <ConfirmDialog
        opened={asking}
        danger
        title={t('bulk.cancelTitle')}
        text={t('bulk.cancelText')}
        confirm={t('bulk.cancel')}
        cancel={t('bulk.keep')}
        pending={steer.isPending}
        onConfirm={() => ask('cancel')}
        onCancel={() => setAsking(false)}
      />
    </Group>
  );
}

function Downloads({ run }: { run: BulkRun }) {
  const { t } = useTranslation();
  const ended = run.state === 'done' || run.state === 'cancelled' || run.state === 'failed';
  if (!ended) return null;
  return (
    <Group mt="md" gap="sm">
      {run.zip_url && (
        <Button component="a" href={run.zip_url} download leftSection={<DownloadIcon size={18} />}>
          {t('bulk.zip')}
          {run.zip_size != null && ` · ${formatSize(run.zip_size)}`}
        </Button>
      )}
      <Button component={Link} to="/documents" variant="default">
        {t('bulk.documentsLink')}
      </Button>
    </Group>
  );
}

function FailedRows({ run }: { run: BulkRun }) {
  const { t } = useTranslation();
  const rows = useFailedRows(run.id, true);
  const problems = rows.data?.pages.flatMap((page) => page.items.flatMap((row) => row.problems)) ?? [];
  return (
    <section className={css.card} aria-label={t('bulk.failedRows')}>
      <Title order={2} size="h4">
        {t('bulk.failedRows')}: {formatNumber(run.failed)}
      </Title>
      <Text c="dimmed" size="sm" mt={4}>
        {t('bulk.failedRowsText')}
      </Text>
      <Group my="md" gap="sm">
        {run.report_xlsx_url && (
          <Button component="a" href={run.report_xlsx_url} download variant="default" leftSection={<DownloadIcon size={18} />}>
            {t('bulk.reportXlsx')}
          </Button>
        )}
        {run.report_csv_url && (
          <Button component="a" href={run.report_csv_url} download variant="default" leftSection={<DownloadIcon size={18} />}>
            {t('bulk.reportCsv')}
          </Button>
        )}
      </Group>
      <Problems problems={problems} />
      {rows.hasNextPage && (
        <Button mt="md" variant="default" loading={rows.isFetchingNextPage} onClick={() => void rows.fetchNextPage()}>
          {t('app.more')}
        </Button>
      )}
    </section>
  );
}
