// What the mirror holds, and how a snapshot or a change turns it into the next state. Pure: every state is a new value,
// so readers see people and bookings of one moment together.

import { isDeepStrictEqual } from 'node:util';
import type { Change, Snapshot } from '#shared/booking-api/contract.ts';
import { assertNever } from '#shared/kit/assert-never.ts';
import { hours } from '#shared/kit/duration.ts';
import type { Booking } from '#shared/model/booking.ts';
import type { BookingId, SpaceId, SubjectRef } from '#shared/model/ids.ts';
import type { Person } from '#shared/model/person.ts';
import { defaultPolicy, type Policy } from '#shared/model/policy.ts';

export type MirrorState = {
  readonly policy: Policy;
  readonly people: ReadonlyMap<SubjectRef, Person>;
  readonly bookings: ReadonlyMap<BookingId, Booking>;
  /** People who left: what still arrives about them is late and brings nobody back; only a later snapshot does. */
  readonly gone: ReadonlySet<SubjectRef>;
};

export const emptyState: MirrorState = { policy: defaultPolicy, people: new Map(), bookings: new Map(), gone: new Set() };

/**
 * How far the edge looks back and ahead. A booking that ended earlier is not held at all, which is stricter than any
 * anonymisation after days (rules 14, 37).
 */
const behindMs = hours(12);
const aheadMs = hours(36);

function isHeld(booking: Booking, nowMs: number): boolean {
  return booking.toMs > nowMs - behindMs && booking.fromMs < nowMs + aheadMs;
}

/** The state a snapshot describes. What did not differ before stays the same object, so that nobody is told of it. */
export function fromSnapshot(snapshot: Snapshot, before: MirrorState, nowMs: number): MirrorState {
  const { policy, people, bookings } = snapshot;
  const held = bookings.filter((booking) => isHeld(booking, nowMs));
  const here = new Set(people.map(({ ref }) => ref));
  return {
    policy: kept(before.policy, policy),
    people: new Map(people.map((person) => [person.ref, newest(before.people.get(person.ref), person)])),
    bookings: kept(before.bookings, new Map(held.map((booking) => [booking.id, booking]))),
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
      default:
        assertNever(change);
    }
  }
  const booked = changes.some((change) => change.kind === 'booking' || change.kind === 'booking-gone');
  return { policy, people, bookings: booked ? bookings : state.bookings, gone };
}

/** Whether a change speaks of somebody who had left by then: a snapshot has to say whether they are back. */
export function mayBringBack(state: MirrorState, changes: readonly Change[]): boolean {
  const gone = new Set(state.gone);
  return changes.some((change) => {
    if (change.kind === 'person-gone') gone.add(change.ref);
    return change.kind === 'person' && gone.has(change.person.ref);
  });
}

/** Without the bookings that have left the window since; the same state when none has. */
export function pruned(state: MirrorState, nowMs: number): MirrorState {
  const held = [...state.bookings].filter(([, booking]) => isHeld(booking, nowMs));
  return held.length === state.bookings.size ? state : { ...state, bookings: new Map(held) };
}

/** The people who differ between two states: the new person, or null for somebody who is gone. */
export function changedPeople(before: MirrorState, after: MirrorState): ReadonlyMap<SubjectRef, Person | null> {
  const changed = new Map<SubjectRef, Person | null>();
  for (const [ref, person] of after.people) if (before.people.get(ref) !== person) changed.set(ref, person);
  for (const ref of before.people.keys()) if (!after.people.has(ref)) changed.set(ref, null);
  return changed;
}

export type MirrorIndex = {
  readonly byIdentifier: ReadonlyMap<string, Person>;
  /** Without accounts that more than one person has: nobody may be taken for somebody else. */
  readonly byAccount: ReadonlyMap<string, Person>;
  readonly byPerson: ReadonlyMap<SubjectRef, readonly Booking[]>;
  readonly bySpace: ReadonlyMap<SpaceId, readonly Booking[]>;
};

/** Ways to look things up; bookings of a person or a space come in the order of their beginning. */
export function indexOf(state: MirrorState): MirrorIndex {
  const bookings = [...state.bookings.values()].toSorted((a, b) => a.fromMs - b.fromMs);
  const byPerson = new Map<SubjectRef, Booking[]>();
  for (const booking of bookings) {
    if (booking.holder === undefined) continue;
    const own = byPerson.get(booking.holder);
    if (own) own.push(booking);
    else byPerson.set(booking.holder, [booking]);
  }
  return {
    byIdentifier: new Map([...state.people.values()].map((person) => [person.identifier, person])),
    byAccount: byAccount([...state.people.values()]),
    byPerson,
    bySpace: Map.groupBy(bookings, (booking) => booking.space),
  };
}

function byAccount(people: readonly Person[]): ReadonlyMap<string, Person> {
  const claimants = Map.groupBy(people, (person) => person.account);
  return new Map(
    [...claimants].flatMap(([account, [person, second]]) =>
      account !== undefined && person && second === undefined ? [[account, person] as const] : [],
    ),
  );
}
