// In which order a roll call is read: floor by floor, place by place, whoever is missing first. Pure, and the same on walls,
// phones and the console.

import type { Emergency, RollPerson } from '#shared/wire/emergency.ts';

export type RollFloor = Emergency['floors'][number];

/** The people of one place; `zoneName` null: where only the floor is known. */
export type RollGroup = { readonly zoneName: string | null; readonly people: readonly RollPerson[] };

/** Places by name, those without a place last; in each who is missing first, then by name. */
export function groupsOf({ people }: Pick<RollFloor, 'people'>): readonly RollGroup[] {
  const byZone = Map.groupBy(people, ({ zoneName }) => zoneName ?? null);
  return [...byZone]
    .map(([zoneName, inZone]) => ({ zoneName, people: missingFirst(inZone) }))
    .sort((a, b) => (a.zoneName === null ? 1 : b.zoneName === null ? -1 : a.zoneName.localeCompare(b.zoneName)));
}

export function missingFirst(people: readonly RollPerson[]): readonly RollPerson[] {
  return people.toSorted((a, b) => Number(a.safe) - Number(b.safe) || a.label.localeCompare(b.label));
}

export function safeIn(people: readonly RollPerson[]): number {
  return people.filter(({ safe }) => safe).length;
}

/** How many people of this floor are expected and safe, with and without a name. */
export function countsOf({ people, unnamed }: RollFloor): { readonly all: number; readonly safe: number } {
  return { all: people.length + unnamed.here, safe: safeIn(people) + unnamed.safe };
}

/** More rows than this are read place by place. */
const longRoll = 18;

export function isLong({ people }: Pick<RollFloor, 'people'>): boolean {
  return people.length > longRoll;
}

/** The person with this key, on whatever floor; undefined when they are not in the roll call (any more). */
export function personOf(floors: readonly RollFloor[], key: string): RollPerson | undefined {
  return floors.flatMap(({ people }) => people).find((person) => person.key === key);
}
