/**
 * The web session: the tokens are in httpOnly cookies that this code never sees. What it does see is the readable cookie
 * `kontor_csrf`, which every unsafe request echoes in a header.
 */

const refreshPath = '/api/v1/auth/refresh';
/** An answer 401 of these is about what was typed in, not about an expired session. */
const entryPaths = new Set([refreshPath, '/api/v1/auth/login', '/api/v1/auth/register', '/api/v1/auth/options']);
const refreshedAtKey = 'kontor-refreshed-at';

type Refreshed = 'renewed' | 'ended' | 'unreachable';

let refreshing: Promise<Refreshed> | null = null;
let onEnded: () => void = () => {};

/** Called once the server says that the session cannot be renewed. */
export function whenSessionEnds(callback: () => void): void {
  onEnded = callback;
}

/** `fetch` that adds the CSRF header and, on 401, renews the session once and repeats the request. */
export async function sessionFetch(request: Request): Promise<Response> {
  const spare = request.clone();
  const startedAt = Date.now();
  const response = await fetch(withCsrf(request));
  if (response.status !== 401 || entryPaths.has(new URL(request.url).pathname)) return response;
  switch (await refreshSession(startedAt)) {
    case 'renewed':
      return fetch(withCsrf(spare));
    case 'ended':
      onEnded();
      return response;
    case 'unreachable':
      return response;
  }
}

/** Renews the session; calls at the same time share one request, because an old refresh token is good only once. */
export function refreshSession(neededSince: number = Date.now()): Promise<Refreshed> {
  refreshing ??= acrossTabs(() => renew(neededSince)).finally(() => {
    refreshing = null;
  });
  return refreshing;
}

async function renew(neededSince: number): Promise<Refreshed> {
  if (lastRefresh() >= neededSince) return 'renewed'; // another tab was faster
  try {
    const response = await fetch(
      new Request(new URL(refreshPath, location.origin), {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ cookies: true }),
      }),
    );
    if (response.ok) {
      rememberRefresh();
      return 'renewed';
    }
    return response.status >= 500 || response.status === 429 ? 'unreachable' : 'ended';
  } catch {
    return 'unreachable';
  }
}

/** Web Locks exist only on https and localhost; elsewhere two tabs may, rarely, both ask. */
async function acrossTabs(work: () => Promise<Refreshed>): Promise<Refreshed> {
  return navigator.locks ? await navigator.locks.request('kontor-refresh', work) : await work();
}

function lastRefresh(): number {
  try {
    return Number(localStorage.getItem(refreshedAtKey) ?? 0);
  } catch {
    return 0;
  }
}

function rememberRefresh(): void {
  try {
    localStorage.setItem(refreshedAtKey, String(Date.now()));
  } catch {
    // Storage is blocked: only the sharing between tabs is lost.
  }
}

function withCsrf(request: Request): Request {
  const token = csrfToken();
  if (token && !['GET', 'HEAD', 'OPTIONS'].includes(request.method)) request.headers.set('X-CSRF-Token', token);
  return request;
}

export function csrfToken(): string | null {
  const match = /(?:^|;\s*)kontor_csrf=([^;]*)/.exec(document.cookie);
  return match?.[1] ? decodeURIComponent(match[1]) : null;
}
