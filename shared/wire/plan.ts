// What a display needs to draw its building: the site without its radios. Holds no person and changes only with the site.

import { z } from 'zod';
import { DisplayId, FloorId, SpaceId, ZoneId } from '#shared/model/ids.ts';
import { SpaceKind } from '#shared/model/site.ts';

const Point = z.object({ x: z.number(), y: z.number() });
const Polygon = z.array(Point);

export const PlanFloor = z.object({
  id: FloorId,
  name: z.string(),
  short: z.string(),
  outline: Polygon,
  walls: z.array(z.object({ kind: z.enum(['solid', 'glass', 'partition']), path: z.array(Point) })),
  areas: z.array(z.object({ id: SpaceId, name: z.string(), kind: z.string(), shape: Polygon })),
  zones: z.array(z.object({ id: ZoneId, name: z.string(), shape: Polygon })),
  spaces: z.array(
    z.object({
      id: SpaceId,
      name: z.string(),
      kind: SpaceKind,
      zone: ZoneId,
      shape: Polygon,
      capacity: z.int(),
      seat: z.enum(['north', 'east', 'south', 'west']).optional(),
    }),
  ),
});
export type PlanFloor = z.infer<typeof PlanFloor>;

export const Plan = z.object({
  siteName: z.string(),
  timeZone: z.string(),
  display: z.object({ id: DisplayId, name: z.string(), floor: FloorId, at: Point.optional() }),
  floors: z.array(PlanFloor).min(1),
});
export type Plan = z.infer<typeof Plan>;
