// A roll call of a small house, and how to fill it.

import type { CheckedIn, Located } from '#gateway/safety/known-here.ts';
import type { KnownPerson } from '#gateway/safety/known-person.ts';
import { createRollCall, type RollCall } from '#gateway/safety/roll-call.ts';
import { FloorId, SpaceId, SubjectRef } from '#shared/model/ids.ts';
import type { RollFloor } from '#shared/wire/emergency.ts';

export const ground = FloorId.parse('ground');
export const first = FloorId.parse('first');
export const ref = (name: string): SubjectRef => SubjectRef.parse(`p-${name}`);

export type RollDesk = {
  readonly call: RollCall;
  readonly people: Map<SubjectRef, KnownPerson>;
  readonly on: (floor: FloorId) => RollFloor;
  readonly keyOf: (label: string) => string;
};

/** `mode`: what a person who chose nothing is on an ordinary day. */
export function rollDesk(drill: boolean, mode: 'show' | 'hide' = 'show'): RollDesk {
  const people = new Map<SubjectRef, KnownPerson>();
  let keys = 0;
  const call = createRollCall({
    emergency: { id: '00000000-0000-4000-8000-000000000001', drill, by: 'person', startedMs: 1, endsMs: 2 },
    assemblyPoint: 'Car park',
    floors: [ground, first],
    newKey: () => {
      keys += 1;
      return `key-${keys}`;
    },
    person: (who) => people.get(who),
    isShown: ({ visibility }) => visibility === 'show' || (visibility === 'unset' && mode === 'show'),
  });
  const on = (floor: FloorId): RollFloor => {
    const found = call.roll().floors.find((one) => one.floor === floor);
    if (found === undefined) throw new Error('no such floor on the roll');
    return found;
  };
  const keyOf = (label: string): string =>
    call
      .roll()
      .floors.flatMap((floor) => floor.people)
      .find((one) => one.label === label)?.key ?? 'nobody';
  return { call, people, on, keyOf };
}

export function add(desk: RollDesk, name: string, more: Partial<KnownPerson> = {}): SubjectRef {
  desk.people.set(ref(name), { label: name, visibility: 'unset', ...more });
  return ref(name);
}

export function at(name: string, more: Partial<CheckedIn> = {}): CheckedIn {
  const space = SpaceId.parse(`desk-${name.toLowerCase()}`);
  return { space, kind: 'desk', holder: ref(name), guest: false, floor: ground, zoneName: 'North', fromMs: 1, ...more };
}

export function located(name: string, more: Partial<Located> = {}): Located {
  return { person: ref(name), floor: ground, zoneName: 'South', ageMs: 1_000, onWalls: false, ...more };
}
