// From a belief over cells to what a fix says: the floor, a point, the radii that hold 68 and 95 % of the belief, the
// share of each zone.

import type { FloorGrid, Grid } from './grid.ts';

export type Estimate = {
  readonly floor: FloorGrid;
  /** Share of the belief on that floor. */
  readonly floorShare: number;
  readonly x: number;
  readonly y: number;
  readonly radius68M: number;
  readonly radius95M: number;
  /** Probability of each zone of the building, in the order of `grid.zones`. */
  readonly zoneShare: Float32Array;
};

/** Cells of the grid, in its order, and a share of belief for each; the shares of the first `count` sum to one. */
export type Shares = { readonly cell: ArrayLike<number>; readonly share: ArrayLike<number>; readonly count: number };

const ringM = 0.25;
/** A cell is a square, not a point, and the map is never quite right: no radius is smaller than this. */
const leastRadiusM = 0.6;
/** Readings are weighed cautiously (evidence.ts), so the belief is a little wider than the errors turn out to be. */
const beliefScale = 0.88;

/**
 * The geometric median is found in steps (Weiszfeld 1937) from the mean on; more of them move it by centimetres. Closer than
 * a cell is near, belief pulls no harder.
 */
const medianSteps = 3;
const nearM = 0.3;

/**
 * The point is the belief's geometric median on its most probable floor: the one from which the truth is least far away on
 * average, which a second place that is less probable pulls less than a mean. The radii hold that much of the belief there, widened by
 * `errorM`, what the map may be off at each cell.
 */
export function estimate({ cell, share, count }: Shares, grid: Grid, errorM: Float32Array): Estimate {
  const zoneShare = new Float32Array(grid.zones.length);
  let best: { floor: FloorGrid; mass: number; x: number; y: number; error: number; from: number; to: number } | undefined;
  let k = 0;
  for (const floor of grid.floors) {
    const end = floor.first + floor.cols * floor.rows;
    const from = k;
    let [mass, x, y, error] = [0, 0, 0, 0];
    for (; k < count && (cell[k] ?? 0) < end; k++) {
      const i = cell[k] ?? 0;
      const p = share[k] ?? 0;
      mass += p;
      x += p * (grid.x[i] ?? 0);
      y += p * (grid.y[i] ?? 0);
      error += p * (errorM[i] ?? 0);
      const zone = grid.zone[i] ?? -1;
      if (zone >= 0) zoneShare[zone] = (zoneShare[zone] ?? 0) + p;
    }
    if (!best || mass > best.mass) best = { floor, mass, x: x / mass, y: y / mass, error: error / mass, from, to: k };
  }
  if (!best) throw new Error('The building has no floor to be on.');
  const { floor, mass, error, from, to } = best;
  let [x, y] = [best.x, best.y];
  for (let step = 0; step < medianSteps; step++) [x, y] = closer({ cell, share, count: to }, from, grid, x, y);
  const rings = ringsAround({ cell, share, count: to }, from, grid, x, y);
  return {
    ...{ floor, floorShare: mass, x, y, zoneShare },
    radius68M: Math.hypot(Math.max(leastRadiusM, beliefScale * radiusHolding(0.68 * mass, rings)), error),
    radius95M: Math.hypot(Math.max(2 * leastRadiusM, radiusHolding(0.95 * mass, rings)), 1.3 * error),
  };
}

/** The mean of the belief, each cell weighed by how near (x, y) it is. */
function closer({ cell, share, count }: Shares, from: number, grid: Grid, x: number, y: number): [number, number] {
  let [total, towardsX, towardsY] = [0, 0, 0];
  for (let k = from; k < count; k++) {
    const i = cell[k] ?? 0;
    const dx = (grid.x[i] ?? 0) - x;
    const dy = (grid.y[i] ?? 0) - y;
    const pull = (share[k] ?? 0) / Math.sqrt(dx * dx + dy * dy + nearM * nearM);
    total += pull;
    towardsX += pull * dx;
    towardsY += pull * dy;
  }
  return [x + towardsX / total, y + towardsY / total];
}

/** Belief per ring of a quarter of a metre around a point. */
function ringsAround({ cell, share, count }: Shares, from: number, grid: Grid, x: number, y: number): readonly number[] {
  const rings: number[] = [];
  for (let k = from; k < count; k++) {
    const i = cell[k] ?? 0;
    const dx = (grid.x[i] ?? 0) - x;
    const dy = (grid.y[i] ?? 0) - y;
    const ring = Math.floor(Math.sqrt(dx * dx + dy * dy) / ringM);
    while (rings.length <= ring) rings.push(0);
    rings[ring] = (rings[ring] ?? 0) + (share[k] ?? 0);
  }
  return rings;
}

function radiusHolding(wanted: number, rings: readonly number[]): number {
  let sum = 0;
  for (const [ring, mass] of rings.entries()) {
    if (sum + mass >= wanted) return (ring + (wanted - sum) / mass) * ringM;
    sum += mass;
  }
  return rings.length * ringM;
}
