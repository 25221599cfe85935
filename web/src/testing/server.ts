import { vi } from 'vitest';

export interface Call {
  method: string;
  path: string;
  headers: Headers;
  body: unknown;
}

type Answer = Response | Promise<Response> | ((call: Call) => Response | Promise<Response>);

/** Stands in for the server: answers by "METHOD /path", notes every call, refuses what the test did not foresee. */
export function fakeServer(answers: Record<string, Answer | Answer[]>): Call[] {
  const calls: Call[] = [];
  vi.stubGlobal('fetch', async (request: Request) => {
    const url = new URL(request.url);
    const text = await request.text();
    const call: Call = {
      method: request.method,
      path: url.pathname + url.search,
      headers: request.headers,
      body: !text ? undefined : isJson(request) ? (JSON.parse(text) as unknown) : text,
    };
    calls.push(call);
    const key = `${request.method} ${url.pathname}`;
    const given = answers[key];
    const answer = Array.isArray(given) ? (given.length > 1 ? given.shift() : given[0]) : given;
    if (answer === undefined) throw new Error(`the test foresaw no ${key}`);
    const made = await (typeof answer === 'function' ? answer(call) : answer);
    return made.clone();
  });
  return calls;
}

/** A file is sent as it is. */
function isJson(request: Request): boolean {
  return request.headers.get('Content-Type')?.startsWith('application/json') ?? true;
}

export function json(status: number, body: unknown, headers: Record<string, string> = {}): Response {
  return new Response(body === undefined ? null : JSON.stringify(body), {
    status,
    headers: { 'Content-Type': status < 400 ? 'application/json' : 'application/problem+json', ...headers },
  });
}

export function problem(status: number, errors: { location: string; message: string }[] = []): Response {
  return json(status, { type: 'about:blank', title: 'Refused', status, detail: 'Refused.', request_id: 'r1', errors });
}
