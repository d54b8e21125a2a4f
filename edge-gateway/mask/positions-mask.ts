// Whether people can be located here at all: about the machine and nobody in it, so it is the same for every audience.

import type { PositionsState } from '#shared/model/positions.ts';

/** Field by field, like everything that leaves. */
export function maskPositions({ on, why, failing, accepted }: PositionsState): PositionsState {
  return { on, why, failing: [...failing], accepted: [...accepted] };
}
