// What the fake booking system makes of a manager's act: an own, short account of the rules, which the contract test holds to
// the demo booking system's. Its building is the small office.

import type { RefusalCode } from '#gateway/booking/booking-system.ts';
import type { Change, ManagerAct, ManagerActResult } from '#shared/booking-api/contract.ts';
import { assertNever } from '#shared/kit/assert-never.ts';
import { hours } from '#shared/kit/duration.ts';
import type { Block } from '#shared/model/block.ts';
import type { Booking } from '#shared/model/booking.ts';
import { BlockId, BookingId, type FloorId, type IssueId, type SpaceId, type SubjectRef } from '#shared/model/ids.ts';
import type { Issue } from '#shared/model/issue.ts';
import type { Person } from '#shared/model/person.ts';
import { office } from './office.ts';

type Books = {
  readonly people: ReadonlyMap<SubjectRef, Person>;
  readonly bookings: ReadonlyMap<BookingId, Booking>;
  readonly blocks: ReadonlyMap<BlockId, Block>;
  readonly issues: ReadonlyMap<IssueId, Issue>;
};
type Made = readonly [Change, ManagerActResult];

export function managed(act: ManagerAct, books: Books): Made | RefusalCode {
  switch (act.act) {
    case 'book': {
      const { space, person: holder, fromMs, toMs } = act;
      const floor = floorOf(space);
      const person = books.people.get(holder);
      if (!floor || !person) return 'not-found';
      if (!may(books.people.get(act.by), true, floor, person)) return 'not-allowed';
      if (toMs <= fromMs || toMs <= act.atMs || toMs - fromMs > hours(24)) return 'invalid';
      if (isTaken(books, space, fromMs, toMs) || isBlocked(books, space, fromMs, toMs)) return 'conflict';
      const id = BookingId.parse(`b-made-${books.bookings.size}`);
      return ofBooking({ id, space, holder, guest: false, fromMs, toMs, state: 'booked' });
    }
    case 'release': {
      const booking = books.bookings.get(act.booking);
      const floor = booking && floorOf(booking.space);
      if (!booking || !floor) return 'not-found';
      const person = booking.holder && books.people.get(booking.holder);
      if (!may(books.people.get(act.by), true, floor, person)) return 'not-allowed';
      if (!isLive(booking) || booking.toMs <= act.atMs) return 'conflict';
      return ofBooking({ ...booking, state: 'released', toMs: Math.max(booking.fromMs, act.atMs) });
    }
    case 'block': {
      const { space, reason, fromMs, untilMs } = act;
      const floor = floorOf(space);
      if (!floor) return 'not-found';
      if (!may(books.people.get(act.by), false, floor)) return 'not-allowed';
      if (untilMs !== null && untilMs <= fromMs) return 'invalid';
      if (isBlocked(books, space, fromMs, untilMs ?? Number.POSITIVE_INFINITY)) return 'conflict';
      const block = { id: BlockId.parse(`k-made-${books.blocks.size}`), space, reason, fromMs, untilMs };
      return [{ kind: 'block', block }, { block }];
    }
    case 'unblock': {
      const block = books.blocks.get(act.block);
      const floor = block && floorOf(block.space);
      if (!floor || (block.untilMs ?? act.atMs + 1) <= act.atMs) return 'not-found';
      if (!may(books.people.get(act.by), false, floor)) return 'not-allowed';
      return [{ kind: 'block-gone', id: block.id }, { lifted: block.id }];
    }
    case 'answer-issue': {
      const before = books.issues.get(act.issue);
      if (!before) return 'not-found';
      if (!may(books.people.get(act.by), false, before.floor)) return 'not-allowed';
      if (before.state === 'closed') return 'conflict';
      const issue: Issue = { ...before, answer: act.answer, state: act.close ? 'closed' : 'answered' };
      return [{ kind: 'issue', issue }, { issue }];
    }
    default:
      return assertNever(act);
  }
}

function ofBooking(booking: Booking): Made {
  return [{ kind: 'booking', booking }, { booking }];
}

function floorOf(space: SpaceId): FloorId | undefined {
  return office.floors.find(({ spaces }) => spaces.some(({ id }) => id === space))?.id;
}

function isLive({ state }: Booking): boolean {
  return state === 'booked' || state === 'checked-in';
}

function isTaken({ bookings }: Books, space: SpaceId, fromMs: number, toMs: number): boolean {
  return [...bookings.values()].some((one) => one.space === space && isLive(one) && one.fromMs < toMs && fromMs < one.toMs);
}

function isBlocked({ blocks }: Books, space: SpaceId, fromMs: number, toMs: number): boolean {
  return [...blocks.values()].some((one) => one.space === space && one.fromMs < toMs && fromMs < (one.untilMs ?? toMs));
}

function may(by: Person | undefined, isBooking: boolean, floor: FloorId, holder?: Person): boolean {
  const roles = by?.roles ?? [];
  const { floors = [], groups = [] } = by?.manages ?? {};
  const ofPlan = floors === 'all' || floors.includes(floor);
  const ofGroup = groups === 'all' || (holder?.groups.some((group) => groups.includes(group)) ?? false);
  if (roles.includes('administrator') || (ofPlan && roles.includes('location-manager'))) return true;
  return isBooking ? ofGroup && roles.includes('group-manager') : ofPlan && roles.includes('location-manager-light');
}
