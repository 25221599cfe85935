import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, data, raw } from './client';
import type { InspectedTemplate, Kind, Template, UploadedTemplate } from './types';

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

/** A file that was read whole, so that it is sent as it was chosen even when it is being changed meanwhile. */
export interface PickedFile {
  name: string;
  bytes: Blob;
}

/** What the file would make; with an id, as a new version of that template. Nothing is saved. */
export async function inspectFile(file: PickedFile, templateId?: string): Promise<InspectedTemplate> {
  return send('POST', '/api/v1/templates/inspect', file, { template_id: templateId });
}

export interface WordDraft {
  name: string;
  kind: Kind;
  locale: 'ru' | 'en';
  prompt_hint: string;
  schema: object;
}

/** A file and what was refined about it go together, and are one version. */
export function useSaveWordTemplate() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async ({ draft, file, template }: { draft: WordDraft; file: PickedFile | null; template: Template | null }) => {
      if (file) {
        const stored: UploadedTemplate = await (template
          ? sendForm('PUT', `/api/v1/templates/${template.id}/file`, file, draft)
          : sendForm('POST', '/api/v1/templates/upload', file, draft));
        return stored.document_template;
      }
      if (!template) throw new Error('neither a file nor a template to save');
      const change = changeOfWord(draft, template);
      if (Object.keys(change).length === 0) return template;
      return data(api.PATCH('/api/v1/templates/{id}', { params: { path: { id: template.id } }, body: change }));
    },
    onSettled: (template, _error, job) => {
      const saved = template ?? job.template;
      if (template) client.setQueryData(['templates', 'one', template.id], template);
      void client.invalidateQueries({ queryKey: ['templates', 'list'] });
      if (saved) void client.invalidateQueries({ queryKey: ['templates', 'versions', saved.id] });
    },
  });
}

/** Only what differs from what the server has. */
export function changeOfWord(draft: WordDraft, saved: Template): TemplateChange {
  return {
    ...(draft.name.trim() !== saved.name && { name: draft.name.trim() }),
    ...(draft.kind !== saved.kind && { kind: draft.kind }),
    ...(draft.locale !== saved.locale && { locale: draft.locale }),
    ...(draft.prompt_hint.trim() !== saved.prompt_hint && { prompt_hint: draft.prompt_hint.trim() }),
    ...(JSON.stringify(draft.schema) !== JSON.stringify(saved.schema) && { schema: draft.schema as Record<string, unknown> }),
  };
}

/** The file of a version, to be brought back. */
export async function fileOfVersion(template: Template): Promise<PickedFile> {
  const response = await raw(`/api/v1/templates/${template.id}/file?version=${template.version}`);
  return { name: template.file_name ?? `${template.name}.docx`, bytes: await response.blob() };
}

async function send<T>(method: string, path: string, file: PickedFile, about: Record<string, string | undefined>): Promise<T> {
  const query = new URLSearchParams({ file_name: file.name });
  for (const [key, value] of Object.entries(about)) if (value) query.set(key, value);
  const headers = { 'Content-Type': 'application/octet-stream' };
  const response = await raw(`${path}?${query}`, { method, body: file.bytes, headers });
  return (await response.json()) as T;
}

async function sendForm<T>(method: string, path: string, file: PickedFile, draft: WordDraft): Promise<T> {
  const form = new FormData();
  // A new file may bring a hint of its own, which an empty one would wipe out.
  const prompt_hint = draft.prompt_hint.trim() || (method === 'POST' ? undefined : '');
  form.append('about', JSON.stringify({ ...draft, name: draft.name.trim(), prompt_hint }));
  form.append('file', file.bytes, file.name);
  const response = await raw(`${path}?${new URLSearchParams({ file_name: file.name })}`, { method, body: form });
  return (await response.json()) as T;
}

export function useDeleteTemplate(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => data(api.DELETE('/api/v1/templates/{id}', { params: { path: { id } } })),
    onSuccess: () => client.invalidateQueries({ queryKey: ['templates', 'list'] }),
  });
}
