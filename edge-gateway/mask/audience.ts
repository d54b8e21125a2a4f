// Who looks. The mask asks the audience, never the caller, how much may be seen; a wall is the only audience so far.
// A signed-in person, a manager of some plans and an auditor become further members of this union, each with its rule.

import type { WallNames } from '#shared/model/policy.ts';

/** Anybody who walks past: the widest audience there is, so it sees the least. `wallNames` is the display's policy. */
export type WallAudience = { readonly kind: 'wall'; readonly wallNames: WallNames };

export type Audience = WallAudience;
