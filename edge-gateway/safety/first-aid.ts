// Whether first aid on a floor is as the rule asks (rule 13): for 2 to 20 people one first aider, above that 5 %. The answer
// is made from what is published and what everybody sees on the plan, at the presence tick and not in between, so that it
// tells of nobody else whether they are there. Who is on duty by the plan counts; who is only located, by their own consent.

import { hours } from '#shared/kit/duration.ts';
import type { FloorId, SubjectRef } from '#shared/model/ids.ts';
import type { SpaceKind } from '#shared/model/site.ts';
import type { FloorSafety } from '#shared/wire/safety.ts';
import { byWhereTheyAre } from './known-here.ts';
import { isFirstAider, type KnownPerson } from './known-person.ts';

/** Somebody whose space is checked in, as the plan shows it; their booking is from `fromMs` to `untilMs` (epoch). */
type CheckedIn = {
  readonly person: SubjectRef;
  readonly kind: SpaceKind;
  readonly floor: FloorId;
  readonly zoneName: string;
  readonly fromMs: number;
  readonly untilMs: number;
};
/** Somebody located by consent. `onWalls`: they chose that walls show where they are. */
type Located = {
  readonly person: SubjectRef;
  readonly floor: FloorId;
  readonly zoneName?: string | undefined;
  readonly onWalls: boolean;
};

export type FirstAidSources = {
  readonly floor: FloorId;
  /** The floor's published number; null where it is not told. */
  readonly about: number | null;
  /** The smallest group that is told. */
  readonly k: number;
  /** Of the whole building: everybody counts once. */
  readonly checkedIn: readonly CheckedIn[];
  readonly located: readonly Located[];
  readonly person: (ref: SubjectRef) => KnownPerson | undefined;
  /** Whether the booking system's word on people and bookings can be believed now. */
  readonly known: boolean;
  readonly nowMs: number;
};

/** `untilMs` is infinite for who has no booking that could end. */
type Present = { readonly person: SubjectRef; readonly untilMs: number; readonly zoneName?: string };
type Crowd = { readonly seen: number; readonly about: number | null; readonly k: number };

const warnAheadMs = hours(2);
/** A published number is rounded down to fives. */
const roundedOff = 4;

/**
 * First aid on one floor. `unknown` also where nobody can be said to be there: an empty floor at night must not cry for a
 * first aider, nor say that there is one.
 */
export function firstAidOf(sources: FirstAidSources): FloorSafety {
  const { known, about, k, nowMs } = sources;
  if (!known) return { state: 'unknown', gapFromMs: null, named: [] };
  const present = presentOn(sources);
  const seen = present.filter(({ onPlan }) => onPlan);
  const aiders = present.filter(
    ({ person, onPlan }) => isFirstAider(sources.person(person)) && (onPlan || isNamed(sources, person)),
  );
  const state = stateOf(aiders.length, neededFor({ seen: seen.length, about, k }));
  return {
    state,
    gapFromMs: state === 'enough' ? gapFrom({ aiders, seen, about, k, nowMs }) : null,
    named: namedOf(sources, aiders),
  };
}

/** Everybody known on this floor, once: where they checked in, else where they are located. */
function presentOn({ floor, checkedIn, located }: FirstAidSources): readonly (Present & { readonly onPlan: boolean })[] {
  const placed = new Map<SubjectRef, Present & { readonly floor: FloorId; readonly onPlan: boolean }>();
  for (const { person, floor: on, zoneName, untilMs } of checkedIn.toSorted(byWhereTheyAre)) {
    if (!placed.has(person)) placed.set(person, { person, floor: on, zoneName, untilMs, onPlan: true });
  }
  for (const { person, floor: on, zoneName, onWalls } of located) {
    if (placed.has(person)) continue;
    // To be counted is one consent, to have one's place on a wall another.
    const zone = onWalls && zoneName !== undefined ? { zoneName } : {};
    placed.set(person, { person, floor: on, untilMs: Number.POSITIVE_INFINITY, onPlan: onWalls, ...zone });
  }
  return [...placed.values()].filter((one) => one.floor === floor);
}

/** How many the rule asks for; none where nobody, or one person at most, can be said to be there. */
function neededFor({ seen, about, k }: Crowd): number {
  if (seen < 2 && (about ?? 0) < 2) return 0;
  const most = Math.max(seen, about === null ? k - 1 : about + roundedOff);
  return most <= 20 ? 1 : Math.ceil(most * 0.05);
}

function stateOf(aiders: number, needed: number): FloorSafety['state'] {
  if (needed === 0) return aiders > 0 ? 'enough' : 'unknown';
  if (aiders >= needed) return 'enough';
  return aiders === 0 ? 'none' : 'too-few';
}

type Ahead = {
  readonly aiders: readonly Present[];
  readonly seen: readonly Present[];
  readonly about: number | null;
  readonly k: number;
  readonly nowMs: number;
};

/** The first end of a booking after which too few would be left for those who stay, as far as bookings tell. */
function gapFrom({ aiders, seen, about, k, nowMs }: Ahead): number | null {
  const ends = [...new Set(aiders.map(({ untilMs }) => untilMs))].filter((atMs) => atMs <= nowMs + warnAheadMs);
  for (const atMs of ends.toSorted((a, b) => a - b)) {
    const staying = (people: readonly Present[]): number => people.filter(({ untilMs }) => untilMs > atMs).length;
    const stayingSeen = staying(seen);
    const stayingAbout = about === null ? null : about - (seen.length - stayingSeen);
    if (staying(aiders) < neededFor({ seen: stayingSeen, about: stayingAbout, k })) return atMs;
  }
  return null;
}

function isNamed({ person }: FirstAidSources, ref: SubjectRef): boolean {
  return person(ref)?.dutyNamed === true;
}

/** By name, so that the order does not tell who came first. */
function namedOf(sources: FirstAidSources, aiders: readonly Present[]): FloorSafety['named'] {
  return aiders
    .flatMap(({ person, zoneName }) => {
      const label = isNamed(sources, person) ? sources.person(person)?.label : undefined;
      return label === undefined ? [] : [zoneName === undefined ? { label } : { label, zoneName }];
    })
    .toSorted((a, b) => a.label.localeCompare(b.label, 'en'));
}
