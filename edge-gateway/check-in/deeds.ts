// What can be done with a booking: confirm, release, extend, walk up; who asks is the caller's to know. Everything from
// the look at the rules to the commit happens in one go without a pause, so of two people who want one desk the second
// sees the first. The answer is given only once the outbox row is on disk; the id of the tap is the key to hearing the
// same answer again, also after a restart.

import type { BookingEvent } from '#shared/booking-api/outbox.ts';
import { assertNever } from '#shared/kit/assert-never.ts';
import { seconds } from '#shared/kit/duration.ts';
import type { Booking } from '#shared/model/booking.ts';
import { BookingId, type EventId, type FloorId, type SpaceId, type SubjectRef } from '#shared/model/ids.ts';
import { freeUntilMs } from './free-desks.ts';
import { endOfDayMs } from './local-day.ts';
import type { Deed, DeedDeps, SettledTap } from './ports.ts';
import { checkInVerdict, extendVerdict, holdsADesk, releaseVerdict } from './rules.ts';

/** How long an answer waits for the booking system before it says "will be sent". */
const deliveryWaitMs = seconds(1.5);
/** Days of an office without its booking system. Beyond that a clear refusal is better than a full disk. */
const mostOwed = 10_000;

/** Asked only for a tap that is new; null when nobody is signed in (any more). */
export type Who = () => SubjectRef | null;

type DeedDone = { readonly ok: true; readonly tap: SettledTap; readonly delivery: 'sent' | 'will-be-sent' };
type DeedRefusal = {
  readonly ok: false;
  readonly why: 'session-over' | 'gone' | 'not-yours' | 'already-done' | 'too-early' | 'too-late' | 'taken' | 'not-stored';
  readonly retryAfterMs?: number;
};
export type DeedReply = DeedDone | DeedRefusal;

type OwnTap = { readonly event: EventId; readonly booking: BookingId };
type DeskTap = { readonly event: EventId; readonly space: SpaceId; readonly floor: FloorId };

export type Deeds = {
  readonly confirm: (who: Who, tap: OwnTap) => Promise<DeedReply>;
  readonly release: (who: Who, tap: OwnTap) => Promise<DeedReply>;
  readonly extend: (who: Who, tap: OwnTap) => Promise<DeedReply>;
  /** Takes a free desk of that floor. */
  readonly walkUp: (who: Who, tap: DeskTap) => Promise<DeedReply>;
};

/** What one tap leads to: three rows that are written together. */
type Plan = { readonly event: BookingEvent; readonly deed: Deed; readonly tap: SettledTap };
type OwnAction = 'check-in' | 'release' | 'extend';

export function createDeeds(deps: DeedDeps): Deeds {
  return {
    confirm: (who, tap) => act(deps, tap.event, 'checked-in', tap.booking, () => ownPlan(deps, who, tap, 'check-in')),
    release: (who, tap) => act(deps, tap.event, 'released', tap.booking, () => ownPlan(deps, who, tap, 'release')),
    extend: (who, tap) => act(deps, tap.event, 'extended', tap.booking, () => ownPlan(deps, who, tap, 'extend')),
    walkUp: (who, tap) => act(deps, tap.event, 'walked-up', tap.space, () => walkUpPlan(deps, who, tap)),
  };
}

function ownPlan(deps: DeedDeps, who: Who, tap: OwnTap, action: OwnAction): Plan | DeedRefusal {
  const person = who();
  if (person === null) return no('session-over');
  const nowMs = Math.floor(deps.clock.wallMs());
  const booking = deps.bookings.ofPerson(person, nowMs).find((b) => b.id === tap.booking);
  const space = booking && deps.spaces.get(booking.space);
  if (!booking || !space) return no('gone');
  if (booking.holder !== person) return no('not-yours');
  const common = { event: tap.event, person, booking: booking.id, atMs: nowMs };
  switch (action) {
    case 'check-in': {
      const verdict = checkInVerdict(booking, space.kind, deps.policy(), nowMs);
      if (verdict.ok) return planOf({ ...common, action }, booking, 'checked-in');
      return verdict.why === 'too-early' ? { ...no('too-early'), retryAfterMs: verdict.fromMs - nowMs } : no(verdict.why);
    }
    case 'release': {
      const verdict = releaseVerdict(booking, nowMs);
      return verdict.ok ? planOf({ ...common, action }, booking, 'released') : no(verdict.why);
    }
    case 'extend': {
      const { bookings } = deps;
      const ofSpace = { bookings: bookings.ofSpace(booking.space, nowMs), blocks: bookings.blocksOf(booking.space) };
      const verdict = extendVerdict(booking, ofSpace, nowMs, endOfDayMs(nowMs, deps.timeZone));
      if (!verdict.ok) return no(verdict.why);
      return planOf({ ...common, action, toMs: verdict.toMs }, { ...booking, toMs: verdict.toMs }, 'extended');
    }
    default:
      return assertNever(action);
  }
}

