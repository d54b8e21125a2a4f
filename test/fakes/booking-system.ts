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
import type { Change, Occupancy, WriteResult } from '#shared/booking-api/contract.ts';
import type { OutboxEvent } from '#shared/booking-api/outbox.ts';
import type { Clock } from '#shared/kit/clock.ts';
import { done } from '#shared/kit/outcome.ts';
import type { Booking } from '#shared/model/booking.ts';
import type { BookingId, SubjectRef } from '#shared/model/ids.ts';
import type { Person } from '#shared/model/person.ts';
import { defaultPolicy, type Policy } from '#shared/model/policy.ts';

type BrokenRead = Refused<LinkRefusal>;
type Write = Answer<WriteResult, DeliveryRefusal>;

export type FakeBookingSystem = BookingSystem & {
  readonly apply: (change: Change) => void;
  /** Every accepted event once, in order. */
  readonly effects: () => readonly OutboxEvent[];
  readonly published: () => readonly Occupancy[];
  /** How often `deliver` was called per event, refused ones included. */
  readonly tries: () => readonly OutboxEvent[];
  /** Reads and writes give this answer until it is null again; reads that wait are ended by it. */
  /** From now on every cursor given out so far is too old. */
  readonly expireCursors: () => void;
  readonly breakReads: (answer: BrokenRead | null) => void;
  readonly breakWrites: (answer: Refused<DeliveryRefusal> | null) => void;
};

/** `clock` ends polls that wait. */
export function fakeBookingSystem(clock: Clock): FakeBookingSystem {
  let policy: Policy = defaultPolicy;
  const people = new Map<SubjectRef, Person>();
  const bookings = new Map<BookingId, Booking>();
  const feed: Change[] = [];
  const saved = new Map<string, { readonly request: string; readonly reply: Write }>();
  const effects: OutboxEvent[] = [];
  const tries: OutboxEvent[] = [];
  const published: Occupancy[] = [];
  const waiting = new Set<() => void>();
  let brokenReads: BrokenRead | null = null;
  let brokenWrites: Refused<DeliveryRefusal> | null = null;

  let epoch = 0;
  const cursor = (): string => `fake.${epoch}.${feed.length}`;
  const wake = (): void => {
    for (const go of [...waiting]) go();
  };
  const apply = (change: Change): void => {
    if (change.kind === 'policy') policy = change.policy;
    if (change.kind === 'person') people.set(change.person.ref, change.person);
    if (change.kind === 'person-gone') people.delete(change.ref);
    if (change.kind === 'booking') bookings.set(change.booking.id, change.booking);
    if (change.kind === 'booking-gone') bookings.delete(change.id);
    feed.push(change);
    wake();
  };
  const decide = (event: OutboxEvent): Write => {
    const next = event.action === 'walk-up' ? walkUp(event, bookings, people) : onBooking(event, bookings);
    if (typeof next === 'string') return { ok: false, why: 'refused', code: next };
    effects.push(event);
    apply({ kind: 'booking', booking: next });
    return done({ booking: next });
  };
  return {
    apply,
    effects: () => effects,
    tries: () => tries,
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
      return done({ cursor: cursor(), policy, people: [...people.values()], bookings: [...bookings.values()] });
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
      const request = JSON.stringify(plain(event));
      const before = saved.get(event.event);
      if (before && before.request !== request) return { ok: false, why: 'refused', code: 'key-reused' };
      const reply = before?.reply ?? decide(event);
      saved.set(event.event, { request, reply });
      return reply;
    },
    putOccupancy: async (occupancy) => {
      if (brokenWrites) return brokenWrites;
      published.push(occupancy);
      return done(null);
    },
  };
}

/** What goes over the wire: an entry of the outbox carries more. */
function plain(event: OutboxEvent): unknown[] {
  const { action, booking, person, atMs } = event;
  return [action, booking, person, atMs, ...(event.action === 'walk-up' ? [event.space, event.toMs] : [])];
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

function onBooking(event: OutboxEvent, bookings: ReadonlyMap<BookingId, Booking>): Booking | RefusalCode {
  const booking = bookings.get(event.booking);
  if (!booking) return 'not-found';
  if (booking.holder !== event.person) return 'not-allowed';
  if (booking.state === 'cancelled') return 'conflict';
  if (event.action === 'check-in') return { ...booking, state: 'checked-in' };
  return { ...booking, state: 'released', toMs: Math.min(booking.toMs, Math.max(booking.fromMs, event.atMs)) };
}

function walkUp(
  event: OutboxEvent & { action: 'walk-up' },
  bookings: ReadonlyMap<BookingId, Booking>,
  people: ReadonlyMap<SubjectRef, Person>,
): Booking | RefusalCode {
  const { booking: id, space, person: holder, atMs: fromMs, toMs } = event;
  if (!people.has(holder)) return 'not-found';
  const live = [...bookings.values()].filter((one) => one.state === 'booked' || one.state === 'checked-in');
  if (live.some((one) => one.space === space && one.fromMs < toMs && fromMs < one.toMs)) return 'conflict';
  return { id, space, holder, guest: false, fromMs, toMs, state: 'checked-in' };
}
