// The demo booking system's rules about what managers do for others: whether they may (rules 41-44, judged here again,
// whatever the edge has judged), and what it does. Pure.

import type { Change, ManagerAct, ManagerActResult, Problem } from '#shared/booking-api/contract.ts';
import { assertNever } from '#shared/kit/assert-never.ts';
import { hours } from '#shared/kit/duration.ts';
import { done, type Outcome, refused } from '#shared/kit/outcome.ts';
import type { Block } from '#shared/model/block.ts';
import type { Booking } from '#shared/model/booking.ts';
import { BlockId, BookingId, type FloorId, type IssueId, type SpaceId, type SubjectRef } from '#shared/model/ids.ts';
import type { Issue } from '#shared/model/issue.ts';
import type { Person } from '#shared/model/person.ts';
import { clashes, release, type World } from './decide.ts';

/** What has to be known beyond what a check-in needs. */
export type ManagedWorld = World & {
  readonly person: (ref: SubjectRef) => Person | undefined;
  readonly floorOf: (space: SpaceId) => FloorId | undefined;
  readonly block: (id: BlockId) => Block | undefined;
  readonly issue: (id: IssueId) => Issue | undefined;
  /** New every time, as hexadecimal digits. */
  readonly freshId: () => string;
};

type Decided = { readonly change: Change; readonly result: ManagerActResult };
type Verdict = Outcome<Decided, Problem['code']>;
type Act<Kind extends ManagerAct['act']> = ManagerAct & { readonly act: Kind };

/** What changes and what is answered, or why not. */
export function decideManaged(act: ManagerAct, world: ManagedWorld): Verdict {
  switch (act.act) {
    case 'book':
      return book(act, world);
    case 'release':
      return giveBack(act, world);
    case 'block':
      return block(act, world);
    case 'unblock':
      return lift(act, world);
    case 'answer-issue':
      return answer(act, world);
    default:
      return assertNever(act);
  }
}

function book(act: Act<'book'>, world: ManagedWorld): Verdict {
  const { space, person, fromMs, toMs, atMs } = act;
  const holder = world.person(person);
  const floor = world.floorOf(space);
  if (floor === undefined) return refused('not-found', 'There is no such space.');
  if (holder === undefined) return refused('not-found', 'There is no such person.');
  if (!mayBook(world.person(act.by), floor, holder)) return notTheirs;
  if (toMs <= Math.max(fromMs, atMs) || toMs - fromMs > hours(24)) return refused('invalid', 'A booking lasts up to a day.');
  const id = BookingId.parse(`b-${world.freshId()}`);
  const booking: Booking = { id, space, holder: person, guest: false, fromMs, toMs, state: 'booked' };
  const isBlocked = world.blocksIn(space).some((one) => one.fromMs < toMs && endMs(one) > fromMs);
  if (isBlocked || clashes(booking, world)) return refused('conflict', 'The space is taken or blocked at that time.');
  return booked(booking);
}

function giveBack(act: Act<'release'>, world: ManagedWorld): Verdict {
  const booking = world.booking(act.booking);
  const floor = booking && world.floorOf(booking.space);
  if (booking === undefined || floor === undefined) return refused('not-found', 'There is no such booking (any more).');
  const holder = booking.holder === undefined ? undefined : world.person(booking.holder);
  if (!mayBook(world.person(act.by), floor, holder)) return notTheirs;
  const isOver = booking.toMs <= act.atMs || !['booked', 'checked-in'].includes(booking.state);
  if (isOver) return refused('conflict', 'The booking is over.');
  const released = release(booking, act.atMs);
  return released.ok ? booked(released.value) : released;
}

function block({ space, reason, fromMs, untilMs, by }: Act<'block'>, world: ManagedWorld): Verdict {
  const floor = world.floorOf(space);
  if (floor === undefined) return refused('not-found', 'There is no such space.');
  if (!mayKeep(world.person(by), floor)) return notTheirs;
  if (untilMs !== null && untilMs <= fromMs) return refused('invalid', 'A block ends after it begins.');
  const next: Block = { id: BlockId.parse(`k-${world.freshId()}`), space, reason, fromMs, untilMs };
  const isBlocked = world.blocksIn(space).some((one) => one.fromMs < endMs(next) && endMs(one) > fromMs);
  if (isBlocked) return refused('conflict', 'The space is blocked then.');
  return done({ change: { kind: 'block', block: next }, result: { block: next } });
}

function lift({ block: id, atMs, by }: Act<'unblock'>, world: ManagedWorld): Verdict {
  const found = world.block(id);
  const floor = found && world.floorOf(found.space);
  if (found === undefined || floor === undefined || endMs(found) <= atMs) return refused('not-found', 'There is no such block.');
  if (!mayKeep(world.person(by), floor)) return notTheirs;
  return done({ change: { kind: 'block-gone', id }, result: { lifted: id } });
}

function answer(act: Act<'answer-issue'>, world: ManagedWorld): Verdict {
  const found = world.issue(act.issue);
  if (found === undefined) return refused('not-found', 'There is no such issue.');
  if (!mayKeep(world.person(act.by), found.floor)) return notTheirs;
  if (found.state === 'closed') return refused('conflict', 'The issue is closed.');
  const issue: Issue = { ...found, answer: act.answer, state: act.close ? 'closed' : 'answered' };
  return done({ change: { kind: 'issue', issue }, result: { issue } });
}

const notTheirs: Verdict = refused('not-allowed', 'Who asks does not manage this.');

function booked(booking: Booking): Verdict {
  return done({ change: { kind: 'booking', booking }, result: { booking } });
}

function endMs({ untilMs }: Block): number {
  return untilMs ?? Number.POSITIVE_INFINITY;
}

/** 41: for people of the assigned groups; 43: on the assigned plans; 44. */
function mayBook(by: Person | undefined, floor: FloorId, holder: Person | undefined): boolean {
  const groups = by?.manages?.groups ?? [];
  const ofGroup = groups === 'all' || (holder?.groups.some((group) => groups.includes(group)) ?? false);
  return (
    has(by, 'administrator') || (has(by, 'group-manager') && ofGroup) || (has(by, 'location-manager') && isPlanOf(by, floor))
  );
}

/** 42, 43: on the assigned plans; 44. */
function mayKeep(by: Person | undefined, floor: FloorId): boolean {
  const isLocationManager = has(by, 'location-manager') || has(by, 'location-manager-light');
  return has(by, 'administrator') || (isLocationManager && isPlanOf(by, floor));
}

function has(by: Person | undefined, role: Person['roles'][number]): boolean {
  return by?.roles.includes(role) ?? false;
}

function isPlanOf(by: Person | undefined, floor: FloorId): boolean {
  const floors = by?.manages?.floors ?? [];
  return floors === 'all' || floors.includes(floor);
}
