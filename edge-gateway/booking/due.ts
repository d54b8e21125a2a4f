// What a manager looks after at this moment: who is due and has not come, and who sits without having booked. Spaces and
// times, no persons. Pure.

import { minutes } from '#shared/kit/duration.ts';
import type { Booking } from '#shared/model/booking.ts';
import type { SpaceId } from '#shared/model/ids.ts';
import type { Policy } from '#shared/model/policy.ts';
import type { SpaceKind } from '#shared/model/site.ts';

type Spaces = ReadonlyMap<SpaceId, { readonly kind: SpaceKind }>;
type NobodyCame = { readonly space: SpaceId; readonly sinceMs: number; readonly releaseMs: number };
type WalkUpNow = { readonly space: SpaceId; readonly sinceMs: number };

/**
 * Bookings that run and nobody has checked into, longest first. `releaseMs` is when the grace ends and the booking system may
 * give the space back; it lies behind when the booking system has not done so, because it is away or takes longer.
 */
export function nobodyCame(bookings: readonly Booking[], spaces: Spaces, policy: Policy, nowMs: number): NobodyCame[] {
  return running(bookings, nowMs).flatMap(({ space, state, fromMs, toMs }) => {
    const kind = spaces.get(space)?.kind;
    if (state !== 'booked' || kind === undefined) return [];
    return [{ space, sinceMs: fromMs, releaseMs: Math.min(fromMs + minutes(policy.graceMin[kind]), toMs) }];
  });
}

/** Ids that edges give to walk-ups (check-in/deeds.ts); the booking system keeps them, so a restart of the gateway forgets none. */
const walkUpId = /^edge-/;

/**
 * Desks that somebody took without having booked them, longest first. One that was taken at the booking system itself (its own
 * app) looks like a booking somebody has checked into, and is not told.
 */
export function walkUpsNow(bookings: readonly Booking[], spaces: Spaces, nowMs: number): WalkUpNow[] {
  return running(bookings, nowMs).flatMap(({ id, space, state, fromMs }) => {
    const isWalkUp = state === 'checked-in' && walkUpId.test(id) && spaces.get(space)?.kind === 'desk';
    return isWalkUp ? [{ space, sinceMs: fromMs }] : [];
  });
}

function running(bookings: readonly Booking[], nowMs: number): readonly Booking[] {
  return bookings.filter(({ fromMs, toMs }) => fromMs <= nowMs && nowMs < toMs).toSorted((a, b) => a.fromMs - b.fromMs);
}
