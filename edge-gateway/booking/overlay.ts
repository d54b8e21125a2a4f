// What this edge did itself, laid over what the booking system has said: between a tap and its arrival in the mirror
// the wall must already show it. Pure.

import type { Booking, BookingState } from '#shared/model/booking.ts';
import type { BookingId, SpaceId, SubjectRef } from '#shared/model/ids.ts';

/** A row the store keeps about an action of this edge until the mirror shows it. */
export type LocalBooking = {
  readonly booking: BookingId;
  readonly state: BookingState;
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
  if (mirrored.state === local.state || mirrored.state === 'released') return true;
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
  const toMs = local.state === 'released' ? Math.min(known.toMs, local.toMs) : known.toMs;
  return { ...known, state: local.state, toMs };
}

function fromLocal(local: LocalBooking): Booking {
  const { booking: id, space, person: holder, fromMs, toMs, state } = local;
  return { id, space, holder, guest: false, fromMs, toMs, state };
}
