import createClient from 'openapi-fetch';
import { ApiError, toApiError } from './problem';
import type { paths } from './schema';
import { sessionFetch } from './session';

export const api = createClient<paths>({ baseUrl: location.origin, fetch: sessionFetch });

interface Answer<T> {
  data?: T;
  error?: unknown;
  response: Response;
}

/** The data of an answer; anything else is thrown as `ApiError`. */
export async function data<T>(call: Promise<Answer<T>>): Promise<T> {
  const answer = await settled(call);
  if (!answer.response.ok) throw toApiError(answer.response, answer.error);
  return answer.data as T;
}

async function settled<T>(call: Promise<Answer<T>>): Promise<Answer<T>> {
  try {
    return await call;
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw new ApiError(0);
  }
}

/** For what is not JSON: files in and out. */
export async function raw(path: string, init: RequestInit = {}): Promise<Response> {
  const response = await sessionFetch(new Request(new URL(path, location.origin), init)).catch((error: unknown) => {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw new ApiError(0);
  });
  if (response.ok) return response;
  throw toApiError(response, await response.json().catch(() => null));
}

/** `crypto.randomUUID` is missing on plain http in a local network; the random bytes are not. */
export function newIdempotencyKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
