// Where on each floor a belief lives: the smallest rectangles around its cells. A person is somewhere, not everywhere, and
// only that part of the building is worked on.

import type { FloorGrid, Grid } from './grid.ts';
import type { Box } from './motion.ts';

/** One box per floor that has any of the cells (in the grid's order), wider by `reach` cells as far as the floor goes. */
export function boxesAround(cells: ArrayLike<number>, grid: Grid, reach: number): readonly Box[] {
  const boxes: Box[] = [];
  let k = 0;
  for (const floor of grid.floors) {
    const end = floor.first + floor.cols * floor.rows;
    const from = k;
    while (k < cells.length && (cells[k] ?? 0) < end) k++;
    if (k > from) boxes.push(boxOn(floor, cells, from, k, reach));
  }
  return boxes;
}

function boxOn(floor: FloorGrid, cells: ArrayLike<number>, from: number, to: number, reach: number): Box {
  let [left, right] = [floor.cols, 0];
  for (let k = from; k < to; k++) {
    const col = ((cells[k] ?? 0) - floor.first) % floor.cols;
    if (col < left) left = col;
    if (col > right) right = col;
  }
  const top = Math.floor(((cells[from] ?? 0) - floor.first) / floor.cols);
  const bottom = Math.floor(((cells[to - 1] ?? 0) - floor.first) / floor.cols);
  return {
    floor,
    left: Math.max(0, left - reach),
    right: Math.min(floor.cols - 1, right + reach),
    top: Math.max(0, top - reach),
    bottom: Math.min(floor.rows - 1, bottom + reach),
  };
}

/** Zeroes the boxes. */
export function clearBoxes(values: Float32Array, boxes: readonly Box[]): void {
  for (const { floor, left, right, top, bottom } of boxes) {
    for (let row = top; row <= bottom; row++) {
      const start = floor.first + row * floor.cols;
      values.fill(0, start + left, start + right + 1);
    }
  }
}

/** Every how many cells, each way, somebody is looked for outside the boxes: one cell in this squared. */
const latticeStep = 8;

/**
 * Lists into `out`, in the grid's order, the cells of the boxes (one per floor at most) and outside them a sparse lattice
 * over all floors; returns how many.
 */
export function listAround(boxes: readonly Box[], grid: Grid, out: Int32Array): number {
  let count = 0;
  for (const floor of grid.floors) {
    const box = boxes.find((candidate) => candidate.floor === floor);
    for (let row = 0; row < floor.rows; row++) {
      const start = floor.first + row * floor.cols;
      const inBox = box !== undefined && row >= box.top && row <= box.bottom;
      const left = inBox ? box.left : floor.cols;
      const right = inBox ? box.right : -1;
      const isLatticeRow = row % latticeStep === 0;
      if (isLatticeRow) for (let col = 0; col < left && col < floor.cols; col += latticeStep) out[count++] = start + col;
      for (let col = left; col <= right; col++) out[count++] = start + col;
      const next = latticeStep * Math.ceil((right + 1) / latticeStep);
      if (isLatticeRow && inBox) for (let col = next; col < floor.cols; col += latticeStep) out[count++] = start + col;
    }
  }
  return count;
}

/** 1 for the lattice's cells that have room for somebody. */
export function latticeOf(grid: Grid): Uint8Array {
  const lattice = new Uint8Array(grid.size);
  for (const { first, cols, rows } of grid.floors) {
    for (let row = 0; row < rows; row += latticeStep) {
      for (let col = 0; col < cols; col += latticeStep) {
        const i = first + row * cols + col;
        lattice[i] = (grid.room[i] ?? 0) > 0 ? 1 : 0;
      }
    }
  }
  return lattice;
}
