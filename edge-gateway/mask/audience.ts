// Who looks. The mask asks the audience, never the caller, how much may be seen. The rules of each are in decision.ts.

import type { FloorId } from '#shared/model/ids.ts';
import type { WallNames } from '#shared/model/policy.ts';
import type { Viewer } from '#shared/model/viewer.ts';

/** Anybody who walks past: the widest audience there is, so it sees the least. `wallNames` is the display's policy. */
type WallAudience = { readonly kind: 'wall'; readonly wallNames: WallNames };

/** One person who has signed in, as they stand in the mirror at this look. */
type SignedInAudience = { readonly kind: 'signed-in'; readonly viewer: Viewer };

/** Who may be shown a board. */
export type Audience = WallAudience | SignedInAudience;

/**
 * One look under break-glass, which two people have opened for this floor and which the audit has already written down.
 * Nobody has this audience by a role, and only glass-mask.ts asks for it: no board can be made for it.
 */
export type BreakGlassAudience = { readonly kind: 'break-glass'; readonly floor: FloorId };
