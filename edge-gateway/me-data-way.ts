// "My data": everything this gateway holds about one person at this moment, as a file for them (GDPR articles 15 and 20).
// Built from the same reads as everything else, so that what is not in it is not held (S25).

import type { Clock } from '#shared/kit/clock.ts';
import type { SubjectRef } from '#shared/model/ids.ts';
import type { Person } from '#shared/model/person.ts';
import type { Notice, OwnTag } from '#shared/wire/me.ts';
import type { BookingWay } from './booking-way.ts';
import type { PersonHistory } from './history-way.ts';
import type { Access } from './people/access-log.ts';
import type { PositionVault } from './remember/vault.ts';
import type { Store } from './store/open-store.ts';

type Deps = {
  readonly clock: Clock;
  readonly bookings: BookingWay;
  readonly vault: PositionVault;
  readonly store: Store;
  readonly tagsOf: (person: Person) => readonly OwnTag[];
  readonly noticesOf: (ref: SubjectRef) => readonly Notice[];
  readonly history: Pick<PersonHistory, 'consentOf' | 'lookedAtOf'>;
  readonly accessesOf: (ref: SubjectRef) => readonly Access[];
};

export function dataOf(deps: Deps, ref: SubjectRef): object | null {
  const { clock, bookings, vault, store } = deps;
  const person = bookings.people.person(ref);
  if (person === undefined) return null;
  const { pin, location, ...profile } = person;
  return {
    madeAtMs: Math.round(clock.wallMs()),
    inMemory: {
      ...{ profile, aPinCanBeChecked: pin !== undefined },
      consent: location === undefined ? null : { ...location, phones: location.phones.length, rotating: undefined },
      tags: deps.tagsOf(person).map(({ kind, printed }) => ({ kind, printed })),
      place: placeOf(vault, ref, clock.bootMs()),
      bookings: bookings.mirror.bookingsOf(ref),
      notices: deps.noticesOf(ref),
      accessInTheLastDay: deps.accessesOf(ref),
    },
    onDisk: {
      notYetSent: store.outbox.ofPerson(ref),
      consentHistory: deps.history.consentOf(ref),
      lookedAtUnderBreakGlass: deps.history.lookedAtOf(ref),
      notYetConfirmed: store.local.all().filter((row) => row.person === ref),
    },
  };
}

function placeOf(vault: PositionVault, ref: SubjectRef, nowBootMs: number): object | null {
  const fix = vault.get(ref);
  if (fix === null) return null;
  const { subject: _own, atBootMs, ...place } = fix;
  const ageMs = Math.max(0, Math.round(nowBootMs - atBootMs));
  return { ...place, ageMs, goneInMs: Math.max(0, Math.round(vault.state().maxAgeMs - ageMs)) };
}
