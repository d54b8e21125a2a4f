// Where a person can be for a while: chairs at desks, places around meeting tables, kitchens and sofas, the entrance. All
// read from the site, so that the simulation lives in any office that is drawn.

import type { Point } from '#shared/geometry/point.ts';
import { bounds, contains, type Polygon } from '#shared/geometry/polygon.ts';
import type { Random } from '#shared/kit/random.ts';
import type { FloorId, SpaceId } from '#shared/model/ids.ts';
import type { Site, Space } from '#shared/model/site.ts';

/** A place and where a person there looks (radians, 0 = to the right, clockwise on the plan). */
export type Spot = { readonly floor: FloorId; readonly at: Point; readonly facing: number };

export type Spots = {
  readonly desks: ReadonlyMap<SpaceId, Spot>;
  readonly rooms: readonly { readonly space: Space; readonly floor: FloorId }[];
  /** Kitchens, lounges and the like: where people stand about. */
  readonly breaks: readonly { readonly floor: FloorId; readonly shape: Polygon }[];
  /** Where people come in and go out. */
  readonly entrance: { readonly floor: FloorId; readonly shape: Polygon } | null;
  /** The foot of the stairs on each floor. */
  readonly stairs: ReadonlyMap<FloorId, Point>;
  /** The middle of the first floor, for a site without any of the above. */
  readonly fallback: Spot;
};

/** How far a chair stands from the edge of its desk. */
const chairM = 0.35;

export function findSpots(site: Site): Spots {
  const areas = site.floors.flatMap((floor) => floor.areas.map((area) => ({ ...area, floor: floor.id })));
  const entrance = areas.find((area) => area.kind === 'reception') ?? null;
  const first = site.floors[0];
  if (first === undefined) throw new Error('A site has at least one floor');
  return {
    desks: new Map(
      site.floors.flatMap((floor) =>
        floor.spaces
          .filter((space) => space.kind === 'desk')
          .map((desk): [SpaceId, Spot] => [desk.id, { floor: floor.id, ...chair(desk) }]),
      ),
    ),
    rooms: site.floors.flatMap((floor) =>
      floor.spaces.filter((space) => space.kind === 'room').map((space) => ({ space, floor: floor.id })),
    ),
    breaks: areas.filter((area) => ['kitchen', 'lounge', 'toilet', 'storage'].includes(area.kind)),
    entrance,
    stairs: new Map(areas.filter((area) => area.kind === 'stairs').map((area) => [area.floor, middle(area.shape)])),
    fallback: { floor: first.id, at: middle(first.outline), facing: 0 },
  };
}

/** A random place inside the shape, a little away from its edge, looking at its middle. */
export function spotIn(shape: Polygon, random: Random): { readonly at: Point; readonly facing: number } {
  const box = bounds(shape);
  const edgeM = Math.min(0.5, (box.maxX - box.minX) / 4, (box.maxY - box.minY) / 4);
  const centre = middle(shape);
  for (let attempt = 0; attempt < 20; attempt += 1) {
    const at = {
      x: box.minX + edgeM + random() * (box.maxX - box.minX - 2 * edgeM),
      y: box.minY + edgeM + random() * (box.maxY - box.minY - 2 * edgeM),
    };
    if (contains(shape, at)) return { at, facing: Math.atan2(centre.y - at.y, centre.x - at.x) };
  }
  return { at: centre, facing: 0 };
}

function chair(desk: Space): { readonly at: Point; readonly facing: number } {
  const box = bounds(desk.shape);
  const { x, y } = middle(desk.shape);
  switch (desk.seat) {
    case 'north':
      return { at: { x, y: box.minY - chairM }, facing: Math.PI / 2 };
    case 'east':
      return { at: { x: box.maxX + chairM, y }, facing: Math.PI };
    case 'west':
      return { at: { x: box.minX - chairM, y }, facing: 0 };
    default:
      return { at: { x, y: box.maxY + chairM }, facing: -Math.PI / 2 };
  }
}

function middle(shape: Polygon): Point {
  const box = bounds(shape);
  return { x: (box.minX + box.maxX) / 2, y: (box.minY + box.maxY) / 2 };
}
