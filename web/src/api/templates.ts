import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, data } from './client';
import type { Kind, Template } from './types';

export interface TemplateFilter {
  q: string;
  locale: string;
}

export interface TemplateChange {
  name?: string;
  kind?: Kind;
  locale?: 'ru' | 'en';
  source?: string;
  schema?: Record<string, unknown>;
  prompt_hint?: string;
}

export function useTemplates(filter: TemplateFilter) {
  return useInfiniteQuery({
    queryKey: ['templates', 'list', filter],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }) =>
      data(
        api.GET('/api/v1/templates', {
          params: {
            query: {
              limit: 100,
              ...(pageParam && { cursor: pageParam }),
              ...(filter.q && { q: filter.q }),
              ...(filter.locale && { locale: filter.locale as 'ru' | 'en' }),
            },
          },
          signal,
        }),
      ),
    getNextPageParam: (last) => last.next_cursor ?? undefined,
    placeholderData: (previous) => previous,
  });
}

export function useTemplate(id: string) {
  return useQuery({
    queryKey: ['templates', 'one', id],
    enabled: id !== '',
    queryFn: ({ signal }) => data(api.GET('/api/v1/templates/{id}', { params: { path: { id } }, signal })),
  });
}

/** All versions, the newest first: there are never so many that they come in pages. */
export function useTemplateVersions(id: string) {
  return useQuery({
    queryKey: ['templates', 'versions', id],
    queryFn: ({ signal }) => data(api.GET('/api/v1/templates/{id}/versions', { params: { path: { id } }, signal })),
  });
}

/** Reads one earlier version; a mutation because it is asked for by a press, not shown all the time. */
export function useReadTemplateVersion(id: string) {
  return useMutation({
    mutationFn: (version: number) =>
      data(api.GET('/api/v1/templates/{id}/versions/{version}', { params: { path: { id, version } } })),
  });
}

/** Creates when `id` is empty, changes otherwise. */
export function useSaveTemplate(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (change: TemplateChange): Promise<Template> =>
      id
        ? data(api.PATCH('/api/v1/templates/{id}', { params: { path: { id } }, body: change }))
        : data(
            api.POST('/api/v1/templates', {
              body: { ...change, name: change.name ?? '', source: change.source ?? '' },
            }),
          ),
    onSuccess: (template) => {
      client.setQueryData(['templates', 'one', template.id], template);
      void client.invalidateQueries({ queryKey: ['templates', 'list'] });
      void client.invalidateQueries({ queryKey: ['templates', 'versions', template.id] });
    },
  });
}

export function useDeleteTemplate(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => data(api.DELETE('/api/v1/templates/{id}', { params: { path: { id } } })),
    onSuccess: () => client.invalidateQueries({ queryKey: ['templates', 'list'] }),
  });
}
