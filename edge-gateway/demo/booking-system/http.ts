// The little of HTTP the demo booking system needs: JSON in and out over node:http, problems by RFC 9457.

import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Problem } from '#shared/booking-api/contract.ts';

/** A request as routes see it. `body` is parsed JSON, or undefined when there is none. */
export type Ask = {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingMessage['headers'];
  readonly body: unknown;
  /** Aborts when the caller has hung up. */
  readonly gone: AbortSignal;
};

export type Reply = { readonly status: number; readonly body?: unknown; readonly headers?: Readonly<Record<string, string>> };

/** Answers null when the route is not its own. */
export type Route = (ask: Ask) => Promise<Reply | null> | Reply | null;

const statusOf: Record<Problem['code'], number> = {
  conflict: 409,
  'in-progress': 409,
  'key-reused': 422,
  'not-found': 404,
  'not-allowed': 403,
  unauthorized: 401,
  'too-many': 429,
  'cursor-expired': 410,
  invalid: 400,
  unavailable: 503,
};

export function problem(code: Problem['code'], title: string, headers: Readonly<Record<string, string>> = {}): Reply {
  const status = statusOf[code];
  const body: Problem = { type: 'about:blank', title, status, code };
  return { status, body, headers: { 'content-type': 'application/problem+json', ...headers } };
}

const maxBodyBytes = 64 * 1024;

/** Reads the request. `null`: the body is too large or no JSON. */
export async function readAsk(request: IncomingMessage, gone: AbortSignal): Promise<Ask | null> {
  const url = new URL(request.url ?? '/', 'http://demo');
  const parts: Buffer[] = [];
  let bytes = 0;
  for await (const part of request) {
    bytes += part.length;
    if (bytes > maxBodyBytes) return null;
    parts.push(part);
  }
  const text = Buffer.concat(parts).toString('utf8');
  const common = { method: request.method ?? 'GET', path: url.pathname, query: url.searchParams, headers: request.headers, gone };
  if (text === '') return { ...common, body: undefined };
  // Only JSON is taken, so that no page in a browser on this machine can post here with a plain form.
  if (!/^application\/json\b/.test(request.headers['content-type'] ?? '')) return null;
  try {
    return { ...common, body: JSON.parse(text) };
  } catch {
    return null;
  }
}

export function send(response: ServerResponse, reply: Reply): void {
  const text = reply.body === undefined ? '' : typeof reply.body === 'string' ? reply.body : JSON.stringify(reply.body);
  response.writeHead(reply.status, { 'content-type': 'application/json', 'cache-control': 'no-store', ...reply.headers });
  response.end(text);
}
