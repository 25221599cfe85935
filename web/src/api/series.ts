import { keepPreviousData, useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, data } from './client';
import { ApiError } from './problem';
import type { Kind, NumberState, Reset } from './types';

const seriesKey = ['series'] as const;

export interface SeriesInput {
  name?: string;
  pattern?: string;
  reset?: Reset;
  is_default?: boolean;
  next_seq?: number;
}

/** The next numbers change with every document that anybody issues, so they are asked for whenever they are shown. */
export function useSeries() {
  return useQuery({
    queryKey: [...seriesKey, 'list'],
    queryFn: ({ signal }) => data(api.GET('/api/v1/series', { signal })),
    refetchOnMount: 'always',
  });
}

export function useCreateSeries() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: SeriesInput & { kind: Kind; pattern: string }) => data(api.POST('/api/v1/series', { body })),
    onSuccess: () => client.invalidateQueries({ queryKey: seriesKey }),
  });
}

export function useChangeSeries(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: SeriesInput) => data(api.PATCH('/api/v1/series/{id}', { params: { path: { id } }, body })),
    onSuccess: () => client.invalidateQueries({ queryKey: seriesKey }),
  });
}

export interface PreviewInput {
  kind: Kind;
  pattern: string;
  reset?: Reset;
  next_seq?: number;
  series_id?: string;
}

/** What a pattern would give. The server alone knows the rule; a refusal is as good an answer as a number. */
export function useSeriesPreview(input: PreviewInput) {
  return useQuery({
    queryKey: [...seriesKey, 'preview', input],
    queryFn: ({ signal }) => data(api.POST('/api/v1/series/preview', { body: input, signal })),
    enabled: input.pattern !== '',
    placeholderData: keepPreviousData,
    retry: (failures, error) => !(error instanceof ApiError && error.status === 422) && failures < 2,
  });
}

export function useNumbers(id: string, state: NumberState | '') {
  return useInfiniteQuery({
    queryKey: [...seriesKey, 'numbers', id, state],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }) =>
      data(
        api.GET('/api/v1/series/{id}/numbers', {
          params: {
            path: { id },
            query: { limit: 50, ...(pageParam && { cursor: pageParam }), ...(state && { state }) },
          },
          signal,
        }),
      ),
    getNextPageParam: (last) => last.next_cursor ?? undefined,
    refetchOnMount: 'always',
  });
}
