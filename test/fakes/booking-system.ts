// A booking system in memory behind the gateway's port, for tests that are not about HTTP. The contract test in
// test/contracts holds it to what the demo booking system does over the wire.

import type {
  Answer,
  BookingSystem,
  DeliveryRefusal,
  LinkRefusal,
  RefusalCode,
  Refused,
} from '#gateway/booking/booking-system.ts';
import type { Change, ManagerAct, ManagerActResult, Occupancy, WriteResult } from '#shared/booking-api/contract.ts';
import { type BookingEvent, isBookingEvent, type OutboxEvent, type PersonEvent } from '#shared/booking-api/outbox.ts';
import type { Clock } from '#shared/kit/clock.ts';
import { done } from '#shared/kit/outcome.ts';
import { type Block, blocksAt } from '#shared/model/block.ts';
import type { Booking } from '#shared/model/booking.ts';
import type { BlockId, BookingId, IssueId, SubjectRef } from '#shared/model/ids.ts';
import type { Issue } from '#shared/model/issue.ts';
import type { Person } from '#shared/model/person.ts';
import { defaultPolicy, type Policy } from '#shared/model/policy.ts';
import { decided, tagged } from './decided-person.ts';
import { managed } from './managed-office.ts';

type BrokenRead = Refused<LinkRefusal>;
type Write = Answer<WriteResult, DeliveryRefusal>;

export type FakeBookingSystem = BookingSystem & {
  readonly apply: (change: Change) => void;
  /** Every accepted event once, in order. */
  readonly effects: () => readonly OutboxEvent[];
  readonly published: () => readonly Occupancy[];
  /** How often `deliver` was called per event, refused ones included. */
  readonly tries: () => readonly OutboxEvent[];
  /** How often `manage` was called per act, refused ones included. */
  readonly acts: () => readonly ManagerAct[];
  /** From now on every cursor given out so far is too old. */
  readonly expireCursors: () => void;
  /** The privacy documents by version. */
  readonly documents: Map<string, string>;
  /** Reads and writes give this answer until it is null again; reads that wait are ended by it. */
  readonly breakReads: (answer: BrokenRead | null) => void;
  readonly breakWrites: (answer: Refused<DeliveryRefusal> | null) => void;
};

/** `clock` ends polls that wait. */
export function fakeBookingSystem(clock: Clock): FakeBookingSystem {
  let policy: Policy = defaultPolicy;
  const people = new Map<SubjectRef, Person>();
  const bookings = new Map<BookingId, Booking>();
  const blocks = new Map<BlockId, Block>();
  const issues = new Map<IssueId, Issue>();
  const feed: Change[] = [];
  const saved = new Map<string, { readonly request: string; readonly reply: unknown }>();
  const effects: OutboxEvent[] = [];
  const tries: OutboxEvent[] = [];
  const acts: ManagerAct[] = [];
  const published: Occupancy[] = [];
  const waiting = new Set<() => void>();
  let brokenReads: BrokenRead | null = null;
  let brokenWrites: Refused<DeliveryRefusal> | null = null;

  let epoch = 0;
  const cursor = (): string => `fake.${epoch}.${feed.length}`;
  const wake = (): void => {
    for (const go of [...waiting]) go();
  };
  const documents = new Map<string, string>();
  const apply = (made: Change): void => {
    const change = made.kind === 'person' ? { ...made, person: { ...made.person, rev: feed.length + 1 } } : made;
    if (change.kind === 'policy') policy = change.policy;
    if (change.kind === 'person') people.set(change.person.ref, change.person);
    if (change.kind === 'person-gone') people.delete(change.ref);
    if (change.kind === 'booking') bookings.set(change.booking.id, change.booking);
    if (change.kind === 'booking-gone') bookings.delete(change.id);
    if (change.kind === 'block') blocks.set(change.block.id, change.block);
    if (change.kind === 'block-gone') blocks.delete(change.id);
    if (change.kind === 'issue') issues.set(change.issue.id, change.issue);
    if (change.kind === 'issue-gone') issues.delete(change.id);
    feed.push(change);
    wake();
  };
  const decideBooking = (event: BookingEvent): Write => {
    const next = event.action === 'walk-up' ? walkUp(event, bookings, people, blocks) : onBooking(event, bookings, blocks);
    if (typeof next === 'string') return { ok: false, why: 'refused', code: next };
    effects.push(event);
    apply({ kind: 'booking', booking: next });
    return done({ booking: next });
  };
  const asItStands = (ref: SubjectRef, next: Person | RefusalCode): Answer<{ person: Person }, DeliveryRefusal> => {
    if (typeof next === 'string') return { ok: false, why: 'refused', code: next };
    apply({ kind: 'person', person: next });
    return done({ person: people.get(ref) ?? next });
  };
  const decidePerson = (event: PersonEvent): Write => {
    const person = people.get(event.person);
    const reply = asItStands(event.person, person ? decided(person, event, policy) : 'not-found');
    if (reply.ok) effects.push(event);
    return reply;
  };
  /** The same event has one effect and the same answer; for something else it is refused. */
  const once = <T>(event: string, request: unknown, make: () => Answer<T, DeliveryRefusal>): Answer<T, DeliveryRefusal> => {
    const text = JSON.stringify(request);
    const before = saved.get(event);
    if (before && before.request !== text) return { ok: false, why: 'refused', code: 'key-reused' };
    const reply = before ? (before.reply as Answer<T, DeliveryRefusal>) : make();
    saved.set(event, { request: text, reply });
    return reply;
  };
  return {
    apply,
    documents,
    effects: () => effects,
    tries: () => tries,
    acts: () => acts,
    published: () => published,
    breakReads: (answer) => {
      brokenReads = answer;
      wake();
    },
    breakWrites: (answer) => {
      brokenWrites = answer;
    },
    snapshot: async () => {
      if (brokenReads) return brokenReads;
      return done({
        ...{ cursor: cursor(), policy, people: [...people.values()], bookings: [...bookings.values()] },
        blocks: [...blocks.values()],
        issues: [...issues.values()].filter(({ state }) => state !== 'closed'),
      });
    },
    expireCursors: () => {
      epoch += 1;
      wake();
    },
    changes: async (from, waitMs, signal) => {
      const [, own, seq] = /^fake\.(\d+)\.(\d+)$/.exec(from) ?? [];
      const after = Number(seq);
      if (Number(own) !== epoch || after > feed.length) return { ok: false, why: 'cursor-expired' };
      if (feed.length === after && waitMs > 0 && !brokenReads) await somethingHappens(clock, waiting, waitMs, signal);
      if (signal.aborted) return { ok: false, why: 'unreachable' };
      if (Number(own) !== epoch) return { ok: false, why: 'cursor-expired' };
      return brokenReads ?? done({ cursor: cursor(), changes: feed.slice(after) });
    },
    deliver: async (event) => {
      tries.push(event);
      if (brokenWrites) return brokenWrites;
      return once<WriteResult>(event.event, plain(event), () =>
        isBookingEvent(event) ? decideBooking(event) : decidePerson(event),
      );
    },
    writeTag: async (write, which) => {
      if (brokenWrites) return brokenWrites;
      const person = people.get(write.person);
      const answer = once(write.event, [write, which], () =>
        asItStands(write.person, person ? tagged(person, write, which, [...people.values()]) : 'not-found'),
      );
      return answer.ok ? done(answer.value.person) : answer;
    },
    manage: async (act) => {
      acts.push(act);
      if (brokenWrites) return brokenWrites;
      return once<ManagerActResult>(act.event, act, () => {
        const made = managed(act, { people, bookings, blocks, issues });
        if (typeof made === 'string') return { ok: false, why: 'refused', code: made };
        apply(made[0]);
        return done(made[1]);
      });
    },
    privacyDocument: async (version) => {
      const text = documents.get(version);
      return brokenReads ?? (text === undefined ? { ok: false, why: 'unavailable' } : done(text));
    },
    putOccupancy: async (occupancy) => {
      if (brokenWrites) return brokenWrites;
      published.push(occupancy);
      return done(null);
    },
  };
}

