// Pairs of anchors put on the plan: how far apart the two are, and what stands between them. Only pairs of one floor are
// used: what a slab takes is known too badly to learn from.

import type { Point } from '#shared/geometry/point.ts';
import type { AnchorId, FloorId } from '#shared/model/ids.ts';
import type { Anchor, Floor } from '#shared/model/site.ts';
import { wallsBetweenDb } from '../obstruction.ts';
import type { PairMean } from './between-anchors.ts';

export type PlacedPair = PairMean & { readonly floor: FloorId; readonly distanceM: number; readonly wallsDb: number };

/** The pairs whose two anchors stand on one floor, by the plan as it is now. */
export function placePairs(pairs: readonly PairMean[], floors: readonly Floor[]): readonly PlacedPair[] {
  const anchors = anchorsById(floors);
  return pairs.flatMap((pair) => {
    const [from, to] = [anchors.get(pair.from), anchors.get(pair.anchor)];
    if (from === undefined || to === undefined || from.floor !== to.floor) return [];
    const distanceM = rangeM(from.anchor.at, to.anchor.at, from.anchor.heightM - to.anchor.heightM);
    return [{ ...pair, floor: to.floor.id, distanceM, wallsDb: wallsBetweenDb(to.floor, from.anchor.at, to.anchor.at) }];
  });
}

export function anchorsById(floors: readonly Floor[]): ReadonlyMap<AnchorId, { readonly anchor: Anchor; readonly floor: Floor }> {
  return new Map(floors.flatMap((floor) => floor.anchors.map((anchor) => [anchor.id, { anchor, floor }])));
}

/** Distance in space; nearer than half a metre the path-loss law does not hold. */
export function rangeM(a: Point, b: Point, upM: number): number {
  return Math.max(0.5, Math.hypot(a.x - b.x, a.y - b.y, upM));
}
