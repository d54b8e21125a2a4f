// What is said about a space: one short form for the plan, one full form for the list and for accessible names. Times
// are the gateway's, so "now" has to be too.

import type { MessageId } from '#kiosk/i18n/en.ts';
import type { BoardSpace } from '#shared/wire/board.ts';

/** A catalogue key and the moment it speaks of, if it has one. */
export type Saying = { readonly id: MessageId; readonly atMs?: number };

/** Whether two moments fall on the same day at the site. */
export type SameDay = (aMs: number, bMs: number) => boolean;

/** The form inside a room on the plan: "free until 14:30", "until 11:00", "from 10:45". */
export function shortSaying(space: BoardSpace, nowMs: number, sameDay: SameDay): Saying {
  switch (space.state) {
    case 'free':
      return freeSaying(space, nowMs, sameDay);
    case 'booked':
      return isAhead(space, nowMs)
        ? at('state.from', space.fromMs, 'state.booked')
        : at('state.awaited', space.untilMs, 'state.booked');
    case 'checked-in':
      return at('state.until', space.untilMs, 'state.checkedIn');
    case 'occupied':
      return at('state.occupiedUntil', space.untilMs, 'state.occupied');
    case 'blocked':
      return blockedSaying(space);
    case 'unknown':
      return { id: 'state.unknown' };
  }
}

/** The form that stands alone: "booked from 10:45", "checked in until 11:00". */
export function fullSaying(space: BoardSpace, nowMs: number, sameDay: SameDay): Saying {
  if (space.state === 'checked-in') return at('state.checkedInUntil', space.untilMs, 'state.checkedIn');
  if (space.state === 'blocked') return blockedSaying(space, space.untilMs);
  if (space.state === 'booked' && isAhead(space, nowMs)) return at('state.bookedFrom', space.fromMs, 'state.booked');
  return shortSaying(space, nowMs, sameDay);
}

/** Why comes before until when: it is what people ask first. */
function blockedSaying({ blocked }: BoardSpace, untilMs?: number): Saying {
  if (blocked === undefined) return { id: 'state.blocked' };
  return at(`state.blockedUntil.${blocked}`, untilMs, `state.blocked.${blocked}`);
}

function freeSaying(space: BoardSpace, nowMs: number, sameDay: SameDay): Saying {
  if (space.untilMs === undefined || !sameDay(nowMs, space.untilMs)) return { id: 'state.freeToday' };
  return { id: 'state.freeUntil', atMs: space.untilMs };
}

function isAhead(space: BoardSpace, nowMs: number): boolean {
  return space.fromMs !== undefined && space.fromMs > nowMs;
}

function at(id: MessageId, atMs: number | undefined, without: MessageId): Saying {
  return atMs === undefined ? { id: without } : { id, atMs };
}
