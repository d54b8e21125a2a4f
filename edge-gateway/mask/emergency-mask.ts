// The roll call as a wall, a warden and everybody else may see it. Who stands on it by name is decided where it is made
// (edge-gateway/safety); here it is cut to the floors of whoever looks and copied field by field.
//
// Promise: who is no warden learns that an emergency is on and whether they are marked themselves, and of nobody else.

import type { FloorId } from '#shared/model/ids.ts';
import type { Masked } from '#shared/wire/board.ts';
import type { Emergency, OwnEmergency, RollFloor, RollPerson } from '#shared/wire/emergency.ts';

/** Counts are those of `floors` alone. */
export function maskEmergency(emergency: Emergency, floors: readonly FloorId[]): Masked<Emergency> {
  return rollOf(emergency, floors) as Masked<Emergency>;
}

/** `wardenOf`: the floors on which the person of this page sees the roll (rights.ts); none is no warden. */
export function maskOwnEmergency(
  emergency: Emergency,
  own: { readonly safe: boolean; readonly wardenOf: readonly FloorId[] },
): Masked<OwnEmergency> {
  const warden = own.wardenOf.length > 0;
  const masked: OwnEmergency = {
    ...runningOf(emergency),
    safe: own.safe,
    warden,
    roll: warden ? rollOf(emergency, own.wardenOf) : null,
  };
  return masked as Masked<OwnEmergency>;
}

function rollOf(emergency: Emergency, floors: readonly FloorId[]): Emergency {
  const shown = emergency.floors.filter(({ floor }) => floors.includes(floor)).map(floorOf);
  const sum = (count: (of: RollFloor) => number): number => shown.reduce((total, of) => total + count(of), 0);
  return {
    ...runningOf(emergency),
    floors: shown,
    counts: {
      expected: sum(({ people, unnamed }) => people.length + unnamed.here),
      safe: sum(({ people, unnamed }) => people.filter(({ safe }) => safe).length + unnamed.safe),
    },
  };
}

function runningOf({ id, drill, by, startedMs, endsMs, assemblyPoint }: Emergency) {
  return { id, drill, by, startedMs: Math.round(startedMs), endsMs: Math.round(endsMs), assemblyPoint };
}

function floorOf({ floor, people, unnamed }: RollFloor): RollFloor {
  return { floor, people: people.map(personOf), unnamed: { here: unnamed.here, safe: unnamed.safe } };
}

function personOf({ key, label, zoneName, safe, firstAider }: RollPerson): RollPerson {
  return { key, label, ...(zoneName === undefined ? {} : { zoneName }), safe, firstAider };
}
