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

/** Places with less in common than this are taken for strangers: beyond 19 m. */
const leastAlike = 0.002;

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
  const here = new Float64Array(anchors.length);
  for (let i = 0; i < cols * rows; i++) {
    if (i % cols === 0) yield;
    const cell = first + i;
    if (grid.room[cell] === 0) continue;
    const at = { x: grid.x[cell] ?? 0, y: grid.y[cell] ?? 0 };
    here.fill(0);
    for (let s = 0; s < spots.length; s++) addRow(here, 0, alike(spots[s], at), pulls, s);
    for (const [a, cells] of found.entries()) cells[i] = here[a] ?? 0;
  }
  return found;
}

/** What each spot says about each anchor, as the weight of its likeness to a place: a row per spot, a number per anchor. */
function* spotPulls(
  spots: readonly Point[],
  anchors: readonly Placed[],
  errorsDb: readonly Float64Array[],
): Generator<void, Float64Array> {
  const width = anchors.length;
  const ofSpot = spots.map((spot) => relatives(spots, (other) => alike(spot, other)));
  const ofAnchor = anchors.map((anchor) => relatives(anchors, (other) => alikeAnchors(anchor, other)));
  const measuredDb = Float64Array.from(
    { length: spots.length * width },
    (_, i) => errorsDb[i % width]?.[Math.floor(i / width)] ?? Number.NaN,
  );
  yield;
  const mixed = (rows: Float64Array): Float64Array => {
    const mix = new Float64Array(rows.length);
    for (let row = 0; row < rows.length; row += width)
      for (const [a, { of, share }] of ofAnchor.entries()) {
        let sum = 0;
        for (let k = 0; k < of.length; k++) sum += (share[k] ?? 0) * (rows[row + (of[k] ?? 0)] ?? 0);
        mix[row + a] = fieldSdDb ** 2 * sum;
      }
    return mix;
  };
  const covarianceTimes = (vector: Float64Array): Float64Array => {
    const mix = mixed(vector);
    const product = vector.map((value) => pointSdDb ** 2 * value);
    for (const [s, { of, share }] of ofSpot.entries())
      for (let k = 0; k < of.length; k++) addRow(product, s * width, share[k] ?? 0, mix, of[k] ?? 0, width);
    return product.map((value, i) => (Number.isNaN(measuredDb[i]) ? 0 : value));
  };
  return mixed(
    yield* conjugateGradients(
      covarianceTimes,
      measuredDb.map((value) => (Number.isNaN(value) ? 0 : value)),
    ),
  );
}

/** Nothing is known of how alike the surroundings of anchors on different storeys are. */
function alikeAnchors(a: Placed, b: Placed): number {
  return a.storey === b.storey ? alike(a.anchor.at, b.anchor.at) : 0;
}

/** The places in a list of those that have something in common with one, and how much. */
type Relatives = { readonly of: Int32Array; readonly share: Float64Array };

function relatives<T>(all: readonly T[], likeness: (other: T) => number): Relatives {
  const close = all.flatMap((other, of) => {
    const share = likeness(other);
    return share < leastAlike ? [] : [{ of, share }];
  });
  return { of: Int32Array.from(close, ({ of }) => of), share: Float64Array.from(close, ({ share }) => share) };
}

/** Adds to the row of `into` that begins at `at` the n-th one of `rows`, times `share`, if that is anything. */
function addRow(into: Float64Array, at: number, share: number, rows: Float64Array, n: number, width = into.length): void {
  if (share < leastAlike) return;
  for (let a = 0; a < width; a++) into[at + a] = (into[at + a] ?? 0) + share * (rows[n * width + a] ?? 0);
}
