// What managers do for others, handed to the booking system while they wait. Nothing is kept to be sent later: it can hold
// free text, and what was true when they looked may not be true then. An act has one effect however often its event comes:
// the one under way is waited for, one that was answered is answered the same, and one whose answer was lost is asked again
// as it was, because only the very same words under the same key are safe. May they, and was it audited, is asked before.

import { createHash } from 'node:crypto';
import type { ManagerAct, ManagerActResult } from '#shared/booking-api/contract.ts';
import { assertNever } from '#shared/kit/assert-never.ts';
import type { Clock } from '#shared/kit/clock.ts';
import { days, hours, minutes } from '#shared/kit/duration.ts';
import type { EventId, SubjectRef } from '#shared/model/ids.ts';
import type { ManageRefusal, ManageReply, ManageRequest } from '#shared/wire/manage.ts';
import type { BookingSystem, DeliveryRefusal, RefusalCode, Refused } from './booking-system.ts';

type BookRequest = Extract<ManageRequest, { act: 'book' }>;
/** What a page asked for, with the person it chose. */
export type ManagerRequest =
  | Exclude<ManageRequest, BookRequest>
  | (Omit<BookRequest, 'person'> & { readonly person: SubjectRef });

export type ManagerActs = {
  /** Does it once, however often the same event comes. `by` is whoever is signed in. */
  readonly act: (by: SubjectRef, request: ManagerRequest) => Promise<ManageReply>;
  /** The answer this very tap had, or will have; null for a new one, and for one whose answer was lost. */
  readonly answered: (by: SubjectRef, request: ManagerRequest) => Promise<ManageReply> | null;
};

type Deps = {
  readonly system: Pick<BookingSystem, 'manage'>;
  /** The answer holds here at once, ahead of the change feed. */
  readonly learnedAct: (result: ManagerActResult) => void;
  readonly clock: Clock;
  /** Gives up what is under way. */
  readonly signal: AbortSignal;
};

/** What is remembered of an act: no words and no persons. `reply` is null while nobody knows whether it was done. */
type Asked = { readonly digest: string; readonly atMs: number; reply: Promise<ManageReply> | null };

const mostRemembered = 500;

/** No effects and no timers: create it at any time, drop it at any time. */
export function createManagerActs({ system, learnedAct, clock, signal }: Deps): ManagerActs {
  const memory = new Map<EventId, Asked>();
  const ask = async (by: SubjectRef, request: ManagerRequest, asked: Asked): Promise<ManageReply> => {
    const answer = await system.manage(actOf(by, request, asked.atMs), signal);
    if (answer.ok) {
      learnedAct(answer.value);
      return { ok: true };
    }
    if (answer.why !== 'refused') asked.reply = null;
    return no(reasonOf(request.act, answer));
  };
  return {
    answered: (by, request) => {
      const before = memory.get(request.event);
      return before?.digest === digestOf(by, request) ? before.reply : null;
    },
    act: async (by, request) => {
      const digest = digestOf(by, request);
      const before = memory.get(request.event);
      // The id of something else, or of somebody else.
      if (before && before.digest !== digest) return no('already-done');
      if (before?.reply) return before.reply;
      const nowMs = Math.floor(clock.wallMs());
      if (!timesHold(request, nowMs)) return no('wrong-times');
      const asked: Asked = before ?? { digest, atMs: nowMs, reply: null };
      memory.set(request.event, asked);
      const [oldest] = memory.keys();
      if (memory.size > mostRemembered && oldest !== undefined) memory.delete(oldest);
      const reply = ask(by, request, asked);
      asked.reply = reply;
      return reply;
    },
  };
}

function digestOf(by: SubjectRef, request: ManagerRequest): string {
  return createHash('sha256')
    .update(JSON.stringify([by, request]))
    .digest('hex');
}

/** People book on quarters of an hour: the one that runs may have begun. */
const mayHaveBegunMs = minutes(15);
const longestBookingMs = hours(24);
const furthestAheadMs = days(14);

function timesHold(request: ManagerRequest, nowMs: number): boolean {
  switch (request.act) {
    case 'book': {
      const { fromMs, toMs } = request;
      if (fromMs < nowMs - mayHaveBegunMs || fromMs > nowMs + furthestAheadMs) return false;
      return toMs > Math.max(fromMs, nowMs) && toMs - fromMs <= longestBookingMs;
    }
    case 'block':
      return request.untilMs === null || request.untilMs > nowMs;
    case 'release':
    case 'unblock':
    case 'answer-issue':
      return true;
    default:
      return assertNever(request);
  }
}

/** Field by field, in the words of the contract. A block begins when it is made. */
function actOf(by: SubjectRef, request: ManagerRequest, atMs: number): ManagerAct {
  const common = { event: request.event, by, atMs };
  switch (request.act) {
    case 'book': {
      const { act, space, person, fromMs, toMs } = request;
      return { ...common, act, space, person, fromMs, toMs };
    }
    case 'release':
      return { ...common, act: request.act, booking: request.booking };
    case 'block': {
      const { act, space, reason, untilMs } = request;
      return { ...common, act, space, reason, fromMs: atMs, untilMs };
    }
    case 'unblock':
      return { ...common, act: request.act, block: request.block };
    case 'answer-issue': {
      const { act, issue, answer, close } = request;
      return { ...common, act, issue, answer, close };
    }
    default:
      return assertNever(request);
  }
}

type Why = ManageRefusal['why'];

/** The same for every act. A key that was used with other words: it was asked before this gateway started. */
const reasons: Readonly<Partial<Record<RefusalCode, Why>>> = {
  'not-found': 'gone',
  'not-allowed': 'not-allowed',
  'key-reused': 'already-done',
};

function reasonOf(act: ManageRequest['act'], { why, code }: Refused<DeliveryRefusal>): Why {
  if (why !== 'refused') return 'offline';
  const aboutTimes = act === 'book' || act === 'block';
  if (code === 'conflict') return aboutTimes ? 'taken' : 'already-done';
  return reasons[code ?? 'invalid'] ?? (aboutTimes ? 'wrong-times' : 'not-allowed');
}

function no(why: Why): ManageRefusal {
  return { ok: false, why };
}
