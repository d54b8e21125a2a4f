// The survey as the radio map needs it: for every anchor, what it heard at each calibrated point, freed of the floor
// slabs in between; and the kriging that carries it to every cell, worked out once for all anchors with the same points.

import type { AnchorId } from '#shared/model/ids.ts';
import type { Anchor, Floor } from '#shared/model/site.ts';
import type { CalibrationSample } from './calibration.ts';
import type { Grid } from './grid.ts';
import { heightBetweenM, slabsDb } from './obstruction.ts';
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
  const meanDbm = rssi.reduce((sum, dbm) => sum + dbm, 0) / rssi.length;
  return [{ x, y, storey, distanceM: distanceTo(p, x, y, storey), dbm: meanDbm + slabsDb(storey - p.storey) }];
}

/** From an anchor to a tag worn on the chest at (x, y) of a storey. */
export function distanceTo({ anchor, storey }: Placed, x: number, y: number, ofStorey: number): number {
  return Math.hypot(x - anchor.at.x, y - anchor.at.y, heightBetweenM(ofStorey - storey, anchor.heightM));
}

/** Per cell of a storey, from its first cell on; anchors that were heard at the same points share it. */
export type KrigingOf = (storey: number, points: readonly Measured[]) => readonly (Kriging | null)[];

export function krigingCache(grid: Grid): KrigingOf {
  const made = new Map<string, readonly (Kriging | null)[]>();
  return (storey, points) => {
    const key = `${storey} ${points.map((p) => `${p.x},${p.y}`).join(' ')}`;
    const known = made.get(key);
    if (known) return known;
    const { first, cols, rows } = grid.floors[storey] ?? { first: 0, cols: 0, rows: 0 };
    const krigingAt = kriging(points);
    const fresh = Array.from({ length: cols * rows }, (_, i) =>
      (grid.room[first + i] ?? 0) === 0 ? null : krigingAt({ x: grid.x[first + i] ?? 0, y: grid.y[first + i] ?? 0 }),
    );
    made.set(key, fresh);
    return fresh;
  };
}
