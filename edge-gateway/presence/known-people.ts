// Known presence: people who checked in, and people located by their own consent, each counted once. Never a headcount:
// who did neither is not known and not guessed. Whom anybody can see on the plan anyway is counted apart from the others:
// one number for both would tell, beside the plan, how many others there are.

import type { Fix } from '#shared/model/fix.ts';
import type { FloorId, SubjectRef, ZoneId } from '#shared/model/ids.ts';

export type KnownPeople = {
  /** Where people are checked in: the zone of the space. Of several check-ins of a person the first counts. */
  readonly checkedIn: Iterable<{ readonly person: SubjectRef; readonly zone: ZoneId }>;
  readonly fixes: readonly Fix[];
  /** Whether this person chose that walls show where they are. */
  readonly onWalls: (person: SubjectRef) => boolean;
};

/** Exact, and not to be shown to anybody; see publishedCounts. */
export type KnownCounts = {
  /** Seen on the plan: their desk is taken there, or they stand on the walls by their own choice. */
  readonly seen: Counts;
  readonly unseen: Counts;
};

export type Counts = {
  readonly zones: ReadonlyMap<ZoneId, number>;
  /** Per floor, located people the radio can't place in any zone of it. */
  readonly elsewhere: ReadonlyMap<FloorId, number>;
};

/** Everybody once: where they checked in, else the zone they are located in, else only the floor. */
export function knownPeople({ checkedIn, fixes, onWalls }: KnownPeople): KnownCounts {
  const counted = new Set<SubjectRef>();
  const [seen, unseen] = [emptyCounts(), emptyCounts()];
  for (const { person, zone } of checkedIn) {
    if (counted.has(person)) continue;
    counted.add(person);
    addOne(seen.zones, zone);
  }
  for (const { subject, zone, floor, precision } of fixes) {
    if (counted.has(subject)) continue;
    const counts = onWalls(subject) ? seen : unseen;
    if (zone !== null && precision === 'place') addOne(counts.zones, zone);
    else addOne(counts.elsewhere, floor);
  }
  return { seen, unseen };
}

function emptyCounts() {
  return { zones: new Map<ZoneId, number>(), elsewhere: new Map<FloorId, number>() };
}

function addOne<Id>(counts: Map<Id, number>, id: Id): void {
  counts.set(id, (counts.get(id) ?? 0) + 1);
}
