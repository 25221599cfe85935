import {
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
  type InfiniteData,
  type QueryClient,
} from '@tanstack/react-query';
import { api, data } from './client';
import type { Document, Format, Standing, Status } from './types';

export interface DocumentFilter {
  q: string;
  status: Status | '';
  standing: Standing | '';
}

export interface NewDocument {
  template_id: string;
  title?: string;
  payload: Record<string, unknown>;
  formats: Format[];
}

type Page = { items: Document[]; next_cursor?: string | null };
type Pages = InfiniteData<Page, string | undefined>;

const longestPause = 8_000;
const listKey = ['documents', 'list'] as const;
const oneKey = (id: string) => ['documents', 'one', id] as const;

export function useDocuments(filter: DocumentFilter) {
  return useInfiniteQuery({
    queryKey: [...listKey, filter],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }): Promise<Page> =>
      data(
        api.GET('/api/v1/documents', {
          params: {
            query: {
              limit: 20,
              ...(pageParam && { cursor: pageParam }),
              ...(filter.q && { q: filter.q }),
              ...(filter.status && { status: filter.status }),
              ...(filter.standing && { standing: filter.standing }),
            },
          },
          signal,
        }),
      ),
    getNextPageParam: (last) => last.next_cursor ?? undefined,
    placeholderData: (previous) => previous,
  });
}

/**
 * While it is being made, the document is also asked for, less and less often: the event is a hint, the answer is the truth.
 * It is asked for at once, too: a document is often ready before its page is open, and then the event was for nobody.
 */
export function useDocument(id: string) {
  return useQuery({
    queryKey: oneKey(id),
    queryFn: ({ signal }) => data(api.GET('/api/v1/documents/{id}', { params: { path: { id } }, signal })),
    refetchOnMount: 'always',
    refetchInterval: ({ state }) =>
      state.data?.status === 'draft' ? Math.min(500 * 2 ** state.dataUpdateCount, longestPause) : false,
  });
}

export function useCreateDocument() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ key, ...body }: NewDocument & { key: string }) =>
      data(api.POST('/api/v1/documents', { body, params: { header: { 'Idempotency-Key': key } } })),
    onSuccess: (document) => {
      client.setQueryData(oneKey(document.id), document);
      void client.invalidateQueries({ queryKey: listKey });
    },
  });
}

export function useRetryDocument(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => data(api.POST('/api/v1/documents/{id}/retry', { params: { path: { id } } })),
    onSuccess: (document) => {
      client.setQueryData(oneKey(id), document);
      void client.invalidateQueries({ queryKey: listKey });
    },
  });
}

export function useDeleteDocument(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => data(api.DELETE('/api/v1/documents/{id}', { params: { path: { id } } })),
    onSuccess: () => {
      client.removeQueries({ queryKey: oneKey(id) });
      return client.invalidateQueries({ queryKey: listKey });
    },
  });
}

export function useIssueDocument(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ key, series_id }: { key: string; series_id?: string }) =>
      data(
        api.POST('/api/v1/documents/{id}/issue', {
          params: { path: { id }, header: { 'Idempotency-Key': key } },
          body: { ...(series_id && { series_id }) },
        }),
      ),
    onSuccess: (document) => {
      client.setQueryData(oneKey(id), document);
      void client.invalidateQueries({ queryKey: ['series'] });
      void client.invalidateQueries({ queryKey: listKey });
    },
  });
}

export function useVoidDocument(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (reason: string) =>
      data(api.POST('/api/v1/documents/{id}/void', { params: { path: { id } }, body: { reason } })),
    onSuccess: (document) => {
      client.setQueryData(oneKey(id), document);
      void client.invalidateQueries({ queryKey: ['series'] });
      void client.invalidateQueries({ queryKey: listKey });
    },
  });
}

/** Shows a change of status at once in every list on screen, then asks for what else changed. */
export function applyDocumentEvent(client: QueryClient, event: { id: string; status: Status }): void {
  for (const [key, pages] of client.getQueriesData<Pages>({ queryKey: listKey })) {
    if (!pages?.pages.some((page) => page.items.some((document) => document.id === event.id))) continue;
    client.setQueryData<Pages>(key, {
      ...pages,
      pages: pages.pages.map((page) => ({
        ...page,
        items: page.items.map((document) =>
          document.id === event.id ? { ...document, status: event.status } : document,
        ),
      })),
    });
  }
  void client.invalidateQueries({ queryKey: oneKey(event.id) });
  void client.invalidateQueries({ queryKey: listKey });
}

export function reloadDocuments(client: QueryClient): void {
  void client.invalidateQueries({ queryKey: ['documents'] });
}
