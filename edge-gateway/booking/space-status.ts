// What a wall may say about one space, from its bookings alone. Pure; whose name may be shown is the mask's business.

import { hours } from '#shared/kit/duration.ts';
import type { Booking } from '#shared/model/booking.ts';
import type { SubjectRef } from '#shared/model/ids.ts';

export type SpaceStatus = {
  readonly state: 'free' | 'booked' | 'checked-in' | 'unknown';
  /** Whose booking the state speaks of; absent when nobody's or anonymised. */
  readonly holder?: SubjectRef;
  readonly guest: boolean;
  /** Epoch ms: when the booking begins or began. */
  readonly fromMs?: number;
  /** Epoch ms: when the booking ends; of a free space, when the next one begins. */
  readonly untilMs?: number;
};

/** A booking that begins within this time already makes its space "booked". */
const soonMs = hours(2);

/**
 * The state of one space at `nowMs` from its `bookings` (mirror and local rows). While the mirror is not usable (never
 * loaded or too old) a booking that is known stays true, but a space without one is `unknown`, never free: somebody may
 * have taken it elsewhere. Overdue bookings stay booked until the booking system lets them go; the edge releases nobody
 * by itself, so that nothing is released by mistake while cut off.
 */
export function spaceStatus(bookings: readonly Booking[], nowMs: number, mirrorUsable: boolean): SpaceStatus {
  const live = bookings
    .filter((booking) => (booking.state === 'booked' || booking.state === 'checked-in') && booking.toMs > nowMs)
    .toSorted((a, b) => a.fromMs - b.fromMs);
  const begun = live.filter((booking) => booking.fromMs <= nowMs);
  // Two at a time is a mistake of somebody else; the person who is there wins.
  const current = begun.find((booking) => booking.state === 'checked-in') ?? begun[0];
  if (current) return taken(current);
  if (!mirrorUsable) return { state: 'unknown', guest: false };
  const next = live[0];
  if (next === undefined) return { state: 'free', guest: false };
  return next.fromMs - nowMs <= soonMs ? taken(next) : { state: 'free', guest: false, untilMs: next.fromMs };
}

function taken(booking: Booking): SpaceStatus {
  return {
    state: booking.state === 'checked-in' ? 'checked-in' : 'booked',
    guest: booking.guest,
    fromMs: booking.fromMs,
    untilMs: booking.toMs,
    ...(booking.holder === undefined ? {} : { holder: booking.holder }),
  };
}
