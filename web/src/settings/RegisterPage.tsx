import { Button, SegmentedControl, Skeleton } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { useNumbers, useSeries } from '../api/series';
import type { NumberState, RegisteredNumber } from '../api/types';
import { StatusBadge } from '../documents/StatusBadge';
import { formatDay, formatFull } from '../i18n/format';
import { DocumentsIcon } from '../icons';
import ExportMenu from '../shell/ExportMenu';
import { PageHeader } from '../shell/PageHeader';
import { Empty } from '../states/Empty';
import { Failure } from '../states/Failure';
import { usePageTitle } from '../states/usePageTitle';
import css from './NumberingPage.module.css';

/** Every number that a series has given, void ones too. */
export function RegisterPage() {
  const { t } = useTranslation();
  const { id = '' } = useParams();
  const [state, setState] = useState<NumberState | ''>('');
  const series = useSeries().data?.items.find((each) => each.id === id);
  const numbers = useNumbers(id, state);
  usePageTitle(t('numbering.registerTitle'));
  const items = numbers.data?.pages.flatMap((page) => page.items) ?? [];

  return (
    <>
      <PageHeader
        back={{ to: '/settings/numbering', label: t('numbering.title') }}
        title={t('numbering.registerTitle')}
        lead={series?.name}
        keepLead
        actions={
          items.length > 0 && (
            <ExportMenu
              list={{ path: `/api/v1/series/${id}/numbers/export`, filter: { state } }}
              name={[t('numbering.registerTitle'), series?.name].filter(Boolean).join(' — ')}
            />
          )
        }
      />
      <SegmentedControl
        mb="md"
        aria-label={t('numbering.show')}
        value={state}
        onChange={(value) => setState(value as NumberState | '')}
        data={[
          { value: '', label: t('numbering.all') },
          { value: 'issued', label: t('numbering.inForce') },
          { value: 'voided', label: t('numbering.voided') },
        ]}
      />
      {numbers.isPending ? (
        <Skeleton height={240} radius="lg" />
      ) : numbers.error ? (
        <Failure error={numbers.error} onRetry={() => void numbers.refetch()} />
      ) : items.length === 0 ? (
        <Empty Icon={DocumentsIcon} role="status" title={t('numbering.emptyTitle')} text={t('numbering.emptyText')} />
      ) : (
        <ul className={css.entries}>
          {items.map((entry) => (
            <Entry key={entry.id} entry={entry} />
          ))}
        </ul>
      )}
      {numbers.hasNextPage && (
        <Button
          variant="default"
          mt="md"
          loading={numbers.isFetchingNextPage}
          onClick={() => void numbers.fetchNextPage()}
        >
          {t('app.more')}
        </Button>
      )}
    </>
  );
}

function Entry({ entry }: { entry: RegisteredNumber }) {
  const { t } = useTranslation();
  const isVoid = entry.state === 'voided';
  return (
    <li>
      <Link to={`/documents/${entry.document_id}`} className={css.entry}>
        <span className={css.number} data-void={isVoid || undefined}>
          {entry.number}
        </span>
        <span className={css.words}>
          {entry.document_title}
          <small>{t('document.issuedOnBy', { when: formatDay(entry.issued_on), name: entry.issued_by_name })}</small>
          {entry.voided_at && (
            <small>
              {t('document.issuedOnBy', { when: formatFull(entry.voided_at), name: entry.voided_by_name })}:{' '}
              {entry.void_reason}
            </small>
          )}
        </span>
        {isVoid && <StatusBadge status="ready" voided />}
      </Link>
    </li>
  );
}
