// How a person may have moved between two moments: belief flows into neighbouring cells as a random walk does, readily
// over the open floor, hardly onto obstacles, never through the façade.

import type { FloorGrid, Grid } from './grid.ts';

/** A rectangle of one floor's cells; columns and rows inclusive. */
export type Box = {
  readonly floor: FloorGrid;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
};

export type Motion = {
  /** How many cells a spread reaches each way. */
  readonly reach: (seconds: number) => number;
  /** From the belief of a moment to that of `seconds` later, within `boxes`. */
  readonly forward: (belief: Float32Array, boxes: readonly Box[], seconds: number) => void;
  /** From what a later moment says of its places to what that means for the places `seconds` before. */
  readonly backward: (evidence: Float32Array, boxes: readonly Box[], seconds: number) => void;
};

/** A person in an office: spread of the random walk in metres per root second. */
const walkM = 0.7;
/** The step for which the room around each cell is worked out; others are close enough. */
const usualSeconds = 0.7;
/** Kernels are made for steps of a twentieth of a second, up to half a minute. */
const kernelsPerSecond = 20;
const longestSeconds = 30;

/**
 * A move ends at a place in proportion to the room there: `p(to | from) = k(from, to) room(to) / around(from)` with `k` a
 * Gaussian and `around` the room in reach.
 */
export function createMotion(grid: Grid): Motion {
  const scratch = new Float32Array(grid.size);
  const kernels = new Map<number, Float32Array>();
  const kernelFor = (seconds: number): Float32Array => {
    const step = Math.round(Math.min(longestSeconds, Math.max(0, seconds)) * kernelsPerSecond);
    const known = kernels.get(step) ?? kernel((walkM * walkM * step) / kernelsPerSecond / grid.cellM ** 2);
    kernels.set(step, known);
    return known;
  };
  const perAround = grid.room.slice();
  for (const floor of grid.floors) {
    blur(perAround, { floor, left: 0, right: floor.cols - 1, top: 0, bottom: floor.rows - 1 }, kernelFor(usualSeconds), scratch);
  }
  for (let i = 0; i < grid.size; i++) perAround[i] = grid.room[i] === 0 ? 0 : 1 / (perAround[i] ?? 1);
  const flow = (values: Float32Array, boxes: readonly Box[], seconds: number, from: Float32Array, to: Float32Array): void => {
    for (const box of boxes) {
      multiply(values, box, from);
      blur(values, box, kernelFor(seconds), scratch);
      multiply(values, box, to);
    }
  };
  return {
    reach: (seconds) => kernelFor(seconds).length - 1,
    forward: (belief, boxes, seconds) => flow(belief, boxes, seconds, perAround, grid.room),
    backward: (evidence, boxes, seconds) => flow(evidence, boxes, seconds, grid.room, perAround),
  };
}

/** Half of a symmetric kernel (centre first) with the given variance in cells; two taps where it is a fraction of one. */
function kernel(variance: number): Float32Array {
  if (variance < 0.5) return Float32Array.of(1 - variance, variance / 2);
  const reach = Math.ceil(2.5 * Math.sqrt(variance));
  const raw = Float32Array.from({ length: reach + 1 }, (_, i) => Math.exp((-i * i) / (2 * variance)));
  const total = raw.reduce((sum, value, i) => sum + (i === 0 ? value : 2 * value), 0);
  return raw.map((value) => value / total);
}

function multiply(values: Float32Array, { floor, left, right, top, bottom }: Box, by: Float32Array): void {
  for (let row = top; row <= bottom; row++) {
    const start = floor.first + row * floor.cols;
    for (let i = start + left; i <= start + right; i++) values[i] = (values[i] ?? 0) * (by[i] ?? 0);
  }
}

/** Rows into `scratch`, then its columns back. What would flow over an edge of the box is lost: nobody is beyond it. */
function blur(values: Float32Array, { floor, left, right, top, bottom }: Box, taps: Float32Array, scratch: Float32Array): void {
  const { first, cols } = floor;
  const centre = taps[0] ?? 1;
  const reach = taps.length - 1;
  for (let row = top; row <= bottom; row++) {
    const start = first + row * cols;
    for (let col = left; col <= right; col++) {
      let sum = centre * (values[start + col] ?? 0);
      for (let t = 1; t <= reach; t++) {
        const before = col - t >= left ? (values[start + col - t] ?? 0) : 0;
        const after = col + t <= right ? (values[start + col + t] ?? 0) : 0;
        sum += (taps[t] ?? 0) * (before + after);
      }
      scratch[start + col] = sum;
    }
  }
  for (let row = top; row <= bottom; row++) {
    const start = first + row * cols;
    for (let i = start + left; i <= start + right; i++) values[i] = centre * (scratch[i] ?? 0);
    for (let t = 1; t <= reach; t++) {
      const tap = taps[t] ?? 0;
      const up = row - t >= top ? t * cols : -1;
      const down = row + t <= bottom ? t * cols : -1;
      for (let i = start + left; i <= start + right; i++) {
        const sum = (up < 0 ? 0 : (scratch[i - up] ?? 0)) + (down < 0 ? 0 : (scratch[i + down] ?? 0));
        values[i] = (values[i] ?? 0) + tap * sum;
      }
    }
  }
}
