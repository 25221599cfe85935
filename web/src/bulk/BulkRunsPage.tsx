import { Button, Skeleton, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useBulkRuns } from '../api/bulk';
import { formatWhen } from '../i18n/format';
import { ManyIcon } from '../icons';
import { PageHeader } from '../shell/PageHeader';
import { Empty } from '../states/Empty';
import { Failure } from '../states/Failure';
import { usePageTitle } from '../states/usePageTitle';
import css from './Bulk.module.css';
import { BulkProgress } from './BulkRunPage';

/** All that was made from tables, the newest first. */
export function BulkRunsPage() {
  const { t } = useTranslation();
  const runs = useBulkRuns();
  usePageTitle(t('bulk.title'));
  const items = runs.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <>
      <PageHeader back={{ to: '/documents', label: t('nav.documents') }} title={t('bulk.title')} lead={t('bulk.lead')} />
      {runs.isPending ? (
        <Skeleton height={120} radius="lg" role="status" aria-label={t('app.loading')} />
      ) : runs.error ? (
        <Failure error={runs.error} onRetry={() => void runs.refetch()} />
      ) : items.length === 0 ? (
        <Empty
          Icon={ManyIcon}
          title={t('bulk.noneTitle')}
          text={t('bulk.noneText')}
          action={
            <Button component={Link} to="/templates">
              {t('bulk.toTemplates')}
            </Button>
          }
        />
      ) : (
        <Stack gap="sm">
          {items.map((run) => (
            <Link key={run.id} to={`/documents/bulk/${run.id}`} className={`${css.card} ${css.run}`}>
              <Text fw={600}>{run.template_name}</Text>
              <Text size="sm" c="dimmed" mb="xs">
                {run.file_name} · {formatWhen(run.created_at)}
              </Text>
              <BulkProgress run={run} />
            </Link>
          ))}
          {runs.hasNextPage && (
            <Button variant="default" loading={runs.isFetchingNextPage} onClick={() => void runs.fetchNextPage()}>
              {t('app.more')}
            </Button>
          )}
        </Stack>
      )}
    </>
  );
}
