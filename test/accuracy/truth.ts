// Where a tag truly was, between the moments at which somebody noted it.

import type { Point } from '#shared/geometry/point.ts';
import { contains } from '#shared/geometry/polygon.ts';
import type { FloorId, ZoneId } from '#shared/model/ids.ts';
import type { Floor } from '#shared/model/site.ts';

export type TruthPoint = Point & { readonly floor: FloorId; readonly atBootMs: number };

/** Truth further apart than this is not joined by a line: nobody knows where the tag was in between. */
const bridgedMs = 5_000;

/**
 * Where the tag was at that moment: on the straight line between two notes at most 5 s apart, on the floor of the nearer;
 * null where there is no truth. `truth` in the order of time.
 */
export function truthAt(truth: readonly TruthPoint[], atBootMs: number): TruthPoint | null {
  let [low, high] = [0, truth.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((truth[middle]?.atBootMs ?? 0) < atBootMs) low = middle + 1;
    else high = middle;
  }
  const [before, after] = [truth[low - 1], truth[low]];
  if (after?.atBootMs === atBootMs) return after;
  if (before === undefined || after === undefined || after.atBootMs - before.atBootMs > bridgedMs) return null;
  const share = (atBootMs - before.atBootMs) / (after.atBootMs - before.atBootMs);
  const floor = share < 0.5 ? before.floor : after.floor;
  return { floor, x: before.x + (after.x - before.x) * share, y: before.y + (after.y - before.y) * share, atBootMs };
}

/** The zone around a place; where zones overlap the first one counts. */
export function zoneAt(floors: readonly Floor[], place: Point & { readonly floor: FloorId }): ZoneId | null {
  const floor = floors.find(({ id }) => id === place.floor);
  return floor?.zones.find((zone) => contains(zone.shape, place))?.id ?? null;
}
