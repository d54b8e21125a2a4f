// Simulated people check in the way a phone would: at the booking system, not at the edge. The edge hears of it through
// its mirror, as it does in a real company.

import { randomUUID } from 'node:crypto';
import { type CheckIn, paths, Snapshot } from '#shared/booking-api/contract.ts';
import { minutes } from '#shared/kit/duration.ts';
import { done, type Outcome, refused } from '#shared/kit/outcome.ts';
import type { Booking } from '#shared/model/booking.ts';
import { EventId, type SpaceId, type SubjectRef } from '#shared/model/ids.ts';

export type BookingLink = {
  /** Checks the person in at the desk they sit at, when a booking of theirs allows it now. */
  readonly checkIn: (
    ref: SubjectRef,
    desk: SpaceId,
    nowMs: number,
  ) => Promise<Outcome<'checked-in' | 'nothing-due', 'no-answer'>>;
};

const answerWithinMs = 5_000;

export function createBookingLink(url: string, token: string, signal: AbortSignal): BookingLink {
  const call = (path: string, init: RequestInit = {}): Promise<Response> =>
    fetch(new URL(path, url), {
      ...init,
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', ...init.headers },
      signal: AbortSignal.any([signal, AbortSignal.timeout(answerWithinMs)]),
    });
  return {
    checkIn: async (ref, desk, nowMs) => {
      try {
        const answer = await call(paths.snapshot);
        if (!answer.ok) return refused('no-answer');
        const snapshot = Snapshot.parse(await answer.json());
        const beforeMs = minutes(snapshot.policy.checkInBeforeMin.desk);
        const booking = snapshot.bookings.find((one) => isDue(one, ref, desk, nowMs, beforeMs));
        if (booking === undefined) return done('nothing-due');
        const event = EventId.parse(randomUUID());
        const body: CheckIn = { event, booking: booking.id, person: ref, atMs: nowMs };
        const init = { method: 'POST', body: JSON.stringify(body), headers: { 'idempotency-key': event } };
        return (await call(paths.checkIns, init)).ok ? done('checked-in') : refused('no-answer');
      } catch {
        // Unreachable, too slow, nonsense or stopped: the person sits there all the same and tries again later.
        return refused('no-answer');
      }
    },
  };
}

function isDue(booking: Booking, ref: SubjectRef, desk: SpaceId, nowMs: number, beforeMs: number): boolean {
  return (
    booking.holder === ref &&
    booking.space === desk &&
    booking.state === 'booked' &&
    nowMs >= booking.fromMs - beforeMs &&
    nowMs < booking.toMs
  );
}
