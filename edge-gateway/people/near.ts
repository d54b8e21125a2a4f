// Free spaces near a person, for that person: by the straight distance on their floor, which is what they see on the plan.

import { centroid } from '#shared/geometry/polygon.ts';
import type { FloorId } from '#shared/model/ids.ts';
import type { Space } from '#shared/model/site.ts';
import type { NearSpace } from '#shared/wire/me.ts';

type Free = { readonly space: Space; readonly untilMs: number };

const mostShown = 6;

/** The nearest of `free` (all of them on `floor`) to a place in metres; nearest first, whole metres. */
export function nearest(free: readonly Free[], floor: FloorId, place: { readonly x: number; readonly y: number }): NearSpace[] {
  return free
    .map(({ space, untilMs }) => {
      const middle = centroid(space.shape);
      const distanceM = Math.round(Math.hypot(middle.x - place.x, middle.y - place.y));
      return { space: space.id, spaceName: space.name, kind: space.kind, floor, distanceM, untilMs };
    })
    .toSorted((a, b) => a.distanceM - b.distanceM || (a.space < b.space ? -1 : 1))
    .slice(0, mostShown);
}
