// What the path-loss curve leaves over (cupboards, corners, reflections) is alike at places close to each other. Kriging
// (a Gaussian process on the nearest calibrated points) says how sure one can be of it at the places in between; what it is
// there, shared-field.ts says from all anchors. See Rasmussen & Williams, Gaussian Processes for Machine Learning, algorithm 2.1.

import type { Point } from '#shared/geometry/point.ts';

/** Weights of the points' residuals in the expected residual of one place, and its standard deviation in dB. */
export type Kriging = { readonly nearest: Int32Array; readonly weights: Float64Array; readonly sdDb: number };

/**
 * Spread of the residual field, the distance over which it stays alike (Matérn 3/2), and the error of one calibrated
 * point's mean: reflections that are different a step further on. TETAM's fingerprints show 2.4 to 3.9, 2.5 to 5 and 2.5
 * to 3; the result hardly depends on them.
 */
export const fieldSdDb = 3.5;
export const pointSdDb = 2.5;
const lengthM = 4;
const mostNeighbours = 24;

/** Kriging on these points, for any place: without points 0 and the field's own spread. Plain loops: it runs per cell. */
export function kriging(points: readonly Point[]): (at: Point) => Kriging {
  const n = points.length;
  const near = Math.min(n, mostNeighbours);
  const between = Float64Array.from({ length: n * n }, (_, i) => covariance(points[Math.floor(i / n)], points[i % n]));
  const far = new Float64Array(n);
  const lower = new Float64Array(near * near);
  const half = new Float64Array(near);
  return (at) => {
    for (let i = 0; i < n; i++) far[i] = ((points[i]?.x ?? 0) - at.x) ** 2 + ((points[i]?.y ?? 0) - at.y) ** 2;
    const nearest = smallest(far, near);
    for (let i = 0; i < near; i++) {
      const p = nearest[i] ?? 0;
      for (let j = 0; j <= i; j++) {
        let sum = (between[p * n + (nearest[j] ?? 0)] ?? 0) + (i === j ? pointSdDb ** 2 : 0);
        for (let k = 0; k < j; k++) sum -= (lower[i * near + k] ?? 0) * (lower[j * near + k] ?? 0);
        lower[i * near + j] = i === j ? Math.sqrt(sum) : sum / (lower[j * near + j] ?? 1);
      }
    }
    let explained = 0;
    for (let i = 0; i < near; i++) {
      let sum = covariance(points[nearest[i] ?? 0], at);
      for (let k = 0; k < i; k++) sum -= (lower[i * near + k] ?? 0) * (half[k] ?? 0);
      half[i] = sum / (lower[i * near + i] ?? 1);
      explained += (half[i] ?? 0) ** 2;
    }
    return { nearest, weights: backward(lower, half), sdDb: Math.sqrt(Math.max(0, fieldSdDb ** 2 - explained)) };
  };
}

/** The places of the `count` smallest values, smallest first. */
function smallest(values: Float64Array, count: number): Int32Array {
  const found = new Int32Array(count);
  let filled = 0;
  for (let i = 0; i < values.length; i++) {
    const value = values[i] ?? 0;
    if (filled === count && value >= (values[found[count - 1] ?? 0] ?? 0)) continue;
    let at = filled < count ? filled++ : count - 1;
    for (; at > 0 && (values[found[at - 1] ?? 0] ?? 0) > value; at--) found[at] = found[at - 1] ?? 0;
    found[at] = i;
  }
  return found;
}

/** How alike the residuals at two places are, 0 to 1. */
export function alike(a: Point | undefined, b: Point | undefined): number {
  const d = Math.sqrt(3 * (((a?.x ?? 0) - (b?.x ?? 0)) ** 2 + ((a?.y ?? 0) - (b?.y ?? 0)) ** 2)) / lengthM;
  return (1 + d) * Math.exp(-d);
}

function covariance(a: Point | undefined, b: Point | undefined): number {
  return fieldSdDb ** 2 * alike(a, b);
}

/** Solves Lᵀ z = `right`. */
function backward(lower: Float64Array, right: Float64Array): Float64Array {
  const n = right.length;
  const z = right.slice();
  for (let i = n - 1; i >= 0; i--) {
    let sum = z[i] ?? 0;
    for (let k = i + 1; k < n; k++) sum -= (lower[k * n + i] ?? 0) * (z[k] ?? 0);
    z[i] = sum / (lower[i * n + i] ?? 1);
  }
  return z;
}
