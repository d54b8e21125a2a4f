// Speaks shared/booking-api/contract.ts over HTTP. The rule for writes: only the booking system's own, well-formed
// "no" is final; everything else (no answer, garbage, a proxy's page) means "later", because the Idempotency-Key makes
// asking again harmless while giving up would lose a check-in.

import { z } from 'zod';
import {
  Changes,
  longestDocumentBytes,
  type ManagerAct,
  type ManagerActResult,
  type Occupancy,
  Problem,
  paths,
  Snapshot,
} from '#shared/booking-api/contract.ts';
import { isBookingEvent } from '#shared/booking-api/outbox.ts';
import type { Clock } from '#shared/kit/clock.ts';
import { seconds } from '#shared/kit/duration.ts';
import { done } from '#shared/kit/outcome.ts';
import { Block } from '#shared/model/block.ts';
import { Booking } from '#shared/model/booking.ts';
import { BlockId } from '#shared/model/ids.ts';
import { Issue } from '#shared/model/issue.ts';
import { Person } from '#shared/model/person.ts';
import type { Answer, BookingSystem, DeliveryRefusal, LinkRefusal, RefusalCode } from '../booking-system.ts';
import { boundedFetch, type Exchange, type Reply } from './bounded-fetch.ts';
import { eventRequest } from './event-request.ts';

const limitMs = seconds(10);
const maxReadBytes = 4 * 1024 * 1024;
const maxWriteBytes = 64 * 1024;

/** Codes that will not change by waiting. `unauthorized` and `not-allowed` without a code may be a proxy's. */
const finalCodes: ReadonlySet<RefusalCode> = new Set(['conflict', 'key-reused', 'not-found', 'not-allowed', 'invalid']);

/** `url` may have a path; `clock` limits every exchange to ten seconds (plus the wait that was asked for). */
export function createContractHttp(deps: { readonly url: string; readonly token: string; readonly clock: Clock }): BookingSystem {
  const base = deps.url.replace(/\/+$/, '');
  const ask = async ({ accept = 'application/json', ...exchange }: Question, signal: AbortSignal, write?: Write) => {
    const headers = {
      accept: `${accept}, application/problem+json`,
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
      const { path, body } = eventRequest(event);
      const reply = await ask({ ...post, url: path }, signal, { body, key: event.event });
      return written(reply, isBookingEvent(event) ? AboutBooking : AboutPerson);
    },
    writeTag: async (write, which, signal) => {
      const url = which === 'bring' ? paths.tags : paths.tagsGivenUp;
      const reply = await ask({ ...post, url }, signal, { body: write, key: write.event });
      const result = written(reply, AboutPerson);
      return result.ok ? done(result.value.person) : result;
    },
    manage: async (act, signal) => {
      const reply = await ask({ ...post, url: paths.managerActs }, signal, { body: act, key: act.event });
      return written<z.ZodType<ManagerActResult>>(reply, aboutAct[act.act]);
    },
    privacyDocument: async (version, signal) => {
      // A segment of dots would leave the folder, however it is escaped; half a character can't be escaped at all.
      if (/^\.*$/.test(version) || !version.isWellFormed()) return { ok: false, why: 'garbage' };
      const url = `${paths.privacyDocuments}/${encodeURIComponent(version)}`;
      const reply = await ask({ ...get, url, limitMs, maxBytes: longestDocumentBytes, accept: 'text/plain' }, signal);
      return plainText(reply);
    },
    putOccupancy: async (occupancy: Occupancy, signal) => {
      const reply = await ask({ ...put, url: paths.occupancy }, signal, { body: occupancy });
      return reply?.status === 204 ? done(null) : writeRefusal(reply);
    },
  };
}

type Question = Pick<Exchange, 'url' | 'method' | 'limitMs' | 'maxBytes'> & { readonly accept?: string };
type Write = { readonly body: unknown; readonly key?: string };

const AboutBooking = z.object({ booking: Booking });
const AboutPerson = z.object({ person: Person });
/** An answer about something else is no answer. */
const aboutAct: Readonly<Record<ManagerAct['act'], z.ZodType<ManagerActResult>>> = {
  book: AboutBooking,
  release: AboutBooking,
  block: z.object({ block: Block }),
  unblock: z.object({ lifted: BlockId }),
  'answer-issue': z.object({ issue: Issue }),
};

function read<S extends z.ZodType>(reply: Reply | null, schema: S): Answer<z.infer<S>, LinkRefusal> {
  const usable = usableReply(reply);
  if (!usable.ok) return usable;
  const value = parsed(usable.value, schema);
  return value === undefined ? { ok: false, why: 'garbage' } : done(value);
}

function usableReply(reply: Reply | null): Answer<Reply, LinkRefusal> {
  if (reply === null) return { ok: false, why: 'unreachable' };
  if (reply.status === 401) return { ok: false, why: 'unauthorized' };
  return reply.status === 200 ? done(reply) : { ok: false, why: 'unavailable', ...retryAfter(reply) };
}

function plainText(reply: Reply | null): Answer<string, LinkRefusal> {
  const usable = usableReply(reply);
  if (!usable.ok) return usable;
  const { headers, text } = usable.value;
  const plain = /^text\/plain\b/i.test(headers.get('content-type') ?? '');
  return plain && text !== '' ? done(text) : { ok: false, why: 'garbage' };
}

function written<S extends z.ZodType>(reply: Reply | null, schema: S): Answer<z.infer<S>, DeliveryRefusal> {
  const result = reply?.status === 200 ? parsed(reply, schema) : undefined;
  return result === undefined ? writeRefusal(reply) : done(result);
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
