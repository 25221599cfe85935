import type { Problem } from './types';

/** Every failed call ends as one of these. `status` is 0 when no answer came at all. */
export class ApiError extends Error {
  readonly status: number;
  readonly problem: Partial<Problem>;
  /** Seconds the server asked to wait, if it did. */
  readonly retryAfter: number | null;

  constructor(status: number, problem: Partial<Problem> = {}, retryAfter: number | null = null) {
    super(problem.detail || problem.title || `HTTP ${status}`);
    this.name = 'ApiError';
    this.status = status;
    this.problem = problem;
    this.retryAfter = retryAfter;
  }

  get fields(): FieldError[] {
    return this.problem.errors ?? [];
  }
}

export interface FieldError {
  location: string;
  message: string;
}

export function toApiError(response: Response, body: unknown): ApiError {
  const problem = typeof body === 'object' && body !== null ? (body as Partial<Problem>) : {};
  const seconds = Number(response.headers.get('Retry-After') ?? NaN);
  return new ApiError(response.status, problem, Number.isFinite(seconds) ? seconds : null);
}

export function isStatus(error: unknown, status: number): error is ApiError {
  return error instanceof ApiError && error.status === status;
}

/**
 * Sorts the server's field errors by the place they belong to.
 *
 * `root` is the part of the location that a form covers: with `body.payload`, the error at
 * `body.payload.items[2].price` becomes `items[2].price`. What lies outside comes back in `rest`.
 */
export function errorsUnder(root: string, errors: FieldError[]): { inside: Record<string, string>; rest: FieldError[] } {
  const inside: Record<string, string> = {};
  const rest: FieldError[] = [];
  for (const error of errors) {
    const path = pathUnder(root, error.location);
    if (path === null) rest.push(error);
    else inside[path] ??= error.message;
  }
  return { inside, rest };
}

function pathUnder(root: string, location: string): string | null {
  const normal = location.replace(/\.(\d+)(?=\.|\[|$)/g, '[$1]');
  if (normal === root) return '';
  if (normal.startsWith(`${root}.`)) return normal.slice(root.length + 1);
  return normal.startsWith(`${root}[`) ? normal.slice(root.length) : null;
}
