import { useInfiniteQuery, useMutation, useQuery, useQueryClient, type QueryClient } from '@tanstack/react-query';
import { api, data, raw } from './client';
import type { PickedFile } from './templates';
import type { BulkInspection, BulkRun, Format } from './types';

const all = ['bulk'] as const;
const oneKey = (id: string) => [...all, 'one', id] as const;
const failedKey = (id: string) => [...all, 'failed', id] as const;

/** What the table would make. Nothing is saved. */
export function inspectTable(templateId: string, file: PickedFile): Promise<BulkInspection> {
  return send('/api/v1/documents/bulk/inspect', { template_id: templateId, file_name: file.name }, file);
}

export interface NewRun {
  key: string;
  template_id: string;
  formats: Format[];
  names: string;
}

export function useStartBulk() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ run, file }: { run: NewRun; file: PickedFile }): Promise<BulkRun> =>
      send(
        '/api/v1/documents/bulk',
        { template_id: run.template_id, file_name: file.name, formats: run.formats.join(','), names: run.names.trim() },
        file,
        { 'Idempotency-Key': run.key },
      ),
    onSuccess: (started) => {
      client.setQueryData(oneKey(started.id), started);
      void client.invalidateQueries({ queryKey: [...all, 'list'] });
    },
  });
}

async function send<T>(path: string, query: Record<string, string>, file: PickedFile, headers: Record<string, string> = {}): Promise<T> {
  const given = Object.fromEntries(Object.entries(query).filter(([, value]) => value !== ''));
  const response = await raw(`${path}?${new URLSearchParams(given)}`, {
    method: 'POST',
    body: file.bytes,
    headers: { 'Content-Type': 'application/octet-stream', ...headers },
  });
  return (await response.json()) as T;
}

export function useBulkRuns() {
  return useInfiniteQuery({
    queryKey: [...all, 'list'],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }) =>
      data(api.GET('/api/v1/documents/bulk', { params: { query: { limit: 20, ...(pageParam && { cursor: pageParam }) } }, signal })),
    getNextPageParam: (last) => last.next_cursor ?? undefined,
  });
}

/** Events tell at once; the question is asked now and then too, because an event may be lost. */
const between = 5_000;

export function isUnderWay(run: BulkRun): boolean {
  return run.state === 'running' || run.state === 'packing';
}

export function useBulkRun(id: string) {
  return useQuery({
    queryKey: oneKey(id),
    queryFn: ({ signal }) => data(api.GET('/api/v1/documents/bulk/{id}', { params: { path: { id } }, signal })),
    refetchOnMount: 'always',
    refetchInterval: ({ state }) => (state.data && isUnderWay(state.data) ? between : false),
  });
}

export function useFailedRows(id: string, enabled: boolean) {
  return useInfiniteQuery({
    queryKey: failedKey(id),
    enabled,
    initialPageParam: undefined as number | undefined,
    queryFn: ({ pageParam, signal }) =>
      data(
        api.GET('/api/v1/documents/bulk/{id}/failed', {
          params: { path: { id }, query: { limit: 20, ...(pageParam !== undefined && { after: pageParam }) } },
          signal,
        }),
      ),
    getNextPageParam: (last) => last.next_after ?? undefined,
  });
}

export function useSteerBulk(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (what: 'pause' | 'resume' | 'cancel') => {
      const params = { path: { id } };
      if (what === 'pause') return data(api.POST('/api/v1/documents/bulk/{id}/pause', { params }));
      if (what === 'resume') return data(api.POST('/api/v1/documents/bulk/{id}/resume', { params }));
      return data(api.POST('/api/v1/documents/bulk/{id}/cancel', { params }));
    },
    onSuccess: (run) => client.setQueryData(oneKey(id), run),
  });
}

/** All runs without an id. */
export function reloadBulk(client: QueryClient, id?: string): void {
  if (!id) {
    void client.invalidateQueries({ queryKey: all });
    return;
  }
  void client.invalidateQueries({ queryKey: oneKey(id) });
  void client.invalidateQueries({ queryKey: [...all, 'list'] });
  void client.invalidateQueries({ queryKey: failedKey(id) });
  void client.invalidateQueries({ queryKey: ['documents', 'list'] });
}
