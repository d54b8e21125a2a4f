// The people of one look in the order in which they are read aloud: by zone, and by name within it. Those of whom only
// the floor is known come last.

import type { GlassView } from '#shared/wire/privacy-desk.ts';

export type GlassPerson = GlassView['people'][number];
export type ZoneOfPeople = { readonly zone: string | null; readonly people: readonly GlassPerson[] };

export function peopleByZone(people: readonly GlassPerson[]): readonly ZoneOfPeople[] {
  const zones = new Map<string | null, GlassPerson[]>();
  for (const person of people.toSorted((a, b) => a.name.localeCompare(b.name))) {
    const zone = person.zoneName ?? null;
    zones.set(zone, [...(zones.get(zone) ?? []), person]);
  }
  const byName = (a: ZoneOfPeople, b: ZoneOfPeople): number =>
    Number(a.zone === null) - Number(b.zone === null) || (a.zone ?? '').localeCompare(b.zone ?? '');
  return [...zones].map(([zone, found]) => ({ zone, people: found })).toSorted(byName);
}
