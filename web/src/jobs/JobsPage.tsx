import { CloseButton, NativeSelect, Skeleton, Button } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'react-router';
import { useDeadJobs, useJobs, useQueues, type JobFilter } from '../api/jobs';
import { jobStates, type JobState, type JobSummary } from '../api/types';
import { formatWhen } from '../i18n/format';
import { ClockIcon, SearchIcon } from '../icons';
import { PageHeader } from '../shell/PageHeader';
import { SearchField } from '../shell/SearchField';
import { Empty } from '../states/Empty';
import { Failure } from '../states/Failure';
import { usePageTitle } from '../states/usePageTitle';
import { DeadList } from './DeadList';
import { JobBadge } from './JobBadge';
import css from './JobsPage.module.css';
import { kindName, reasonText } from './jobWords';
import { ProgressLine } from './ProgressLine';
import { QueueList } from './QueueList';

/** For administrators: what waits, what runs, and what has failed. The filter is in the address, so that it can be passed on. */
export function JobsPage() {
  const { t } = useTranslation();
  const [search, setSearch] = useSearchParams();
  usePageTitle(t('jobs.title'));
  const set = (changes: Record<string, string>) =>
    setSearch(
      (before) => {
        for (const [name, value] of Object.entries(changes)) {
          if (value) before.set(name, value);
          else before.delete(name);
        }
        return before;
      },
      { replace: true },
    );
  const state: JobState | '' = jobStates.find((each) => each === search.get('state')) ?? '';
  const filter = { state, kind: search.get('kind') ?? '', queue: search.get('queue') ?? '', tag: search.get('tag') ?? '' };

  return (
    <>
      <PageHeader back={{ to: '/settings', label: t('nav.settings') }} title={t('jobs.title')} lead={t('jobs.lead')} />
      <DeadList onShow={(kind) => set({ state: 'dead', kind, queue: '', tag: '' })} />
      <QueueList />
      <JobList filter={filter} onChange={set} />
    </>
  );
}

type Filter = Omit<JobFilter, 'id'>;

function JobList({ filter, onChange }: { filter: Filter; onChange: (changes: Record<string, string>) => void }) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState('');
  const [id] = useDebouncedValue(typed.trim().toLowerCase(), 250);
  const isId = /^[0-9a-f-]{0,36}$/.test(id);
  const jobs = useJobs({ ...filter, id }, isId);
  const items = jobs.data?.pages.flatMap((page) => page.items) ?? [];
  const filtered = id !== '' || Object.values(filter).some((value) => value !== '');

  return (
    <section className={css.section} aria-labelledby="jobs">
      <h2 id="jobs">{t('jobs.list')}</h2>
      <div className={css.filters}>
        <SearchField label={t('jobs.search')} value={typed} onChange={setTyped} />
        <Filters filter={filter} shown={items} onChange={onChange} />
      </div>
      {filter.tag && (
        <p className={css.tagFilter}>
          {t('jobs.tagged', { tag: filter.tag })}
          <CloseButton size="sm" aria-label={t('jobs.removeTag')} onClick={() => onChange({ tag: '' })} />
        </p>
      )}
      {!isId ? (
        <Empty Icon={SearchIcon} role="status" title={t('jobs.nothingTitle')} text={t('jobs.badId')} />
      ) : jobs.isPending ? (
        <Skeleton height={280} radius="lg" />
      ) : jobs.error ? (
        <Failure error={jobs.error} onRetry={() => void jobs.refetch()} />
      ) : items.length > 0 ? (
        <ul className={css.rows}>
          {items.map((job) => (
            <Row key={job.id} job={job} />
          ))}
        </ul>
      ) : (
        <Empty
          Icon={filtered ? SearchIcon : ClockIcon}
          role="status"
          title={t(filtered ? 'jobs.nothingTitle' : 'jobs.emptyTitle')}
          text={t(!filtered ? 'jobs.emptyText' : jobs.hasNextPage ? 'jobs.nothingYet' : 'jobs.nothingText')}
        />
      )}
      {isId && jobs.hasNextPage && (
        <Button variant="default" fullWidth loading={jobs.isFetchingNextPage} onClick={() => void jobs.fetchNextPage()}>
          {t(items.length > 0 ? 'app.more' : 'jobs.further')}
        </Button>
      )}
    </section>
  );
}

/** Kinds are what has been seen of them: on screen, among the failed, and in the address. */
function Filters({
  filter,
  shown,
  onChange,
}: {
  filter: Filter;
  shown: JobSummary[];
  onChange: (changes: Record<string, string>) => void;
}) {
  const { t } = useTranslation();
  const queues = useQueues().data?.items.map((queue) => queue.name) ?? [];
  const dead = useDeadJobs().data?.items.map((each) => each.kind) ?? [];
  const known = (values: string[], chosen: string) => [...new Set([...values, ...(chosen ? [chosen] : [])])].sort();
  return (
    <>
      <NativeSelect
        aria-label={t('jobs.stateFilter')}
        value={filter.state}
        onChange={(event) => onChange({ state: event.currentTarget.value })}
        data={[
          { value: '', label: t('jobs.anyState') },
          ...jobStates.map((value: JobState) => ({ value, label: t(`jobs.state.${value}`) })),
        ]}
      />
      <NativeSelect
        aria-label={t('jobs.kindFilter')}
        value={filter.kind}
        onChange={(event) => onChange({ kind: event.currentTarget.value })}
        data={[
          { value: '', label: t('jobs.anyKind') },
          ...known([...shown.map((job) => job.kind), ...dead], filter.kind).map((value) => ({
            value,
            label: kindName(t, value),
          })),
        ]}
      />
      <NativeSelect
        aria-label={t('jobs.queueFilter')}
        value={filter.queue}
        onChange={(event) => onChange({ queue: event.currentTarget.value })}
        data={[{ value: '', label: t('jobs.anyQueue') }, ...known(queues, filter.queue)]}
      />
    </>
  );
}

function Row({ job }: { job: JobSummary }) {
  const { t } = useTranslation();
  const failing = job.last_error && job.state !== 'done';
  return (
    <li>
      <Link to={`/settings/jobs/${job.id}`} className={css.row}>
        <span className={css.words}>
          <span className={css.title}>{kindName(t, job.kind)}</span>
          <span className={css.facts}>
            <time dateTime={job.created_at}>{formatWhen(job.created_at)}</time>
            {job.attempts > 1 && <> · {t('jobs.attempts', { n: job.attempts, most: job.max_attempts })}</>} ·{' '}
            <span className={css.id}>{job.id.slice(-12)}</span>
          </span>
          {failing && <span className={css.error}>{reasonText(t, job.last_error as string)}</span>}
          {job.state === 'running' && <ProgressLine job={job} />}
        </span>
        <JobBadge job={job} />
      </Link>
    </li>
  );
}
