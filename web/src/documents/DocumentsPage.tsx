import { ActionIcon, Button, NativeSelect, SegmentedControl, Skeleton } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useMe } from '../api/account';
import { useDocuments } from '../api/documents';
import { mayManage, standings, statuses, type Document, type Standing, type Status } from '../api/types';
import { formatDay, formatWhen } from '../i18n/format';
import { ChevronRightIcon, DocumentsIcon, ManyIcon, PlusIcon, RepeatIcon, SearchIcon } from '../icons';
import { PageHeader } from '../shell/PageHeader';
import { SearchField } from '../shell/SearchField';
import { Empty } from '../states/Empty';
import { Failure } from '../states/Failure';
import { usePageTitle } from '../states/usePageTitle';
import css from './DocumentsPage.module.css';
import { StatusBadge } from './StatusBadge';

const ExportMenu = lazy(() => import('../shell/ExportMenu'));

export function DocumentsPage() {
  const { t } = useTranslation();
  const [typed, setTyped] = useState('');
  const [status, setStatus] = useState<Status | ''>('');
  const [standing, setStanding] = useState<Standing | ''>('');
  const [q] = useDebouncedValue(typed.trim(), 250);
  const documents = useDocuments({ q, status, standing });
  usePageTitle(t('documents.title'));

  const items = documents.data?.pages.flatMap((page) => page.items) ?? [];
  const filtered = q !== '' || status !== '' || standing !== '';

  return (
    <>
      <PageHeader
        title={t('documents.title')}
        lead={t('documents.lead')}
        actions={
          <>
            {items.length > 0 && (
              <Suspense fallback={null}>
                <ExportMenu
                  list={{ path: '/api/v1/documents/export', filter: { q, status, standing } }}
                  name={t('documents.title')}
                />
              </Suspense>
            )}
            <ToSchedules />
            <Button component={Link} to="/documents/bulk" variant="default" leftSection={<ManyIcon size={18} />}>
              {t('bulk.runs')}
            </Button>
            <ToTemplates label={t('templates.use')} />
          </>
        }
      />
      <div className={css.filters}>
        <SearchField label={t('documents.search')} value={typed} onChange={setTyped} />
        <SegmentedControl
          aria-label={t('documents.filter')}
          value={status}
          onChange={(value) => setStatus(value as Status | '')}
          data={[
            { value: '', label: t('documents.all') },
            ...statuses.map((value) => ({ value, label: t(`status.${value}`) })),
          ]}
        />
        <NativeSelect
          aria-label={t('documents.standing')}
          value={standing}
          onChange={(event) => setStanding(event.currentTarget.value as Standing | '')}
          data={[
            { value: '', label: t('documents.anyNumber') },
            ...standings.map((value) => ({ value, label: t(`documents.standings.${value}`) })),
          ]}
        />
      </div>
      {documents.isPending ? (
        <Loading />
      ) : documents.error ? (
        <Failure error={documents.error} onRetry={() => void documents.refetch()} />
      ) : items.length === 0 && filtered ? (
        <Empty Icon={SearchIcon} role="status" title={t('documents.nothingTitle')} text={t('documents.nothingText')} />
      ) : items.length === 0 ? (
        <Empty
          Icon={DocumentsIcon}
          title={t('documents.emptyTitle')}
          text={t('documents.emptyText')}
          action={<ToTemplates label={t('documents.emptyAction')} />}
        />
      ) : (
        <ul className={css.list}>
          {items.map((document) => (
            <Row key={document.id} document={document} />
          ))}
        </ul>
      )}
      {documents.hasNextPage && (
        <Button
          variant="default"
          mt="md"
          fullWidth
          loading={documents.isFetchingNextPage}
          onClick={() => void documents.fetchNextPage()}
        >
          {t('app.more')}
        </Button>
      )}
    </>
  );
}

function ToSchedules() {
  const { t } = useTranslation();
  const { data: me } = useMe();
  if (!me || !mayManage(me.user)) return null;
  return (
    <>
      <Button component={Link} to="/schedules" variant="default" visibleFrom="sm" leftSection={<RepeatIcon size={18} />}>
        {t('schedules.title')}
      </Button>
      <ActionIcon component={Link} to="/schedules" variant="default" size="lg" hiddenFrom="sm" aria-label={t('schedules.title')}>
        <RepeatIcon size={18} />
      </ActionIcon>
    </>
  );
}

function ToTemplates({ label }: { label: string }) {
  return (
    <Button component={Link} to="/templates" leftSection={<PlusIcon size={18} />}>
      {label}
    </Button>
  );
}

function Row({ document }: { document: Document }) {
  return (
    <li>
      <Link to={`/documents/${document.id}`} className={css.row}>
        <span className={css.sheet} data-status={document.status} data-void={document.voided_at != null || undefined}>
          <DocumentsIcon size={20} />
        </span>
        <span className={css.words}>
          <span className={css.title}>{document.title}</span>
          <span className={css.facts}>
            {document.number && <span className={css.number}>{document.number}</span>}
            <span className={css.template}>{document.template_name}</span>
            {document.issued_on ? (
              <time dateTime={document.issued_on}>{formatDay(document.issued_on)}</time>
            ) : (
              <time dateTime={document.created_at}>{formatWhen(document.created_at)}</time>
            )}
          </span>
        </span>
        <span className={css.formats}>{document.formats.map((format) => format.toUpperCase()).join(' · ')}</span>
        <StatusBadge status={document.status} voided={document.voided_at != null} />
        <ChevronRightIcon size={18} className={css.chevron} />
      </Link>
    </li>
  );
}

function Loading() {
  const { t } = useTranslation();
  return (
    <div className={css.list} role="status" aria-label={t('app.loading')}>
      {Array.from({ length: 6 }, (_, index) => (
        <div key={index} className={css.row}>
          <Skeleton height={40} width={40} radius="md" />
          <span className={css.words}>
            <Skeleton height={14} width="55%" mb={8} />
            <Skeleton height={11} width="35%" />
          </span>
          <Skeleton height={26} width={84} radius="xl" />
        </div>
      ))}
    </div>
  );
}