function walkUpPlan(deps: DeedDeps, who: Who, tap: DeskTap): Plan | DeedRefusal {
  const person = who();
  if (person === null) return no('session-over');
  const nowMs = Math.floor(deps.clock.wallMs());
  const space = deps.spaces.get(tap.space);
  if (space?.kind !== 'desk' || space.floor !== tap.floor) return no('gone');
  if (holdsADesk(deps.bookings.ofPerson(person, nowMs), deps.spaces, nowMs)) return no('already-done');
  const { bookings } = deps;
  const dayEndMs = endOfDayMs(nowMs, deps.timeZone);
  const toMs = freeUntilMs(bookings.ofSpace(tap.space, nowMs), bookings.blocksOf(tap.space), nowMs, dayEndMs);
  if (toMs === null) return no('taken');
  const booking = BookingId.parse(`edge-${deps.randomBytes(16).toString('hex')}`);
  const event = { event: tap.event, action: 'walk-up' as const, person, booking, space: tap.space, atMs: nowMs, toMs };
  return planOf(event, { space: tap.space, fromMs: nowMs, toMs }, 'walked-up');
}

/** The answer of before for a tap that was answered; otherwise plans, writes, and answers once it is on disk. */
async function act(
  deps: DeedDeps,
  event: EventId,
  did: SettledTap['did'],
  target: string,
  plan: () => Plan | DeedRefusal,
): Promise<DeedReply> {
  const before = deps.store.settled.find(event);
  if (before) return before.did === did && before.target === target ? answer(deps, before) : no('already-done');
  // The id of something else that is owed or was refused.
  if (deps.store.outbox.fate(event) !== 'clear') return no('already-done');
  const next = plan();
  if ('ok' in next) return next;
  if (!write(deps, next)) return no('not-stored');
  deps.relay.wake();
  return answer(deps, next.tap);
}

async function answer({ store, relay }: DeedDeps, tap: SettledTap): Promise<DeedReply> {
  if (store.outbox.fate(tap.event) === 'owed') await relay.settled(tap.event, deliveryWaitMs);
  const fate = store.outbox.fate(tap.event);
  // Refused for good: saying "will be sent" would be a lie.
  if (fate === 'refused') return no('gone');
  return { ok: true, tap, delivery: fate === 'owed' ? 'will-be-sent' : 'sent' };
}

function write({ store }: DeedDeps, plan: Plan): boolean {
  if (store.outbox.size() >= mostOwed) return false;
  return store.transaction(() => {
    store.outbox.append(plan.event);
    store.settled.add(plan.tap);
    store.local.put(plan.deed);
  }).ok;
}

type Stay = Pick<Booking, 'space' | 'fromMs' | 'toMs'>;

/** Until: the end of the stay, and of a release the end of what was given back. */
function planOf(event: BookingEvent, { space, fromMs, toMs }: Stay, did: SettledTap['did']): Plan {
  const state = did === 'walked-up' ? 'checked-in' : did;
  const { atMs, booking, person } = event;
  const target = did === 'walked-up' ? space : booking;
  return {
    event,
    deed: { booking, event: event.event, state, person, space, fromMs, toMs, atMs },
    tap: { event: event.event, did, target, space, untilMs: toMs, atMs },
  };
}

function no<Why extends DeedRefusal['why']>(why: Why): { readonly ok: false; readonly why: Why } {
  return { ok: false, why };
}
