// Somebody signed in, as the table of rights looks at them: made anew from the mirror at every question, so that a role or a
// duty that was taken away is gone with the next one.

import type { SubjectRef } from '#shared/model/ids.ts';
import type { Duty, Person } from '#shared/model/person.ts';
import type { Viewer } from '#shared/model/viewer.ts';
import { viewerOf } from './mask/viewer.ts';

export type Holder = Viewer & { readonly duties: ReadonlySet<Duty> };

/** Null for who is not known (any more). */
export type HolderOf = (ref: SubjectRef) => Holder | null;

export function holdersOf(person: (ref: SubjectRef) => Person | undefined): HolderOf {
  return (ref) => {
    const known = person(ref);
    return known === undefined ? null : { ...viewerOf(known), duties: new Set(known.duties) };
  };
}