/** What goes over the wire: an entry of the outbox carries more. */
function plain(event: OutboxEvent): unknown {
  const { seq: _, attempts: __, ...rest } = { seq: 0, attempts: 0, ...event };
  return Object.entries(rest).toSorted();
}

/** A change, a broken link, the end of the wait, or the caller's. */
function somethingHappens(clock: Clock, waiting: Set<() => void>, waitMs: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const finish = (): void => {
      cancel();
      waiting.delete(finish);
      resolve();
    };
    const cancel = clock.after(waitMs, finish);
    waiting.add(finish);
    signal.addEventListener('abort', finish, { once: true });
  });
}

function onBooking(
  event: Exclude<BookingEvent, { action: 'walk-up' }>,
  bookings: ReadonlyMap<BookingId, Booking>,
  blocks: ReadonlyMap<BlockId, Block>,
): Booking | RefusalCode {
  const booking = bookings.get(event.booking);
  if (!booking) return 'not-found';
  if (booking.holder !== event.person) return 'not-allowed';
  if (booking.state === 'cancelled') return 'conflict';
  if (event.action === 'check-in') return { ...booking, state: 'checked-in' };
  if (event.action === 'extend') {
    if (booking.state !== 'checked-in') return 'conflict';
    const { space, toMs } = booking;
    const isBlocked = [...blocks.values()].some(
      (one) => one.space === space && one.fromMs < event.toMs && (one.untilMs ?? event.toMs) > toMs,
    );
    return isBlocked ? 'conflict' : extended(booking, event.toMs, bookings);
  }
  return { ...booking, state: 'released', toMs: Math.min(booking.toMs, Math.max(booking.fromMs, event.atMs)) };
}

function walkUp(
  event: BookingEvent & { action: 'walk-up' },
  bookings: ReadonlyMap<BookingId, Booking>,
  people: ReadonlyMap<SubjectRef, Person>,
  blocks: ReadonlyMap<BlockId, Block>,
): Booking | RefusalCode {
  const { booking: id, space, person: holder, atMs: fromMs, toMs } = event;
  if (!people.has(holder)) return 'not-found';
  if (isTaken(bookings, id, { space, fromMs, toMs })) return 'conflict';
  if ([...blocks.values()].some((one) => one.space === space && blocksAt(one, fromMs))) return 'conflict';
  return { id, space, holder, guest: false, fromMs, toMs, state: 'checked-in' };
}

function extended(booking: Booking, toMs: number, bookings: ReadonlyMap<BookingId, Booking>): Booking | RefusalCode {
  return isTaken(bookings, booking.id, { ...booking, toMs }) ? 'conflict' : { ...booking, toMs: Math.max(booking.toMs, toMs) };
}

function isTaken(bookings: ReadonlyMap<BookingId, Booking>, id: BookingId, stay: Pick<Booking, 'space' | 'fromMs' | 'toMs'>) {
  return [...bookings.values()]
    .filter((one) => one.id !== id && (one.state === 'booked' || one.state === 'checked-in'))
    .some((one) => one.space === stay.space && one.fromMs < stay.toMs && stay.fromMs < one.toMs);
}
