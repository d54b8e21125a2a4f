// What this edge did itself, laid over what the booking system has said: between a tap and its arrival in the mirror
// the wall must already show it. Pure.

import { assertNever } from '#shared/kit/assert-never.ts';
import type { Booking } from '#shared/model/booking.ts';
import type { BookingId, SpaceId, SubjectRef } from '#shared/model/ids.ts';

/** A row the store keeps about an action of this edge until the mirror shows it. */
export type LocalBooking = {
  readonly booking: BookingId;
  /** `extended`: checked in, until a later `toMs` than the booking system has said so far. */
  readonly state: 'checked-in' | 'released' | 'extended';
  readonly person: SubjectRef;
  readonly space: SpaceId;
  readonly fromMs: number;
  readonly toMs: number;
  readonly atMs: number;
};

/**
 * Whether a local row says nothing any more: its time is over, or the mirror shows the same or a later state. A booking
 * the system let go (no-show, cancelled) does not outweigh a check-in that is still on its way; when the system refuses
 * that one, the relay's `onRefused` removes the row.
 */
export function isObsolete(local: LocalBooking, mirrored: Booking | undefined, nowMs: number): boolean {
  // A release ends a booking early, so its row must outlive its own end until the mirror has heard of it.
  if (local.toMs <= nowMs && (mirrored === undefined || mirrored.toMs <= nowMs)) return true;
  if (mirrored === undefined) return false;
  if (mirrored.state === 'released') return true;
  if (local.state === 'extended') return mirrored.state === 'checked-in' && mirrored.toMs >= local.toMs;
  if (mirrored.state === local.state) return true;
  return local.state === 'released' && (mirrored.state === 'cancelled' || mirrored.state === 'no-show');
}

/** Mirror and local rows as one list: each booking once, in the state that holds at `nowMs` as far as this edge knows. */
export function overlaid(mirrored: readonly Booking[], locals: readonly LocalBooking[], nowMs: number): readonly Booking[] {
  if (locals.length === 0) return mirrored;
  const merged = new Map(mirrored.map((booking) => [booking.id, booking]));
  for (const local of locals) {
    const known = merged.get(local.booking);
    if (isObsolete(local, known, nowMs)) continue;
    merged.set(local.booking, known ? changed(known, local) : fromLocal(local));
  }
  return [...merged.values()];
}

function changed(known: Booking, local: LocalBooking): Booking {
  switch (local.state) {
    case 'checked-in':
      return { ...known, state: 'checked-in' };
    case 'extended':
      return { ...known, state: 'checked-in', toMs: Math.max(known.toMs, local.toMs) };
    case 'released':
      return { ...known, state: 'released', toMs: Math.min(known.toMs, local.toMs) };
    default:
      return assertNever(local.state);
  }
}

function fromLocal({ booking: id, space, person: holder, fromMs, toMs, state }: LocalBooking): Booking {
  return { id, space, holder, guest: false, fromMs, toMs, state: state === 'released' ? 'released' : 'checked-in' };
}
