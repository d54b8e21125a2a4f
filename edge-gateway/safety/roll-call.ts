// The roll call of one emergency, in memory only. Whoever is on it stays on it, because people move and check out while it
// runs: until they are marked, or it ends. In the real thing everybody is named who did not say no themselves, for lives are
// at stake, and first aiders always are (rule 13); in a drill only who may be named on a wall any day. Whoever is not named
// is counted. Names are asked for at every look, so that a "hide" holds at once (rule 10).

import { done, type Outcome, refused } from '#shared/kit/outcome.ts';
import type { FloorId, SubjectRef } from '#shared/model/ids.ts';
import type { Emergency, RollFloor, RollPerson } from '#shared/wire/emergency.ts';
import type { KeptEmergency } from './kept-emergency.ts';
import { type CheckedIn, type Here, knownHere, type Located, personKey } from './known-here.ts';
import { isFirstAider, type KnownPerson } from './known-person.ts';

type Marked = Outcome<void, 'gone'>;

export type RollCall = {
  /** Takes in who is known to be here now; whoever was, stays. */
  readonly see: (checkedIn: readonly CheckedIn[], located: readonly Located[]) => void;
  /** The whole roll at this moment. */
  readonly roll: () => Emergency;
  /** A warden marks somebody who is named; `gone`: nobody has this key, or they are not named now. */
  readonly mark: (key: string, safe: boolean) => Marked;
  /** A person marks themselves, named or not, on the roll or not yet. */
  readonly markSelf: (ref: SubjectRef) => void;
  readonly isSafe: (ref: SubjectRef) => boolean;
  /** A warden says how many without a name are safe; more than there are counts as all. */
  readonly countUnnamed: (floor: FloorId, safe: number) => Marked;
};

type Deps = {
  readonly emergency: KeptEmergency;
  readonly assemblyPoint: string;
  /** The floors of the site, in its order. */
  readonly floors: readonly FloorId[];
  /** A random key for one person. */
  readonly newKey: () => string;
  readonly person: (ref: SubjectRef) => KnownPerson | undefined;
  /** Whether the mode and their own flag let a wall name this person on an ordinary day. */
  readonly isShown: (person: KnownPerson) => boolean;
};

type Entry = Here & { readonly key: string; readonly safe: boolean };

/** An empty roll; nobody is marked. */
export function createRollCall(deps: Deps): RollCall {
  const { emergency, assemblyPoint, floors, newKey } = deps;
  const entries = new Map<string, Entry>();
  /** Who said so before they were on the roll. */
  const safeBefore = new Set<SubjectRef>();
  const safeByCount = new Map<FloorId, number>();
  const put = (here: Here): void => {
    const known = entries.get(here.who);
    // Of who may not be seen moving any day, a drill tells no moves either: they stay counted where they were.
    if (known !== undefined && here.hiddenPlace) return;
    const safe = known?.safe ?? (here.ref !== null && safeBefore.has(here.ref));
    entries.set(here.who, { ...here, key: known?.key ?? newKey(), safe });
  };
  return {
    see: (checkedIn, located) => {
      for (const here of knownHere(checkedIn, located, emergency.drill)) put(here);
    },
    roll: () => {
      const named = [...entries.values()].map((entry) => ({ entry, person: nameable(deps, entry) }));
      const rolls = floors.map((floor) => rollFloor(deps, floor, named, safeByCount.get(floor) ?? 0));
      return { ...emergency, assemblyPoint, floors: rolls, counts: countsOf(rolls) };
    },
    mark: (key, safe) => {
      const entry = [...entries.values()].find((one) => one.key === key);
      if (entry === undefined || nameable(deps, entry) === null) return refused('gone');
      entries.set(entry.who, { ...entry, safe });
      return done(undefined);
    },
    markSelf: (ref) => {
      safeBefore.add(ref);
      const entry = entries.get(personKey(ref));
      if (entry !== undefined) entries.set(entry.who, { ...entry, safe: true });
    },
    isSafe: (ref) => entries.get(personKey(ref))?.safe ?? safeBefore.has(ref),
    countUnnamed: (floor, safe) => {
      if (!floors.includes(floor)) return refused('gone');
      safeByCount.set(floor, safe);
      return done(undefined);
    },
  };
}

/** The person, where they may be named on this roll. */
function nameable({ emergency, person, isShown }: Deps, { ref, hiddenPlace }: Here): KnownPerson | null {
  const known = ref === null ? undefined : person(ref);
  if (known === undefined) return null;
  if (emergency.drill) return isShown(known) && !hiddenPlace ? known : null;
  return known.visibility !== 'hide' || isFirstAider(known) ? known : null;
}

type Named = { readonly entry: Entry; readonly person: KnownPerson | null };

function rollFloor({ emergency }: Deps, floor: FloorId, all: readonly Named[], safeByCount: number): RollFloor {
  const on = all.filter(({ entry }) => entry.place.floor === floor);
  const people = on.flatMap(({ entry, person }) => (person === null ? [] : [rollPerson(entry, person, emergency.drill)]));
  const unnamed = on.filter(({ person }) => person === null);
  const marked = unnamed.filter(({ entry }) => entry.safe).length;
  const here = unnamed.length;
  return { floor, people: people.toSorted(byName), unnamed: { here, safe: Math.min(here, Math.max(marked, safeByCount)) } };
}

function rollPerson({ key, place, safe }: Entry, person: KnownPerson, drill: boolean): RollPerson {
  // That somebody is a first aider is told in a drill by their own consent only, as on any day.
  const firstAider = isFirstAider(person) && (!drill || person.dutyNamed === true);
  const zone = place.zoneName === undefined ? {} : { zoneName: place.zoneName };
  return { key, label: person.label, ...zone, safe, firstAider };
}

/** The order tells nothing of who came when. */
function byName(a: RollPerson, b: RollPerson): number {
  return a.label.localeCompare(b.label, 'en') || (a.key < b.key ? -1 : 1);
}

function countsOf(floors: readonly RollFloor[]): Emergency['counts'] {
  const counts = { expected: 0, safe: 0 };
  for (const { people, unnamed } of floors) {
    counts.expected += people.length + unnamed.here;
    counts.safe += people.filter(({ safe }) => safe).length + unnamed.safe;
  }
  return counts;
}
