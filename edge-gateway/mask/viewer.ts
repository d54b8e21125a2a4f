// A signed-in person as the mask looks at them. Made anew at every look, so a role or a group taken away is gone with it.

import type { Person } from '#shared/model/person.ts';
import type { Viewer } from '#shared/model/viewer.ts';

/** Who manages without a list of what manages nothing. */
export function viewerOf({ ref, roles, groups, manages }: Pick<Person, 'ref' | 'roles' | 'groups' | 'manages'>): Viewer {
  return {
    ref,
    roles: new Set(roles),
    groups: new Set(groups),
    manages: { groups: allOrSet(manages?.groups), floors: allOrSet(manages?.floors) },
  };
}

function allOrSet<T>(assigned: 'all' | readonly T[] | undefined): 'all' | ReadonlySet<T> {
  return assigned === 'all' ? 'all' : new Set(assigned);
}
