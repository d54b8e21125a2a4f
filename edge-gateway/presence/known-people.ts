// Known presence: people who checked in, and people located by their own consent, each counted once. Never a headcount:
// who did neither is not known and not guessed.

import type { Fix } from '#shared/model/fix.ts';
import type { SubjectRef, ZoneId } from '#shared/model/ids.ts';

export type KnownPeople = {
  /** Where people are checked in: the zone of the space. Of several check-ins of a person the first counts. */
  readonly checkedIn: Iterable<{ readonly person: SubjectRef; readonly zone: ZoneId }>;
  readonly fixes: readonly Fix[];
};

/** Exact counts per zone. Not to be shown to anybody; see publishedCounts. */
export function knownPeople({ checkedIn, fixes }: KnownPeople): ReadonlyMap<ZoneId, number> {
  const zoneOf = new Map<SubjectRef, ZoneId>();
  for (const { person, zone } of checkedIn) if (!zoneOf.has(person)) zoneOf.set(person, zone);
  for (const { subject, zone } of fixes) if (zone !== null && !zoneOf.has(subject)) zoneOf.set(subject, zone);
  const counts = new Map<ZoneId, number>();
  for (const zone of zoneOf.values()) counts.set(zone, (counts.get(zone) ?? 0) + 1);
  return counts;
}
