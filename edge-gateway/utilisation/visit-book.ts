// Looks at the bookings every minute and whenever they change, and writes down what became of them.

import type { Running } from '#gateway/running.ts';
import type { Clock } from '#shared/kit/clock.ts';
import { minutes } from '#shared/kit/duration.ts';
import type { Outcome } from '#shared/kit/outcome.ts';
import type { Booking } from '#shared/model/booking.ts';
import { type Deed, followVisits, nothingFollowed, type Visit } from './visits.ts';

type Deps = {
  readonly clock: Clock;
  /** Every booking of a space of this building, with what this edge did laid over it. */
  readonly bookings: (nowMs: number) => readonly Booking[];
  /** What this edge did and the booking system has not shown yet. */
  readonly deeds: () => readonly Deed[];
  /** Whether the booking system answers and has given a snapshot. */
  readonly live: () => boolean;
  readonly put: (visit: Visit) => Outcome<unknown>;
};

export type VisitBook = Running & {
  /** To be called when bookings changed. */
  readonly look: () => void;
};

/** What can't be stored is tried again at the next look. */
export function startVisitBook({ clock, bookings, deeds, live, put }: Deps): VisitBook {
  let followed = nothingFollowed;
  const look = (): void => {
    const nowMs = clock.wallMs();
    const next = followVisits(followed, bookings(nowMs), { nowMs, live: live(), deeds: deeds() });
    if (next.visits.every((visit) => put(visit).ok)) followed = next.followed;
  };
  const cancel = clock.every(minutes(1), look);
  return {
    look,
    stop: async () => cancel(),
  };
}
