// The demo booking system's own rules: what a check-in, a release, a walk-up and an extension do to a booking, and when it says no.
// Pure. It judges by the time of the tap (`atMs`), not of the arrival: an edge may have been cut off in between.

import type { Problem } from '#shared/booking-api/contract.ts';
import type { BookingEvent } from '#shared/booking-api/outbox.ts';
import { assertNever } from '#shared/kit/assert-never.ts';
import { hours, minutes } from '#shared/kit/duration.ts';
import { done, type Outcome, refused } from '#shared/kit/outcome.ts';
import { type Block, blocksAt } from '#shared/model/block.ts';
import type { Booking } from '#shared/model/booking.ts';
import type { BookingId, SpaceId, SubjectRef } from '#shared/model/ids.ts';
import type { Policy } from '#shared/model/policy.ts';
import type { SpaceKind } from '#shared/model/site.ts';

/** What has to be known to decide. */
export type World = {
  readonly booking: (id: BookingId) => Booking | undefined;
  readonly bookingsIn: (space: SpaceId) => readonly Booking[];
  readonly blocksIn: (space: SpaceId) => readonly Block[];
  readonly isPerson: (ref: SubjectRef) => boolean;
  readonly kindOf: (space: SpaceId) => SpaceKind | undefined;
  readonly policy: () => Policy;
};

type Verdict = Outcome<Booking, Problem['code']>;

/** Clocks of edge and system may differ by this much. */
const skewMs = minutes(2);

/** The booking as it has to stand after `event`, or why not. A repeat of what already holds is no mistake. */
export function decide(event: BookingEvent, world: World): Verdict {
  switch (event.action) {
    case 'check-in':
      return onOwn(event, world, (booking) => checkIn(booking, event.atMs, world));
    case 'release':
      return onOwn(event, world, (booking) => release(booking, event.atMs));
    case 'walk-up':
      return walkUp(event, world);
    case 'extend':
      return onOwn(event, world, (booking) => extend(booking, event.toMs, world));
    default:
      return assertNever(event);
  }
}

function onOwn(event: BookingEvent, world: World, next: (booking: Booking) => Verdict): Verdict {
  const booking = world.booking(event.booking);
  if (booking === undefined) return refused('not-found', 'There is no such booking (any more).');
  if (booking.holder !== event.person) return refused('not-allowed', 'The booking belongs to somebody else.');
  return next(booking);
}

function checkIn(booking: Booking, atMs: number, world: World): Verdict {
  if (booking.state === 'checked-in') return done(booking);
  if (booking.state === 'cancelled' || booking.state === 'released') {
    return refused('conflict', `The booking is ${booking.state}.`);
  }
  const kind = world.kindOf(booking.space) ?? 'desk';
  const { checkInBeforeMin, graceMin } = world.policy();
  if (atMs < booking.fromMs - minutes(checkInBeforeMin[kind]) - skewMs || atMs > booking.toMs + skewMs) {
    return refused('not-allowed', 'The tap was outside the time in which the booking can be checked in.');
  }
  const late = booking.state === 'no-show';
  if (late && atMs > booking.fromMs + minutes(graceMin[kind]) + skewMs) {
    return refused('conflict', 'The booking was given up because nobody had checked in.');
  }
  if (late && clashes(booking, world)) return refused('conflict', 'Somebody else has taken the space since.');
  return done({ ...booking, state: 'checked-in' });
}

/** The rest of the booking is given back. */
export function release(booking: Booking, atMs: number): Verdict {
  if (booking.state === 'cancelled') return refused('conflict', 'The booking is cancelled.');
  if (booking.state === 'released' || booking.state === 'no-show') return done(booking);
  const toMs = Math.min(booking.toMs, Math.max(booking.fromMs, atMs));
  return done({ ...booking, state: 'released', toMs });
}

function extend(booking: Booking, toMs: number, world: World): Verdict {
  if (booking.state !== 'checked-in') return refused('conflict', `The booking is ${booking.state}.`);
  if (toMs <= booking.toMs) return done(booking);
  if (toMs - booking.fromMs > hours(24)) return refused('invalid', 'A booking lasts up to a day.');
  const longer = { ...booking, toMs };
  const isBlocked = world.blocksIn(booking.space).some((block) => block.fromMs < toMs && (block.untilMs ?? toMs) > booking.toMs);
  if (isBlocked) return refused('conflict', 'The space is blocked then.');
  return clashes(longer, world) ? refused('conflict', 'Somebody else has the space then.') : done(longer);
}

function walkUp(event: BookingEvent & { action: 'walk-up' }, world: World): Verdict {
  const { booking: id, space, person: holder, atMs: fromMs, toMs } = event;
  if (world.kindOf(space) === undefined) return refused('not-found', 'There is no such space.');
  if (!world.isPerson(holder)) return refused('not-found', 'There is no such person.');
  if (world.booking(id) !== undefined) return refused('conflict', 'A booking of this id exists already.');
  if (toMs <= fromMs || toMs - fromMs > hours(16)) return refused('invalid', 'A walk-up lasts up to 16 hours.');
  const booking: Booking = { id, space, holder, guest: false, fromMs, toMs, state: 'checked-in' };
  // One that was blocked after the tap has somebody at it already, and bookings that stand stay.
  if (world.blocksIn(space).some((block) => blocksAt(block, fromMs))) return refused('conflict', 'The space is blocked.');
  return clashes(booking, world) ? refused('conflict', 'The space is taken at that time.') : done(booking);
}

/** Whether somebody else has the space in that time. */
export function clashes(booking: Booking, world: World): boolean {
  return world
    .bookingsIn(booking.space)
    .some((other) => other.id !== booking.id && isLive(other) && other.fromMs < booking.toMs && booking.fromMs < other.toMs);
}

function isLive(booking: Booking): boolean {
  return booking.state === 'booked' || booking.state === 'checked-in';
}

/** Bookings nobody checked into in time, as they have to stand: the space is free again. */
export function overdue(bookings: readonly Booking[], world: World, nowMs: number): readonly Booking[] {
  return bookings
    .filter((booking) => booking.state === 'booked')
    .filter((booking) => nowMs > booking.fromMs + minutes(world.policy().graceMin[world.kindOf(booking.space) ?? 'desk']))
    .map((booking) => ({ ...booking, state: 'no-show' as const }));
}
