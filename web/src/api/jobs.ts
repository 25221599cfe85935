import { useInfiniteQuery, useMutation, useQuery, useQueryClient, type InfiniteData, type QueryClient } from '@tanstack/react-query';
import { api, data } from './client';
import type { JobEvent } from './events';
import type { JobDetails, JobState, JobSummary } from './types';

export interface JobFilter {
  id: string;
  state: JobState | '';
  kind: string;
  queue: string;
  tag: string;
}

type Page = { items: JobSummary[]; next_cursor?: string | null };
type Pages = InfiniteData<Page, string | undefined>;

const jobsKey = ['jobs'] as const;
const listKey = [...jobsKey, 'list'] as const;
const oneKey = (id: string) => [...jobsKey, 'one', id] as const;

/** Most jobs come and go without an event; what is on screen is asked for anew this often. */
const lookAgain = 5_000;
/** Events come in swarms. */
const swarm = 300;

export function useJobs(filter: JobFilter, enabled: boolean) {
  return useInfiniteQuery({
    queryKey: [...listKey, filter],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }): Promise<Page> =>
      data(
        api.GET('/api/v1/jobs', {
          params: {
            query: {
              limit: 20,
              ...(pageParam && { cursor: pageParam }),
              ...(filter.id && { id: filter.id }),
              ...(filter.state && { state: filter.state }),
              ...(filter.kind && { kind: filter.kind }),
              ...(filter.queue && { queue: filter.queue }),
              ...(filter.tag && { tag: filter.tag }),
            },
          },
          signal,
        }),
      ),
    getNextPageParam: (last) => last.next_cursor ?? undefined,
    placeholderData: (previous) => previous,
    refetchOnMount: 'always',
    // Further pages are history: who reads them is not disturbed.
    refetchInterval: ({ state }) => ((state.data?.pages.length ?? 0) <= 1 ? lookAgain : false),
    enabled,
  });
}

export function useJob(id: string) {
  return useQuery({
    queryKey: oneKey(id),
    queryFn: ({ signal }) => data(api.GET('/api/v1/jobs/{id}', { params: { path: { id } }, signal })),
    refetchOnMount: 'always',
    refetchInterval: ({ state }) => (state.data?.job.finished_at ? false : lookAgain),
  });
}

export function useQueues() {
  return useQuery({
    queryKey: [...jobsKey, 'queues'],
    queryFn: ({ signal }) => data(api.GET('/api/v1/jobs/queues', { signal })),
    refetchOnMount: 'always',
    refetchInterval: lookAgain,
  });
}

export function useDeadJobs() {
  return useQuery({
    queryKey: [...jobsKey, 'dead'],
    queryFn: ({ signal }) => data(api.GET('/api/v1/jobs/dead', { signal })),
    refetchOnMount: 'always',
    refetchInterval: lookAgain,
  });
}

export function useWorkers() {
  return useQuery({
    queryKey: [...jobsKey, 'workers'],
    queryFn: ({ signal }) => data(api.GET('/api/v1/jobs/workers', { signal })),
    refetchOnMount: 'always',
    refetchInterval: lookAgain,
  });
}

export function useJobAction(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (action: 'retry' | 'cancel') =>
      data(
        action === 'retry'
          ? api.POST('/api/v1/jobs/{id}/retry', { params: { path: { id } } })
          : api.POST('/api/v1/jobs/{id}/cancel', { params: { path: { id } } }),
      ),
    onSuccess: (job) => {
      client.setQueryData(oneKey(id), job);
      void client.invalidateQueries({ queryKey: jobsKey });
    },
  });
}

export function useRetryDead(kind: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => data(api.POST('/api/v1/jobs/dead/retry', { body: { kind } })),
    onSuccess: () => client.invalidateQueries({ queryKey: jobsKey }),
  });
}

export function useQueueSwitch(queue: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (action: 'pause' | 'resume') =>
      data(
        action === 'pause'
          ? api.POST('/api/v1/jobs/queues/{queue}/pause', { params: { path: { queue } } })
          : api.POST('/api/v1/jobs/queues/{queue}/resume', { params: { path: { queue } } }),
      ),
    onSuccess: () => client.invalidateQueries({ queryKey: jobsKey }),
  });
}

/** Progress is shown as it is told; of everything else only what is on screen is asked for, once for a swarm. */
export function applyJobEvent(client: QueryClient, event: JobEvent): void {
  if (event.id === undefined || event.percent === undefined) {
    reloadSoon(client);
    return;
  }
  const { id, percent } = event;
  const moved = (job: JobSummary): JobSummary =>
    job.id === id && job.state === 'running'
      ? { ...job, progress: percent, progress_line: event.line ?? job.progress_line ?? null }
      : job;
  client.setQueriesData<Pages>({ queryKey: listKey }, (pages) =>
    pages && { ...pages, pages: pages.pages.map((page) => ({ ...page, items: page.items.map(moved) })) },
  );
  client.setQueryData<JobDetails>(oneKey(id), (details) => details && { ...details, job: moved(details.job) });
}

let timer: number | undefined;

function reloadSoon(client: QueryClient): void {
  if (timer !== undefined) return;
  timer = window.setTimeout(() => {
    timer = undefined;
    reloadJobs(client);
  }, swarm);
}

export function reloadJobs(client: QueryClient): void {
  void client.invalidateQueries({ queryKey: jobsKey });
}
