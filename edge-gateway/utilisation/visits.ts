// What becomes of bookings, followed from what the booking view says of them over time: spaces and times without persons,
// for utilisation (rule 15). Pure. Knows nothing of positions and never may: whether somebody came is what was tapped.

import { isDeepStrictEqual } from 'node:util';
import { assertNever } from '#shared/kit/assert-never.ts';
import { minutes } from '#shared/kit/duration.ts';
import type { Booking } from '#shared/model/booking.ts';
import type { BookingId, SpaceId } from '#shared/model/ids.ts';

/** As the store keeps it (store/visit-rows.ts): times are whole five minutes. `releasedMs`: when the space was free again. */
export type Visit = {
  readonly space: SpaceId;
  readonly fromMs: number;
  readonly toMs: number;
  readonly checkedInMs: number | null;
  readonly releasedMs: number | null;
  readonly outcome: 'used' | 'released' | 'no-show';
  readonly walkUp: boolean;
};

/** What this edge did to a booking, with the time of the tap: the slice of the store's local rows. */
export type Deed = {
  readonly booking: BookingId;
  readonly state: 'checked-in' | 'released' | 'extended';
  readonly atMs: number;
};

/** A booking as far as it was followed; `plannedToMs` is its end before somebody gave it back. */
type Course = {
  readonly used: boolean;
  readonly walkUp: boolean;
  readonly plannedToMs: number;
  readonly checkedInMs: number | null;
  readonly releasedMs: number | null;
  readonly said: Visit | null;
};

/** What was seen at the look before. For memory only: it names bookings. */
export type Followed = { readonly courses: ReadonlyMap<BookingId, Course>; readonly live: boolean };

/** Before the first look. */
export const nothingFollowed: Followed = { courses: new Map(), live: false };

/** `live`: the booking system is heard, so states are current. What this edge did itself is known in any case. */
type Look = { readonly nowMs: number; readonly live: boolean; readonly deeds: readonly Deed[] };

/**
 * The next state, and the visits that are new or have changed. One is said as soon as somebody checks in, and again when it
 * is over, so that a restart in between loses nothing; saying one twice is harmless.
 */
export function followVisits(
  before: Followed,
  bookings: readonly Booking[],
  look: Look,
): { readonly followed: Followed; readonly visits: readonly Visit[] } {
  const deeds = new Map(look.deeds.map((deed) => [deed.booking, deed]));
  // Between two looks at a booking system that was heard, a change has just happened; else it may be hours old.
  const changedMs = before.live && look.live ? look.nowMs : null;
  const courses = new Map<BookingId, Course>();
  const visits: Visit[] = [];
  for (const booking of bookings) {
    const earlier = before.courses.get(booking.id);
    const course = courseOf(booking, earlier, deeds.get(booking.id), changedMs);
    const visit = visitOf(booking, course, look);
    if (visit !== null && !isDeepStrictEqual(visit, course.said)) visits.push(visit);
    courses.set(booking.id, { ...course, said: visit ?? course.said });
  }
  return { followed: { courses, live: look.live }, visits };
}

function courseOf(booking: Booking, earlier: Course | undefined, deed: Deed | undefined, changedMs: number | null): Course {
  const checkedIn = booking.state === 'checked-in';
  const released = booking.state === 'released';
  const tappedMs = deed?.state === 'checked-in' ? deed.atMs : null;
  const cameMs = checkedIn && !earlier?.used ? (tappedMs ?? changedMs) : null;
  return {
    used: checkedIn || (earlier?.used ?? false),
    walkUp: earlier?.walkUp ?? (checkedIn && isWalkUp(booking, tappedMs, changedMs)),
    plannedToMs: released ? (earlier?.plannedToMs ?? booking.toMs) : booking.toMs,
    checkedInMs: earlier?.checkedInMs ?? cameMs,
    releasedMs: freedMs(booking, earlier, changedMs),
    said: earlier?.said ?? null,
  };
}

/** A booking that was given back ends then. One that nobody came to keeps its end: known is only when it was seen to be over. */
function freedMs({ state, toMs }: Booking, earlier: Course | undefined, changedMs: number | null): number | null {
  switch (state) {
    case 'released':
      return earlier?.releasedMs ?? toMs;
    case 'no-show':
      return earlier?.releasedMs ?? (earlier !== undefined && changedMs !== null ? Math.min(changedMs, toMs) : null);
    case 'booked':
    case 'checked-in':
    case 'cancelled':
      return null;
    default:
      return assertNever(state);
  }
}

/** First seen checked in: it began with its tap here, or has only just begun. */
function isWalkUp({ fromMs }: Booking, tappedMs: number | null, changedMs: number | null): boolean {
  if (tappedMs !== null) return tappedMs === fromMs;
  return changedMs !== null && Math.abs(changedMs - fromMs) <= minutes(5);
}

function visitOf({ space, state, fromMs, toMs }: Booking, course: Course, { nowMs, live }: Look): Visit | null {
  const common = { space, fromMs: rounded(fromMs), toMs: rounded(course.plannedToMs), walkUp: course.walkUp };
  const nobody = (freeMs: number | null): Visit => {
    return { ...common, outcome: 'no-show', checkedInMs: null, releasedMs: freeMs === null ? null : rounded(freeMs) };
  };
  switch (state) {
    case 'checked-in':
    case 'released':
      return {
        ...common,
        outcome: course.used ? 'used' : 'released',
        checkedInMs: course.checkedInMs === null ? null : rounded(course.checkedInMs),
        releasedMs: course.releasedMs === null ? null : rounded(course.releasedMs),
      };
    case 'no-show':
      return nobody(course.releasedMs);
    case 'booked':
      return live && toMs <= nowMs ? nobody(toMs) : null;
    case 'cancelled':
      return null;
    default:
      return assertNever(state);
  }
}

function rounded(atMs: number): number {
  return Math.round(atMs / minutes(5)) * minutes(5);
}
