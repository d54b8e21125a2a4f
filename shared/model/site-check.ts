// What a site must be beyond its shape: ids used once, zones that exist, things that stand inside their floor.

import type { z } from 'zod';
import type { Point } from '#shared/geometry/point.ts';
import { bounds, contains, isSimple, type Polygon } from '#shared/geometry/polygon.ts';

type Named = { readonly id: string };
type FloorShape = Named & {
  readonly outline: Polygon;
  readonly zones: readonly (Named & { readonly shape: Polygon })[];
  readonly spaces: readonly (Named & { readonly zone: string; readonly shape: Polygon })[];
  readonly areas: readonly (Named & { readonly shape: Polygon })[];
  readonly anchors: readonly (Named & { readonly at: Point; readonly beacon?: string | undefined })[];
};

/** Adds one issue per mistake to the zod context; ids are unique per kind over the whole building. */
export function checkSite(site: { readonly floors: readonly FloorShape[] }, ctx: z.RefinementCtx): void {
  const seen = new Set<string>();
  const once = (kind: string, id: string, path: PropertyKey[]): void => {
    if (seen.has(`${kind} ${id}`)) issue(ctx, path, `the ${kind} id "${id}" is used twice`);
    seen.add(`${kind} ${id}`);
  };
  site.floors.forEach((floor, f) => {
    const at = (...rest: PropertyKey[]): PropertyKey[] => ['floors', f, ...rest];
    once('floor', floor.id, at('id'));
    checkRing(ctx, floor.outline, at('outline'));
    const zoneIds = new Set(floor.zones.map((zone) => zone.id));
    floor.zones.forEach((zone, i) => {
      once('zone', zone.id, at('zones', i, 'id'));
      checkShape(ctx, floor, zone.shape, at('zones', i, 'shape'));
    });
    floor.spaces.forEach((space, i) => {
      once('space', space.id, at('spaces', i, 'id'));
      if (!zoneIds.has(space.zone)) issue(ctx, at('spaces', i, 'zone'), `there is no zone "${space.zone}" on this floor`);
      checkShape(ctx, floor, space.shape, at('spaces', i, 'shape'));
    });
    floor.areas.forEach((area, i) => {
      once('space', area.id, at('areas', i, 'id'));
      checkShape(ctx, floor, area.shape, at('areas', i, 'shape'));
    });
    floor.anchors.forEach((anchor, i) => {
      once('anchor', anchor.id, at('anchors', i, 'id'));
      if (anchor.beacon !== undefined) once('beacon', anchor.beacon, at('anchors', i, 'beacon'));
      if (!near(floor.outline, anchor.at)) issue(ctx, at('anchors', i, 'at'), `anchor "${anchor.id}" stands outside its floor`);
    });
  });
}

function checkShape(ctx: z.RefinementCtx, floor: FloorShape, shape: Polygon, path: PropertyKey[]): void {
  checkRing(ctx, shape, path);
  const box = bounds(floor.outline);
  const slackM = 0.5;
  const inside = shape.every(
    (p) => p.x >= box.minX - slackM && p.x <= box.maxX + slackM && p.y >= box.minY - slackM && p.y <= box.maxY + slackM,
  );
  if (!inside) issue(ctx, path, 'reaches outside its floor');
}

function checkRing(ctx: z.RefinementCtx, shape: Polygon, path: PropertyKey[]): void {
  const [first, last] = [shape[0], shape.at(-1)];
  if (first?.x !== last?.x || first?.y !== last?.y) issue(ctx, path, 'the ring is open: its last point must equal its first');
  else if (!isSimple(shape)) issue(ctx, path, 'the ring crosses itself');
}

/** Inside, or mounted on the outer wall (within half a metre of it). */
function near(outline: Polygon, p: Point): boolean {
  const around = [0, 0.5, -0.5];
  return around.some((dx) => around.some((dy) => contains(outline, { x: p.x + dx, y: p.y + dy })));
}

function issue(ctx: z.RefinementCtx, path: PropertyKey[], message: string): void {
  ctx.addIssue({ code: 'custom', path, message });
}
