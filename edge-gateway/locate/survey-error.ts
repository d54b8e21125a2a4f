// How far a place may be off, seconds on end, because nobody surveyed near it. Readings can't tell, so the belief does not
// notice; the radius has to say it all the same.

import type { Point } from '#shared/geometry/point.ts';
import type { Grid } from './grid.ts';
import type { StoreySurvey } from './survey.ts';

/**
 * Metres of error per metre of mean distance to the nearest surveyed points, beyond the first steps, and the error without
 * a survey. Seen on TETAM's hall (a point every 1.5 m: nothing to add; no survey: 2 m) and UJI's office (every 3.4 m).
 */
const surveyError = { points: 4, fromM: 1.2, perMetre: 1.2, mostM: 2 };

/** Per cell of the grid, in metres. */
export function surveyErrorM(grid: Grid, surveys: readonly StoreySurvey[]): Float32Array {
  const errorM = new Float32Array(grid.size).fill(surveyError.mostM);
  grid.floors.forEach((floor, storey) => {
    const spots = surveys[storey]?.spots ?? [];
    if (spots.length < surveyError.points) return;
    for (let cell = floor.first; cell < floor.first + floor.cols * floor.rows; cell++) {
      const farM = meanOfNearest(spots, grid.x[cell] ?? 0, grid.y[cell] ?? 0);
      errorM[cell] = Math.min(surveyError.mostM, surveyError.perMetre * Math.max(0, farM - surveyError.fromM));
    }
  });
  return errorM;
}

function meanOfNearest(spots: readonly Point[], x: number, y: number): number {
  const nearest: number[] = new Array(surveyError.points).fill(Number.POSITIVE_INFINITY);
  for (const spot of spots) {
    const farM = Math.sqrt((spot.x - x) ** 2 + (spot.y - y) ** 2);
    let at = surveyError.points - 1;
    if (farM >= (nearest[at] ?? 0)) continue;
    for (; at > 0 && (nearest[at - 1] ?? 0) > farM; at--) nearest[at] = nearest[at - 1] ?? 0;
    nearest[at] = farM;
  }
  return nearest.reduce((sum, farM) => sum + farM, 0) / surveyError.points;
}
