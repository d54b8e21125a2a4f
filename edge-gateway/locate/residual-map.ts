// What the path-loss curve leaves over (cupboards, corners, reflections) is alike at places close to each other. Kriging
// (a Gaussian process on the nearest calibrated points) carries it to the places in between, and says how sure it is.

import type { Point } from '#shared/geometry/point.ts';

/** How far the curve was off at a calibrated point, in dB. */
export type Residual = Point & { readonly errorDb: number };
export type ResidualAt = { readonly errorDb: number; readonly sdDb: number };

/** Spread of the residual field, the distance over which it stays alike, and the error of one calibrated point's mean. */
const field = { sdDb: 4, lengthM: 2.5, pointSdDb: 2.5 };
const neighbours = 20;

/** The expected residual at `at` and its standard deviation; without calibrated points nearby 0 and the field's own. */
export function residualAt(points: readonly Residual[], at: Point): ResidualAt {
  const near = nearest(points, at);
  const k = near.map((p) => covariance(p, at));
  const lower = cholesky(near.map((p, i) => near.map((q, j) => covariance(p, q) + (i === j ? field.pointSdDb ** 2 : 0))));
  const halfK = forward(lower, k);
  const halfError = forward(
    lower,
    near.map((p) => p.errorDb),
  );
  const errorDb = halfK.reduce((sum, value, i) => sum + value * (halfError[i] ?? 0), 0);
  const explained = halfK.reduce((sum, value) => sum + value * value, 0);
  return { errorDb, sdDb: Math.sqrt(Math.max(0, field.sdDb ** 2 - explained)) };
}

function nearest(points: readonly Residual[], at: Point): readonly Residual[] {
  const reachM = 3 * field.lengthM;
  return points
    .map((p) => ({ p, d: Math.hypot(p.x - at.x, p.y - at.y) }))
    .filter(({ d }) => d <= reachM)
    .sort((a, b) => a.d - b.d)
    .slice(0, neighbours)
    .map(({ p }) => p);
}

function covariance(a: Point, b: Point): number {
  const d = Math.hypot(a.x - b.x, a.y - b.y) / field.lengthM;
  return field.sdDb ** 2 * Math.exp(-0.5 * d * d);
}

/** The lower triangle L with L Lᵀ = `matrix`, which is symmetric and positive definite because of the points' own error. */
function cholesky(matrix: readonly (readonly number[])[]): readonly (readonly number[])[] {
  const lower: number[][] = [];
  matrix.forEach((row, i) => {
    const built: number[] = [];
    for (let j = 0; j <= i; j++) {
      let sum = row[j] ?? 0;
      const other = j === i ? built : (lower[j] ?? []);
      for (let k = 0; k < j; k++) sum -= (built[k] ?? 0) * (other[k] ?? 0);
      built.push(j === i ? Math.sqrt(sum) : sum / (other[j] ?? 1));
    }
    lower.push(built);
  });
  return lower;
}

/** Solves L z = `right`. */
function forward(lower: readonly (readonly number[])[], right: readonly number[]): readonly number[] {
  const z: number[] = [];
  lower.forEach((row, i) => {
    let sum = right[i] ?? 0;
    for (let k = 0; k < i; k++) sum -= (row[k] ?? 0) * (z[k] ?? 0);
    z.push(sum / (row[i] ?? 1));
  });
  return z;
}
