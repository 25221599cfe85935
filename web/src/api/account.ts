import { useMutation, useQuery, useQueryClient, type QueryClient } from '@tanstack/react-query';
import { api, data, raw } from './client';
import { isStatus } from './problem';
import type { Me, Organization, Session } from './types';

const meKey = ['me'] as const;
const logoPath = '/api/v1/organization/logo';

/** Who is logged in; null means nobody. */
export function useMe() {
  return useQuery({ queryKey: meKey, queryFn: fetchMe, staleTime: 5 * 60_000 });
}

async function fetchMe({ signal }: { signal: AbortSignal }): Promise<Me | null> {
  try {
    return await data(api.GET('/api/v1/auth/me', { signal }));
  } catch (error) {
    if (isStatus(error, 401)) return null;
    throw error;
  }
}

/** Everything the browser knew about the last session goes with it. */
export function forgetSession(client: QueryClient): void {
  client.setQueryData<Me | null>(meKey, null);
  client.removeQueries({ predicate: (query) => query.queryKey[0] !== 'me' });
}

export function useAuthOptions() {
  return useQuery({
    queryKey: ['auth-options'],
    queryFn: ({ signal }) => data(api.GET('/api/v1/auth/options', { signal })),
    staleTime: Infinity,
  });
}

function useEnter<Input>(send: (input: Input) => Promise<Session>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: send,
    onSuccess: ({ user, organization }) => {
      forgetSession(client);
      client.setQueryData(meKey, { user, organization } satisfies Me);
    },
  });
}

export function useLogin() {
  return useEnter((input: { email: string; password: string }) =>
    data(api.POST('/api/v1/auth/login', { body: { ...input, cookies: true } })),
  );
}

export interface Registration {
  organization_name: string;
  name: string;
  email: string;
  password: string;
  locale: 'ru' | 'en';
}

export function useRegister() {
  return useEnter((input: Registration) =>
    data(api.POST('/api/v1/auth/register', { body: { ...input, cookies: true } })),
  );
}

export function useLogout() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => data(api.POST('/api/v1/auth/logout', { body: {} })),
    onSuccess: () => forgetSession(client),
  });
}

export function useChangePassword() {
  return useMutation({
    mutationFn: (body: { current_password: string; new_password: string }) =>
      data(api.POST('/api/v1/auth/password', { body })),
  });
}

export function useUpdateOrganization() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: { name?: string; locale?: 'ru' | 'en'; currency?: string; time_zone?: string }) =>
      data(api.PATCH('/api/v1/organization', { body })),
    onSuccess: (organization: Organization) =>
      client.setQueryData<Me | null>(meKey, (me) => (me ? { ...me, organization } : me)),
  });
}

/** The logo as an object URL, or null when the organisation has none. */
export function useLogo() {
  return useQuery({
    queryKey: ['logo'],
    staleTime: Infinity,
    queryFn: async ({ signal }) => {
      try {
        const response = await raw(logoPath, { signal });
        return response.status === 204 ? null : URL.createObjectURL(await response.blob());
      } catch (error) {
        if (isStatus(error, 404)) return null;
        throw error;
      }
    },
  });
}

export function useChangeLogo() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (file: File | null) =>
      file
        ? raw(logoPath, { method: 'PUT', body: file, headers: { 'Content-Type': file.type } })
        : raw(logoPath, { method: 'DELETE' }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['logo'] }),
  });
}
