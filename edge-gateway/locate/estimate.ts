// From a belief over cells to what a fix says: the floor, a point, the radius that holds 68 % of the belief, the share of
// each zone.

import type { FloorGrid, Grid } from './grid.ts';

export type Estimate = {
  readonly floor: FloorGrid;
  readonly x: number;
  readonly y: number;
  readonly radius68M: number;
  /** Probability of each zone of the building, in the order of `grid.zones`. */
  readonly zoneShare: Float32Array;
};

const ringM = 0.25;
/** A cell is a square, not a point, and the map is never quite right: no radius is smaller than this. */
const leastRadiusM = 0.75;

/** Reads `belief`, which sums to one. The point is the belief's centre on its most probable floor. */
export function estimate(belief: Float32Array, grid: Grid): Estimate {
  const zoneShare = new Float32Array(grid.zones.length);
  let best: { floor: FloorGrid; mass: number; x: number; y: number } | undefined;
  for (const floor of grid.floors) {
    let mass = 0;
    let x = 0;
    let y = 0;
    const end = floor.first + floor.cols * floor.rows;
    for (let i = floor.first; i < end; i++) {
      const p = belief[i] ?? 0;
      if (p === 0) continue;
      mass += p;
      x += p * (grid.x[i] ?? 0);
      y += p * (grid.y[i] ?? 0);
      const zone = grid.zone[i] ?? -1;
      if (zone >= 0) zoneShare[zone] = (zoneShare[zone] ?? 0) + p;
    }
    if (!best || mass > best.mass) best = { floor, mass, x: x / mass, y: y / mass };
  }
  if (!best) throw new Error('The building has no floor to be on.');
  const { floor, mass, x, y } = best;
  return { floor, x, y, radius68M: radiusHolding(0.68 * mass, belief, grid, floor, x, y), zoneShare };
}

function radiusHolding(wanted: number, belief: Float32Array, grid: Grid, floor: FloorGrid, x: number, y: number): number {
  const rings = new Float64Array(Math.ceil((Math.hypot(floor.cols, floor.rows) * grid.cellM) / ringM) + 2);
  const end = floor.first + floor.cols * floor.rows;
  for (let i = floor.first; i < end; i++) {
    const p = belief[i] ?? 0;
    if (p === 0) continue;
    const dx = (grid.x[i] ?? 0) - x;
    const dy = (grid.y[i] ?? 0) - y;
    const ring = Math.floor(Math.sqrt(dx * dx + dy * dy) / ringM);
    rings[ring] = (rings[ring] ?? 0) + p;
  }
  let sum = 0;
  for (const [ring, mass] of rings.entries()) {
    if (sum + mass >= wanted) return Math.max(leastRadiusM, (ring + (wanted - sum) / mass) * ringM);
    sum += mass;
  }
  return rings.length * ringM;
}
