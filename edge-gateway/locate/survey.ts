// The survey as the radio map needs it: for every anchor, what it heard at each calibrated point, freed of the floor
// slabs in between; and the kriging that carries it to every cell, worked out once for all anchors.

import type { Point } from '#shared/geometry/point.ts';
import type { AnchorId } from '#shared/model/ids.ts';
import type { Anchor, Floor } from '#shared/model/site.ts';
import type { CalibrationSample } from './calibration.ts';
import type { Grid } from './grid.ts';
import { heightBetweenM, slabsDb } from './obstruction.ts';
import { dbmOf, milliwatts } from './power.ts';
import { type Kriging, kriging } from './residual-map.ts';

export type Placed = { readonly anchor: Anchor; readonly storey: number };

/** The mean of what an anchor heard at a calibrated point of a floor. */
export type Measured = {
  readonly x: number;
  readonly y: number;
  readonly storey: number;
  readonly distanceM: number;
  readonly dbm: number;
};

/** What each anchor heard where. Samples of anchors or floors the site does not have are left out. */
export function measurements(
  placed: readonly Placed[],
  floors: readonly Floor[],
  calibration: readonly CalibrationSample[],
): ReadonlyMap<AnchorId, readonly Measured[]> {
  const byAnchor = Map.groupBy(calibration, (sample) => sample.anchor);
  const storeyOf = new Map(floors.map((floor, storey) => [floor.id, storey]));
  return new Map(
    placed.map((p) => {
      const own = byAnchor.get(p.anchor.id) ?? [];
      return [p.anchor.id, own.flatMap((sample) => measured(p, sample, storeyOf.get(sample.floor)))];
    }),
  );
}

function measured(p: Placed, { x, y, rssi }: CalibrationSample, storey: number | undefined): readonly Measured[] {
  if (storey === undefined) return [];
  const meanDbm = dbmOf(rssi.reduce((sum, dbm) => sum + milliwatts(dbm), 0) / rssi.length);
  return [{ x, y, storey, distanceM: distanceTo(p, x, y, storey), dbm: meanDbm + slabsDb(storey - p.storey) }];
}

/** From an anchor to a tag worn on the chest at (x, y) of a storey. */
export function distanceTo({ anchor, storey }: Placed, x: number, y: number, ofStorey: number): number {
  return Math.hypot(x - anchor.at.x, y - anchor.at.y, heightBetweenM(ofStorey - storey, anchor.heightM));
}

/** A storey's surveyed spots, and per cell from the storey's first on the kriging over them; null where nobody can be. */
export type StoreySurvey = { readonly spots: readonly Point[]; readonly cells: readonly (Kriging | null)[] };

/**
 * Shared by all anchors: which of them was heard at a spot is another matter, and an anchor's own kriging costs a hundred times.
 * A step is a row of cells, so that a running gateway can breathe in between.
 */
export function* storeySurveys(grid: Grid, measured: Iterable<Measured>): Generator<void, readonly StoreySurvey[]> {
  const byStorey = Map.groupBy(measured, ({ storey }) => storey);
  const surveys: StoreySurvey[] = [];
  for (const [storey, { first, cols, rows }] of grid.floors.entries()) {
    const spots = [...new Map((byStorey.get(storey) ?? []).map(({ x, y }) => [spotKey(x, y), { x, y }])).values()];
    const krigingAt = kriging(spots);
    const cells: (Kriging | null)[] = [];
    for (let cell = first; cell < first + (spots.length === 0 ? 0 : cols * rows); cell++) {
      if (cells.length % cols === 0) yield;
      const at = { x: grid.x[cell] ?? 0, y: grid.y[cell] ?? 0 };
      cells.push((grid.room[cell] ?? 0) === 0 ? null : krigingAt(at));
    }
    surveys.push({ spots, cells });
  }
  return surveys;
}

/** The mean of what `errorDb` gives at each spot of the storey; NaN where this anchor has no sample. */
export function errorsAtSpots({ spots }: StoreySurvey, own: readonly Measured[], errorDb: (m: Measured) => number): Float64Array {
  const bySpot = Map.groupBy(own, ({ x, y }) => spotKey(x, y));
  return Float64Array.from(spots, ({ x, y }) => {
    const here = bySpot.get(spotKey(x, y)) ?? [];
    return here.reduce((sum, m) => sum + errorDb(m), 0) / here.length;
  });
}

function spotKey(x: number, y: number): string {
  return `${x} ${y}`;
}
