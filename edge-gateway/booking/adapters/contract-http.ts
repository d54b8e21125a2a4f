// Speaks shared/booking-api/contract.ts over HTTP. The rule for writes: only the booking system's own, well-formed
// "no" is final; everything else (no answer, garbage, a proxy's page) means "later", because the Idempotency-Key makes
// asking again harmless while giving up would lose a check-in.

import type { z } from 'zod';
import { Changes, type Occupancy, Problem, paths, Snapshot, WriteResult } from '#shared/booking-api/contract.ts';
import type { OutboxEvent } from '#shared/booking-api/outbox.ts';
import { assertNever } from '#shared/kit/assert-never.ts';
import type { Clock } from '#shared/kit/clock.ts';
import { seconds } from '#shared/kit/duration.ts';
import { done } from '#shared/kit/outcome.ts';
import type { Answer, BookingSystem, DeliveryRefusal, LinkRefusal, RefusalCode } from '../booking-system.ts';
import { boundedFetch, type Exchange, type Reply } from './bounded-fetch.ts';

const limitMs = seconds(10);
const maxReadBytes = 4 * 1024 * 1024;
const maxWriteBytes = 64 * 1024;

/** Codes that will not change by waiting. `unauthorized` and `not-allowed` without a code may be a proxy's. */
const finalCodes: ReadonlySet<RefusalCode> = new Set(['conflict', 'key-reused', 'not-found', 'not-allowed', 'invalid']);

/** `url` may have a path; `clock` limits every exchange to ten seconds (plus the wait that was asked for). */
export function createContractHttp(deps: { readonly url: string; readonly token: string; readonly clock: Clock }): BookingSystem {
  const base = deps.url.replace(/\/+$/, '');
  const ask = async (exchange: Pick<Exchange, 'url' | 'method' | 'limitMs' | 'maxBytes'>, signal: AbortSignal, write?: Write) => {
    const headers = {
      accept: 'application/json, application/problem+json',
      authorization: `Bearer ${deps.token}`,
      ...(write ? { 'content-type': 'application/json' } : {}),
      ...(write?.key === undefined ? {} : { 'idempotency-key': write.key }),
    };
    const full = { ...exchange, url: base + exchange.url, headers, ...(write ? { body: JSON.stringify(write.body) } : {}) };
    const reply = await boundedFetch(full, deps.clock, signal);
    // A restarting booking system may not know its tokens for a moment: one more try, then a person is needed.
    return reply?.status === 401 ? boundedFetch(full, deps.clock, signal) : reply;
  };
  const get = { method: 'GET', maxBytes: maxReadBytes } as const;
  const put = { method: 'PUT', maxBytes: maxWriteBytes, limitMs } as const;
  const post = { method: 'POST', maxBytes: maxWriteBytes, limitMs } as const;
  return {
    snapshot: async (signal) => read(await ask({ ...get, url: paths.snapshot, limitMs }, signal), Snapshot),
    changes: async (cursor, waitMs, signal) => {
      const url = `${paths.changes}?${new URLSearchParams({ cursor, waitMs: String(waitMs) })}`;
      const reply = await ask({ ...get, url, limitMs: limitMs + waitMs }, signal);
      return reply?.status === 410 ? { ok: false, why: 'cursor-expired' } : read(reply, Changes);
    },
    deliver: async (event, signal) => {
      const { path, body } = request(event);
      const reply = await ask({ ...post, url: path }, signal, { body, key: event.event });
      const result = reply?.status === 200 ? parsed(reply, WriteResult) : undefined;
      return result ? done(result) : writeRefusal(reply);
    },
    putOccupancy: async (occupancy: Occupancy, signal) => {
      const reply = await ask({ ...put, url: paths.occupancy }, signal, { body: occupancy });
      return reply?.status === 204 ? done(null) : writeRefusal(reply);
    },
  };
}

type Write = { readonly body: unknown; readonly key?: string };

function request(event: OutboxEvent): { readonly path: string; readonly body: unknown } {
  const { event: id, booking, person, atMs } = event;
  const common = { event: id, booking, person, atMs };
  switch (event.action) {
    case 'check-in':
      return { path: paths.checkIns, body: common };
    case 'release':
      return { path: paths.releases, body: common };
    case 'walk-up':
      return { path: paths.walkUps, body: { ...common, space: event.space, toMs: event.toMs } };
    default:
      return assertNever(event);
  }
}

function read<S extends z.ZodType>(reply: Reply | null, schema: S): Answer<z.infer<S>, LinkRefusal> {
  if (reply === null) return { ok: false, why: 'unreachable' };
  if (reply.status === 401) return { ok: false, why: 'unauthorized' };
  if (reply.status !== 200) return { ok: false, why: 'unavailable', ...retryAfter(reply) };
  const value = parsed(reply, schema);
  return value === undefined ? { ok: false, why: 'garbage' } : done(value);
}

function writeRefusal(reply: Reply | null): Answer<never, DeliveryRefusal> {
  if (reply === null) return { ok: false, why: 'later' };
  if (reply.status === 401) return { ok: false, why: 'unauthorized' };
  const code = reply.status >= 400 && reply.status < 500 ? parsed(reply, Problem)?.code : undefined;
  if (code !== undefined && finalCodes.has(code)) return { ok: false, why: 'refused', code };
  // By the idempotency draft 422 says that this request itself is wrong; sending it again can't help.
  if (reply.status === 422) return { ok: false, why: 'refused', code: 'invalid' };
  return { ok: false, why: 'later', ...retryAfter(reply) };
}

function parsed<S extends z.ZodType>(reply: Reply, schema: S): z.infer<S> | undefined {
  try {
    return schema.safeParse(JSON.parse(reply.text)).data;
  } catch {
    return undefined;
  }
}

/** Seconds only: the form with a date would need both clocks to agree. Never longer than an hour. */
function retryAfter(reply: Reply): { readonly retryAfterMs?: number } {
  const header = reply.headers.get('retry-after') ?? '';
  return /^\d{1,6}$/.test(header) ? { retryAfterMs: Math.min(Number(header), 3_600) * 1000 } : {};
}
