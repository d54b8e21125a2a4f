// Who is known to be in the building at this moment, as counting, first aid and roll calls need it: who is checked in, and who
// is located by consent. Exact and with references, so it goes to rooms that suppress, and to no screen.

import type { Clock } from '#shared/kit/clock.ts';
import type { SubjectRef } from '#shared/model/ids.ts';
import type { Person } from '#shared/model/person.ts';
import type { BookingWay } from './booking-way.ts';
import type { Consent } from './consent/consent.ts';
import { sight } from './mask/decision.ts';
import { tidy } from './mask/initials.ts';
import type { Places } from './places.ts';
import type { PositionVault } from './remember/vault.ts';
import type { KnownPerson } from './safety/known-person.ts';

type Deps = {
  readonly clock: Clock;
  readonly places: Places;
  readonly bookings: BookingWay;
  readonly consent: Pick<Consent, 'scopesOf'>;
  readonly vault: Pick<PositionVault, 'all'>;
};

export type HereWay = ReturnType<typeof createHere>;

export function createHere({ clock, places, bookings, consent, vault }: Deps) {
  /** Whether they chose that walls show where they are, and the mode lets them. */
  const onWalls = (ref: SubjectRef): boolean => {
    const { mode } = bookings.mirror.policy();
    const known = { mode, ref, person: bookings.people.person(ref), scopes: consent.scopesOf(ref) };
    return sight('position', { kind: 'wall', wallNames: 'full' }, known) !== 'nothing';
  };
  return {
    onWalls,
    /** Spaces that are checked in, with the floor and the zone they stand in. */
    checkedIn: () =>
      bookings.view.running(clock.wallMs()).flatMap(({ state, space: id, holder, guest, fromMs, toMs }) => {
        const space = places.space(id);
        if (state !== 'checked-in' || space === undefined) return [];
        const { kind, floor, zone } = space;
        return [{ space: id, kind, floor, zone, zoneName: places.zoneName(zone), holder, guest, fromMs, untilMs: toMs }];
      }),
    located: () => {
      const nowBootMs = clock.bootMs();
      return vault.all().map(({ subject, floor, zone, precision, atBootMs }) => ({
        person: subject,
        floor,
        ...(zone !== null && precision === 'place' ? { zoneName: places.zoneName(zone) } : {}),
        ageMs: Math.max(0, nowBootMs - atBootMs),
        onWalls: onWalls(subject),
      }));
    },
  };
}

/** People as the safety room knows them: duties, and the name that may have to be said. */
export function safetyPerson(person: (ref: SubjectRef) => Person | undefined): (ref: SubjectRef) => KnownPerson | undefined {
  return (ref) => {
    const known = person(ref);
    if (known === undefined) return undefined;
    const { visibility, duties, dutyNamed, displayName } = known;
    return { visibility, label: tidy(displayName), ...(duties && { duties }), ...(dutyNamed === undefined ? {} : { dutyNamed }) };
  };
}
