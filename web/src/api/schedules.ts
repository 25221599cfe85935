import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, data } from './client';
import { ApiError } from './problem';
import type { Format, Missed } from './types';

const schedulesKey = ['schedules'] as const;

/** What is made at each tick: the body of a request for a document. */
export interface ScheduledDocument {
  template_id: string;
  title?: string;
  payload: Record<string, unknown>;
  formats?: Format[];
}

/** `interval` in seconds. */
export type When = { cron: string; zone: string } | { interval: number };

export type ScheduleInput = When & {
  name: string;
  payload: ScheduledDocument;
  missed: Missed;
};

export function useSchedules() {
  return useQuery({
    queryKey: [...schedulesKey, 'list'],
    queryFn: ({ signal }) => data(api.GET('/api/v1/schedules', { signal })),
    refetchOnMount: 'always',
    refetchInterval: 30_000,
  });
}

export function useSchedule(id: string) {
  return useQuery({
    queryKey: [...schedulesKey, 'one', id],
    enabled: id !== '',
    queryFn: ({ signal }) => data(api.GET('/api/v1/schedules/{id}', { params: { path: { id } }, signal })),
    refetchOnMount: 'always',
  });
}

/** Creates when `id` is empty, changes otherwise. What is saved begins to run. */
export function useSaveSchedule(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ payload, ...input }: ScheduleInput) => {
      const body = { ...input, payload: payload as unknown as Record<string, never> };
      return id
        ? data(api.PATCH('/api/v1/schedules/{id}', { params: { path: { id } }, body: { ...body, enabled: true } }))
        : data(api.POST('/api/v1/schedules', { body: { ...body, kind: 'generate_scheduled_document' } }));
    },
    onSuccess: () => client.invalidateQueries({ queryKey: schedulesKey }),
  });
}

export function useSwitchSchedule(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (enabled: boolean) =>
      data(api.PATCH('/api/v1/schedules/{id}', { params: { path: { id } }, body: { enabled } })),
    onSuccess: () => client.invalidateQueries({ queryKey: schedulesKey }),
  });
}

export function useRunSchedule(id: string) {
  return useMutation({
    mutationFn: () => data(api.POST('/api/v1/schedules/{id}/run', { params: { path: { id } } })),
  });
}

export function useDeleteSchedule(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => data(api.DELETE('/api/v1/schedules/{id}', { params: { path: { id } } })),
    onSuccess: () => client.invalidateQueries({ queryKey: schedulesKey }),
  });
}

/** The next ticks, by the server's clock; a refusal is as good an answer. */
export function useSchedulePreview(when: When) {
  return useQuery({
    queryKey: [...schedulesKey, 'preview', when],
    queryFn: ({ signal }) => data(api.GET('/api/v1/schedules/preview', { params: { query: { ...when } }, signal })),
    enabled: 'interval' in when ? when.interval > 0 : when.cron !== '',
    placeholderData: keepPreviousData,
    retry: (failures, error) => !(error instanceof ApiError && error.status === 422) && failures < 2,
  });
}
