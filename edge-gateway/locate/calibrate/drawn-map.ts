// The radio map as the engine draws it, asked at spots: for judging a survey.

import type { Point } from '#shared/geometry/point.ts';
import { atOnce } from '#shared/kit/steps.ts';
import type { Floor } from '#shared/model/site.ts';
import { numbersPerCell } from '../expectation.ts';
import { createGrid, type Grid } from '../grid.ts';
import { slabsDb } from '../obstruction.ts';
import { buildRadioMap } from '../radio-map.ts';
import type { Measured } from './curve.ts';
import type { MapFrom } from './held-out.ts';

const mostCells = 8_192;

/** Draws maps of a building; what they expect is freed of the slabs in between, as measurements are. `floors` from bottom to top. */
export function mapsOf(floors: readonly Floor[]): MapFrom {
  const grid = createGrid(floors, mostCells);
  const storeyOf = new Map(floors.map((floor, storey) => [floor.id, storey]));
  const storeyOfAnchor = new Map(floors.flatMap((floor, storey) => floor.anchors.map(({ id }) => [id, storey])));
  return (known) => {
    const { fields } = atOnce(buildRadioMap({ floors, calibration: known.map(asSample), tunings: [] }, grid));
    return ({ anchor, floor, x, y }) => {
      const [field, storey] = [fields.get(anchor), storeyOf.get(floor) ?? 0];
      const cell = nearestCell(grid, storey, { x, y });
      const expectedDbm = field?.table[numbersPerCell * (field.first + cell)] ?? Number.NaN;
      return expectedDbm + slabsDb(storey - (storeyOfAnchor.get(anchor) ?? 0));
    };
  };
}

function asSample({ floor, x, y, anchor, readings }: Measured) {
  return { floor, x, y, anchor, rssi: readings };
}

/** Of those where somebody can be; people may stand a little outside the plan. */
function nearestCell(grid: Grid, storey: number, at: Point): number {
  const { first, cols, rows } = grid.floors[storey] ?? { first: 0, cols: 0, rows: 0 };
  let [nearest, leastM] = [first, Number.POSITIVE_INFINITY];
  for (let cell = first; cell < first + cols * rows; cell++) {
    const farM = Math.hypot((grid.x[cell] ?? 0) - at.x, (grid.y[cell] ?? 0) - at.y);
    if ((grid.room[cell] ?? 0) > 0 && farM < leastM) [nearest, leastM] = [cell, farM];
  }
  return nearest;
}
