// How a person may have moved since the last look: a belief over cells flows into its neighbours as a random walk does.

import type { FloorGrid, Grid } from './grid.ts';

/**
 * Lets `belief` spread by `varianceM2` per axis. Only the part of a floor that holds any belief is touched: a person is
 * somewhere, not everywhere. Cells outside stay empty, so nobody leaves through the façade.
 */
export function spread(belief: Float32Array, grid: Grid, varianceM2: number, scratch: Float32Array): void {
  const taps = kernel(varianceM2 / grid.cellM ** 2);
  for (const floor of grid.floors) {
    const box = support(belief, floor, taps.length - 1);
    if (!box) continue;
    const start = floor.first + box.top * floor.cols + box.left;
    const cols = box.right - box.left + 1;
    const rows = box.bottom - box.top + 1;
    for (let row = 0; row < rows; row++) blur(belief, scratch, taps, start + row * floor.cols, 1, cols);
    for (let col = 0; col < cols; col++) blur(scratch, belief, taps, start + col, floor.cols, rows);
    for (let row = 0; row < rows; row++) {
      const first = start + row * floor.cols;
      for (let i = first; i < first + cols; i++) if (grid.inside[i] === 0) belief[i] = 0;
    }
  }
}

type Box = { readonly left: number; readonly right: number; readonly top: number; readonly bottom: number };

/** The smallest box around all belief on a floor, wider by `reach` cells as far as the floor goes. */
function support(belief: Float32Array, floor: FloorGrid, reach: number): Box | null {
  let [left, right, top, bottom] = [floor.cols, -1, floor.rows, -1];
  for (let row = 0, i = floor.first; row < floor.rows; row++) {
    for (let col = 0; col < floor.cols; col++, i++) {
      if (belief[i] === 0) continue;
      if (col < left) left = col;
      if (col > right) right = col;
      if (row < top) top = row;
      bottom = row;
    }
  }
  if (bottom < 0) return null;
  return {
    left: Math.max(0, left - reach),
    right: Math.min(floor.cols - 1, right + reach),
    top: Math.max(0, top - reach),
    bottom: Math.min(floor.rows - 1, bottom + reach),
  };
}

/** Half of a symmetric kernel (centre first) with the given variance in cells; three taps where it is a fraction of one. */
function kernel(variance: number): readonly number[] {
  if (variance < 0.5) return [1 - variance, variance / 2];
  const reach = Math.ceil(2.5 * Math.sqrt(variance));
  const raw = Array.from({ length: reach + 1 }, (_, i) => Math.exp((-i * i) / (2 * variance)));
  const total = raw.reduce((sum, value, i) => sum + (i === 0 ? value : 2 * value), 0);
  return raw.map((value) => value / total);
}

/** One line of cells: `count` of them from `start`, `step` apart. What would flow over an end stays at it. */
function blur(from: Float32Array, to: Float32Array, taps: readonly number[], start: number, step: number, count: number): void {
  const centre = taps[0] ?? 1;
  const reach = taps.length - 1;
  const last = start + (count - 1) * step;
  for (let i = 0, at = start; i < count; i++, at += step) {
    let sum = centre * (from[at] ?? 0);
    if (i >= reach && i + reach < count) {
      for (let t = 1, off = step; t <= reach; t++, off += step)
        sum += (taps[t] ?? 0) * ((from[at - off] ?? 0) + (from[at + off] ?? 0));
    } else {
      for (let t = 1, off = step; t <= reach; t++, off += step) {
        sum += (taps[t] ?? 0) * ((from[i >= t ? at - off : start] ?? 0) + (from[i + t < count ? at + off : last] ?? 0));
      }
    }
    to[at] = sum;
  }
}
