// Somebody who is signed in, as far as it takes to decide what they may see. Made anew from the mirror whenever it is
// needed, so that a role or a group that was taken away is gone with the next look.

import type { FloorId, GroupId, SubjectRef } from './ids.ts';
import type { Role } from './roles.ts';

export type Viewer = {
  readonly ref: SubjectRef;
  /** Roles combine as a union (rule 45). */
  readonly roles: ReadonlySet<Role>;
  readonly groups: ReadonlySet<GroupId>;
  /** Counts for managers only. */
  readonly manages: {
    readonly groups: 'all' | ReadonlySet<GroupId>;
    readonly floors: 'all' | ReadonlySet<FloorId>;
  };
};
