// The place of somebody who may be seen by others: as fine as a drawing needs, coarser than the seat, and none at all where
// the radio is not sure.

import type { Fix } from '#shared/model/fix.ts';
import type { BoardPerson } from '#shared/wire/board.ts';

/** Places are multiples of this. */
const gridM = 0.5;

/** Null below the confidence that names a zone: a wrong desk is worse than none. */
export function placeOf({ precision, zone, x, y, radius68M }: Fix): Pick<BoardPerson, 'x' | 'y' | 'radiusM'> | null {
  if (precision === 'floor' || zone === null) return null;
  return { x: onGrid(x), y: onGrid(y), radiusM: Math.max(gridM, Math.ceil(radius68M / gridM) * gridM) };
}

function onGrid(metres: number): number {
  // Adding zero turns -0 into 0: JSON has no -0, a comparison has.
  return Math.round(metres / gridM) * gridM + 0;
}
