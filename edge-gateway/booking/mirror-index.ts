// Ways to look things up in what the mirror holds, made anew with every state. Pure.

import type { Block } from '#shared/model/block.ts';
import type { Booking } from '#shared/model/booking.ts';
import type { SpaceId, SubjectRef } from '#shared/model/ids.ts';
import type { Person } from '#shared/model/person.ts';
import type { MirrorState } from './mirror-state.ts';

export type MirrorIndex = {
  readonly byIdentifier: ReadonlyMap<string, Person>;
  /** Without accounts that more than one person has: nobody may be taken for somebody else. */
  readonly byAccount: ReadonlyMap<string, Person>;
  readonly byPerson: ReadonlyMap<SubjectRef, readonly Booking[]>;
  readonly bySpace: ReadonlyMap<SpaceId, readonly Booking[]>;
  readonly blocksBySpace: ReadonlyMap<SpaceId, readonly Block[]>;
};

/** Bookings and blocks of a person or a space come in the order of their beginning. */
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
    blocksBySpace: Map.groupBy(
      [...state.blocks.values()].toSorted((a, b) => a.fromMs - b.fromMs),
      (block) => block.space,
    ),
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
