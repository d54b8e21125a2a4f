// What stands between an anchor and a place on the plan: walls and floor slabs. Only used where nobody calibrated;
// measured signals know the walls better than a drawing does.

import type { Point } from '#shared/geometry/point.ts';
import { segmentsCross } from '#shared/geometry/segment.ts';
import type { Floor, Wall } from '#shared/model/site.ts';

/** Typical losses at 2.4 GHz. A path rarely loses more than three walls' worth: the signal finds a way around. */
const wallLossDb: Record<Wall['kind'], number> = { solid: 4, glass: 2, partition: 1.5 };
const mostWallLossDb = 12;

/** Loss of one concrete slab, and the height of a storey; the list of floors is taken from bottom to top. */
const slabLossDb = 15;
const storeyM = 3.5;

/** Loss in dB from the walls of a floor between two of its places. */
export function wallsBetweenDb(floor: Floor, from: Point, to: Point): number {
  let loss = 0;
  for (const wall of floor.walls) {
    for (let i = 1; i < wall.path.length; i++) {
      const [a, b] = [wall.path[i - 1], wall.path[i]];
      if (a && b && segmentsCross({ from, to }, { from: a, to: b })) loss += wallLossDb[wall.kind];
      if (loss >= mostWallLossDb) return mostWallLossDb;
    }
  }
  return loss;
}

/** Loss in dB over that many storeys, up or down. */
export function slabsDb(storeys: number): number {
  return slabLossDb * Math.abs(storeys);
}

/** Height between a tag worn on the chest, `storeys` above (negative: below) the anchor's floor, and the anchor. */
export function heightBetweenM(storeys: number, anchorHeightM: number): number {
  const tagHeightM = 1.2;
  return storeys * storeyM + tagHeightM - anchorHeightM;
}
