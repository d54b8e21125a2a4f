// Who is known to be in the building, for a roll call: whoever checked in and whoever is located by consent, everybody once.
// Nobody else is guessed. A guest has no reference of their own: their host's is not theirs.

import { minutes } from '#shared/kit/duration.ts';
import type { FloorId, SpaceId, SubjectRef } from '#shared/model/ids.ts';
import type { SpaceKind } from '#shared/model/site.ts';

/** A space that is checked in now. `holder` is absent when the booking is anonymised. `fromMs`: when it began. */
export type CheckedIn = {
  readonly space: SpaceId;
  readonly kind: SpaceKind;
  readonly holder?: SubjectRef | undefined;
  readonly guest: boolean;
  readonly floor: FloorId;
  readonly zoneName: string;
  readonly fromMs: number;
};

/** Somebody located by consent. `onWalls`: they chose that walls show where they are, and the mode allows it. */
export type Located = {
  readonly person: SubjectRef;
  readonly floor: FloorId;
  readonly zoneName?: string | undefined;
  readonly ageMs: number;
  readonly onWalls: boolean;
};

type Place = { readonly floor: FloorId; readonly zoneName?: string };
/** `who` is the same for the same person, or the same space of a guest. */
export type Here = {
  readonly who: string;
  readonly ref: SubjectRef | null;
  readonly place: Place;
  /** Not checked in, and not shown on walls either: outside an emergency nobody may name them. */
  readonly hiddenPlace: boolean;
};

/** A place the radio has not confirmed for longer does not replace the one somebody checked in at. */
const freshMs = minutes(5);

/**
 * Everybody known, once. Where somebody is located goes before where they checked in, and with its zone, only for who is on
 * walls any day: no role and no emergency widens that consent. Who is known by it alone and is not on walls is in the real
 * thing told with the floor and no more, for somebody has to look for them; in a drill they are hidden.
 */
export function knownHere(checkedIn: readonly CheckedIn[], located: readonly Located[], drill: boolean): readonly Here[] {
  const here = new Map<string, Here>();
  for (const { space, holder, guest, floor, zoneName } of checkedIn.toSorted(byWhereTheyAre)) {
    const ref = guest ? null : (holder ?? null);
    const who = ref === null ? `space ${space}` : personKey(ref);
    if (!here.has(who)) here.set(who, { who, ref, place: { floor, zoneName }, hiddenPlace: false });
  }
  for (const { person, floor, zoneName, ageMs, onWalls } of located) {
    const who = personKey(person);
    if (here.has(who) && (!onWalls || ageMs > freshMs)) continue;
    const place = onWalls && zoneName !== undefined ? { floor, zoneName } : { floor };
    here.set(who, { who, ref: person, place, hiddenPlace: drill && !onWalls });
  }
  return [...here.values()];
}

export function personKey(ref: SubjectRef): string {
  return `person ${ref}`;
}

type Begun = Pick<CheckedIn, 'kind' | 'fromMs'>;

/** Of several check-ins of a person: what began last says most of where they are; a parking bay says least. */
export function byWhereTheyAre(a: Begun, b: Begun): number {
  const parked = Number(a.kind === 'parking') - Number(b.kind === 'parking');
  return parked || b.fromMs - a.fromMs;
}
