// What a screen may carry of a name, once decision.ts has said how much that is.

import type { GroupId } from '#shared/model/ids.ts';
import type { Visibility } from '#shared/model/policy.ts';
import type { Sight } from './decision.ts';
import { initials, tidy } from './initials.ts';

/** What the mask knows of a person. */
export type KnownPerson = {
  readonly displayName: string;
  readonly visibility: Visibility;
  readonly groups: readonly GroupId[];
};

/** The name as far as the sight of it goes; undefined where there must be none, and for nobody known. */
export function labelOf(seen: Sight, person: KnownPerson | undefined): string | undefined {
  if (person === undefined) return undefined;
  if (seen === 'initials') return initialsOf(person);
  return seen === 'full' ? fullNameOf(person) || undefined : undefined;
}

const initialsOf = kept(initials);
const fullNameOf = kept(tidy);

/** Hundreds of names several times a second: kept with the person's record, and gone with it (rule 10). */
function kept(make: (displayName: string) => string): (person: KnownPerson) => string {
  const byPerson = new WeakMap<KnownPerson, string>();
  return (person) => {
    const made = byPerson.get(person) ?? make(person.displayName);
    byPerson.set(person, made);
    return made;
  };
}
