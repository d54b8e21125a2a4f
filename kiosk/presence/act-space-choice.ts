// Which space is chosen, and where it is looked for.

import type { FloorId, SpaceId } from '#shared/model/ids.ts';
import type { SpaceKind } from '#shared/model/site.ts';

export type SpaceChoice = { readonly floor: FloorId | null; readonly kind: SpaceKind; readonly space: SpaceId | null };

export const noSpace: SpaceChoice = { floor: null, kind: 'desk', space: null };
