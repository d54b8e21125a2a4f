// What the mirror holds, and how a snapshot or a change turns it into the next state. Pure: every state is a new value,
// so readers see people, bookings and blocks of one moment together. How to look things up in it: mirror-index.ts.

import { isDeepStrictEqual } from 'node:util';
import type { Change, ManagerActResult, Snapshot } from '#shared/booking-api/contract.ts';
import { assertNever } from '#shared/kit/assert-never.ts';
import { hours } from '#shared/kit/duration.ts';
import type { Block } from '#shared/model/block.ts';
import type { Booking } from '#shared/model/booking.ts';
import type { BlockId, BookingId, IssueId, SubjectRef } from '#shared/model/ids.ts';
import type { Issue } from '#shared/model/issue.ts';
import type { Person } from '#shared/model/person.ts';
import { defaultPolicy, type Policy } from '#shared/model/policy.ts';

export type MirrorState = {
  readonly policy: Policy;
  readonly people: ReadonlyMap<SubjectRef, Person>;
  readonly bookings: ReadonlyMap<BookingId, Booking>;
  readonly blocks: ReadonlyMap<BlockId, Block>;
  /** Those that are not closed. */
  readonly issues: ReadonlyMap<IssueId, Issue>;
  /** People who left: what still arrives about them is late and brings nobody back; only a later snapshot does. */
  readonly gone: ReadonlySet<SubjectRef>;
};

export const emptyState: MirrorState = {
  policy: defaultPolicy,
  people: new Map(),
  bookings: new Map(),
  blocks: new Map(),
  issues: new Map(),
  gone: new Set(),
};

/**
 * How far the edge looks back and ahead. A booking that ended earlier is not held at all, which is stricter than any
 * anonymisation after days (rules 14, 37).
 */
const behindMs = hours(12);
const aheadMs = hours(36);

function isHeld(booking: Booking, nowMs: number): boolean {
  return booking.toMs > nowMs - behindMs && booking.fromMs < nowMs + aheadMs;
}

/** A block that is over says nothing any more, and one that is far ahead not yet. */
function holds({ fromMs, untilMs }: Block, nowMs: number): boolean {
  return (untilMs === null || untilMs > nowMs) && fromMs < nowMs + aheadMs;
}

/** The state a snapshot describes. What did not differ before stays the same object, so that nobody is told of it. */
export function fromSnapshot(snapshot: Snapshot, before: MirrorState, nowMs: number): MirrorState {
  const { policy, people } = snapshot;
  const bookings = snapshot.bookings.filter((booking) => isHeld(booking, nowMs));
  const blocks = snapshot.blocks.filter((block) => holds(block, nowMs));
  const issues = snapshot.issues.filter(({ state }) => state !== 'closed');
  const here = new Set(people.map(({ ref }) => ref));
  return {
    policy: kept(before.policy, policy),
    people: new Map(people.map((person) => [person.ref, newest(before.people.get(person.ref), person)])),
    bookings: kept(before.bookings, new Map(bookings.map((booking) => [booking.id, booking]))),
    blocks: kept(before.blocks, new Map(blocks.map((block) => [block.id, block]))),
    issues: new Map(issues.map((issue) => [issue.id, issue])),
    gone: new Set([...before.gone].filter((ref) => !here.has(ref))),
  };
}

/** An older `rev` never undoes a newer one: the answer to a write may overtake a snapshot or the feed. */
function newest(before: Person | undefined, now: Person): Person {
  if (before?.rev !== undefined && now.rev !== undefined && now.rev < before.rev) return before;
  return kept(before, now);
}

function kept<T>(before: T | undefined, now: T): T {
  return before !== undefined && isDeepStrictEqual(before, now) ? before : now;
}

/** The state after `changes`, in their order. */
export function afterChanges(state: MirrorState, changes: readonly Change[], nowMs: number): MirrorState {
  if (changes.length === 0) return state;
  let policy = state.policy;
  const people = new Map(state.people);
  const bookings = new Map(state.bookings);
  const blocks = new Map(state.blocks);
  const issues = new Map(state.issues);
  const gone = new Set(state.gone);
  for (const change of changes) {
    switch (change.kind) {
      case 'policy':
        policy = change.policy;
        break;
      case 'person':
        if (!gone.has(change.person.ref)) {
          people.set(change.person.ref, newest(people.get(change.person.ref), change.person));
        }
        break;
      case 'person-gone':
        people.delete(change.ref);
        gone.add(change.ref);
        break;
      case 'booking':
        if (isHeld(change.booking, nowMs)) bookings.set(change.booking.id, change.booking);
        else bookings.delete(change.booking.id);
        break;
      case 'booking-gone':
        bookings.delete(change.id);
        break;
      case 'block':
        if (holds(change.block, nowMs)) blocks.set(change.block.id, change.block);
        else blocks.delete(change.block.id);
        break;
      case 'block-gone':
        blocks.delete(change.id);
        break;
      case 'issue':
        if (change.issue.state === 'closed') issues.delete(change.issue.id);
        else issues.set(change.issue.id, change.issue);
        break;
      case 'issue-gone':
        issues.delete(change.id);
        break;
      default:
        assertNever(change);
    }
  }
  const changed = (...kinds: readonly Change['kind'][]): boolean => changes.some(({ kind }) => kinds.includes(kind));
  return {
    policy,
    people,
    bookings: changed('booking', 'booking-gone') ? bookings : state.bookings,
    blocks: changed('block', 'block-gone') ? blocks : state.blocks,
    issues,
    gone,
  };
}

/** The answer to a manager's act, as the feed will tell it. */
export function asChange(result: ManagerActResult): Change {
  if ('booking' in result) return { kind: 'booking', booking: result.booking };
  if ('block' in result) return { kind: 'block', block: result.block };
  return 'lifted' in result ? { kind: 'block-gone', id: result.lifted } : { kind: 'issue', issue: result.issue };
}

/** Whether a change speaks of somebody who had left by then: a snapshot has to say whether they are back. */
export function mayBringBack(state: MirrorState, changes: readonly Change[]): boolean {
  const gone = new Set(state.gone);
  return changes.some((change) => {
    if (change.kind === 'person-gone') gone.add(change.ref);
    return change.kind === 'person' && gone.has(change.person.ref);
  });
}

/** Without the bookings that have left the window since, and the blocks that are over; the same state when there are none. */
export function pruned(state: MirrorState, nowMs: number): MirrorState {
  const bookings = only(state.bookings, (booking) => isHeld(booking, nowMs));
  const blocks = only(state.blocks, (block) => holds(block, nowMs));
  return bookings === state.bookings && blocks === state.blocks ? state : { ...state, bookings, blocks };
}

function only<K, V>(all: ReadonlyMap<K, V>, isMeant: (value: V) => boolean): ReadonlyMap<K, V> {
  const meant = [...all].filter(([, value]) => isMeant(value));
  return meant.length === all.size ? all : new Map(meant);
}

/** The people who differ between two states: the new person, or null for somebody who is gone. */
export function changedPeople(before: MirrorState, after: MirrorState): ReadonlyMap<SubjectRef, Person | null> {
  const changed = new Map<SubjectRef, Person | null>();
  for (const [ref, person] of after.people) if (before.people.get(ref) !== person) changed.set(ref, person);
  for (const ref of before.people.keys()) if (!after.people.has(ref)) changed.set(ref, null);
  return changed;
}
