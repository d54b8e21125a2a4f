// What the path-loss curves leave over is alike at places close to each other, and for anchors close to each other too: the
// same cupboards stand at that end of the path. One Gaussian process over pairs of a place and an anchor, its covariance
// the product of both likenesses (multi-task learning: Bonilla, Chai & Williams 2007; shadowing of links that share their
// surroundings: Agrawal & Patwari 2009), so that what one anchor was heard with tells something about its neighbours.

import type { Point } from '#shared/geometry/point.ts';
import { conjugateGradients } from './conjugate-gradients.ts';
import type { Grid } from './grid.ts';
import { alike, fieldSdDb, pointSdDb } from './residual-map.ts';
import type { Placed } from './survey.ts';

/** Per anchor the expected residual in dB at each cell of the storey; 0 where nobody can be. */
type CellErrors = readonly Float32Array[];

/**
 * Carries the residuals of all anchors at a storey's spots to its cells. `errorsDb` has, per anchor, one number for each
 * spot, NaN where that anchor has no sample. A step is a round of the solver or a row of cells, so that a running gateway can
 * breathe in between.
 */
export function* sharedErrors(
  grid: Grid,
  storey: number,
  spots: readonly Point[],
  anchors: readonly Placed[],
  errorsDb: readonly Float64Array[],
): Generator<void, CellErrors> {
  const { first, cols, rows } = grid.floors[storey] ?? { first: 0, cols: 0, rows: 0 };
  const found = anchors.map(() => new Float32Array(cols * rows));
  if (spots.length === 0) return found;
  const pulls = yield* spotPulls(spots, anchors, errorsDb);
  const near = new Float64Array(spots.length);
  for (let i = 0; i < cols * rows; i++) {
    if (i % cols === 0) yield;
    const cell = first + i;
    if (grid.room[cell] === 0) continue;
    const at = { x: grid.x[cell] ?? 0, y: grid.y[cell] ?? 0 };
    for (let s = 0; s < near.length; s++) near[s] = alike(spots[s] ?? at, at);
    for (const [a, cells] of found.entries()) cells[i] = weighed(near, 0, pulls, a * near.length);
  }
  return found;
}

/** What each spot says about each anchor, as the weight of its likeness to a place: one number per spot, anchor by anchor. */
function* spotPulls(
  spots: readonly Point[],
  anchors: readonly Placed[],
  errorsDb: readonly Float64Array[],
): Generator<void, Float64Array> {
  const [width, height] = [spots.length, anchors.length];
  const betweenSpots = table(width, width, (i, j) => alike(spots[i], spots[j]));
  const betweenAnchors = table(height, height, (i, j) => fieldSdDb ** 2 * alikeAnchors(anchors[i], anchors[j]));
  const measuredDb = table(height, width, (a, s) => errorsDb[a]?.[s] ?? Number.NaN);
  const mixed = (from: Float64Array): Float64Array => {
    const into = new Float64Array(from.length);
    for (let a = 0; a < height; a++) {
      for (let b = 0; b < height; b++) {
        const share = betweenAnchors[a * height + b] ?? 0;
        if (share > 0)
          for (let s = 0; s < width; s++) into[a * width + s] = (into[a * width + s] ?? 0) + share * (from[b * width + s] ?? 0);
      }
    }
    return into;
  };
  const covarianceTimes = (vector: Float64Array): Float64Array => {
    const mix = mixed(vector);
    return vector.map((value, i) => {
      if (Number.isNaN(measuredDb[i])) return 0;
      const s = i % width;
      return pointSdDb ** 2 * value + weighed(betweenSpots, s * width, mix, i - s, width);
    });
  };
  return mixed(
    yield* conjugateGradients(
      covarianceTimes,
      measuredDb.map((value) => (Number.isNaN(value) ? 0 : value)),
    ),
  );
}

/** Nothing is known of how alike the surroundings of anchors on different storeys are. */
function alikeAnchors(a: Placed | undefined, b: Placed | undefined): number {
  return a?.storey === b?.storey ? alike(a?.anchor.at, b?.anchor.at) : 0;
}

function table(rows: number, cols: number, value: (row: number, col: number) => number): Float64Array {
  return Float64Array.from({ length: rows * cols }, (_, i) => value(Math.floor(i / cols), i % cols));
}

function weighed(a: Float64Array, fromA: number, b: Float64Array, fromB: number, count = a.length): number {
  let sum = 0;
  for (let k = 0; k < count; k++) sum += (a[fromA + k] ?? 0) * (b[fromB + k] ?? 0);
  return sum;
}
