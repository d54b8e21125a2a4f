// Known presence: people who checked in, and people located by their own consent, each counted once. Never a headcount:
// who did neither is not known and not guessed.

import type { Fix } from '#shared/model/fix.ts';
import type { FloorId, SubjectRef, ZoneId } from '#shared/model/ids.ts';

export type KnownPeople = {
  /** Where people are checked in: the zone of the space. Of several check-ins of a person the first counts. */
  readonly checkedIn: Iterable<{ readonly person: SubjectRef; readonly zone: ZoneId }>;
  readonly fixes: readonly Fix[];
};

/** Exact, and not to be shown to anybody; see publishedCounts. */
export type KnownCounts = {
  readonly zones: ReadonlyMap<ZoneId, number>;
  /** Per floor, located people the radio can't place in any zone of it. */
  readonly elsewhere: ReadonlyMap<FloorId, number>;
};

/** Everybody once: where they checked in, else the zone they are located in, else only the floor. */
export function knownPeople({ checkedIn, fixes }: KnownPeople): KnownCounts {
  const zoneOf = new Map<SubjectRef, ZoneId>();
  const floorOf = new Map<SubjectRef, FloorId>();
  for (const { person, zone } of checkedIn) if (!zoneOf.has(person)) zoneOf.set(person, zone);
  for (const { subject, zone, floor, precision } of fixes) {
    if (zoneOf.has(subject)) continue;
    if (zone !== null && precision === 'place') zoneOf.set(subject, zone);
    else floorOf.set(subject, floor);
  }
  return { zones: countsOf(zoneOf.values()), elsewhere: countsOf(floorOf.values()) };
}

function countsOf<Id>(ids: Iterable<Id>): ReadonlyMap<Id, number> {
  const counts = new Map<Id, number>();
  for (const id of ids) counts.set(id, (counts.get(id) ?? 0) + 1);
  return counts;
}
