// The place model: one building as a gateway sees it. Coordinates are metres in the floor's own frame, origin at the
// plan's top left corner, x right, y down. The file form writes points as [x, y] and rings closed, as GeoJSON does.

import { z } from 'zod';
import type { Point } from '#shared/geometry/point.ts';
import type { Polygon } from '#shared/geometry/polygon.ts';
import { AnchorId, FloorId, SiteId, SpaceId, TagId, ZoneId } from './ids.ts';
import { checkSite } from './site-check.ts';

const metres = z.number().min(-1_000).max(10_000);
const point = z.tuple([metres, metres]).transform(([x, y]): Point => ({ x, y }));

const ring = z.array(point).min(4, 'a ring needs at least three corners and the first one again at the end');

const rect = z.tuple([metres, metres, z.number().positive(), z.number().positive()]).transform(
  ([x, y, w, h]): Polygon => [
    { x, y },
    { x: x + w, y },
    { x: x + w, y: y + h },
    { x, y: y + h },
    { x, y },
  ],
);

/** A shape is a closed `ring` of [x, y] points, or for plain ones a `rect` [x, y, width, height]. */
const shape = z
  .strictObject({ ring: ring.optional(), rect: rect.optional() })
  .refine((s) => (s.ring === undefined) !== (s.rect === undefined), { error: 'give either a ring or a rect', abort: true })
  .transform((s): Polygon => s.ring ?? s.rect ?? []);

const name = z.string().min(1).max(60);

const Zone = z.strictObject({ id: ZoneId, name, shape });

export const SpaceKind = z.enum(['desk', 'room', 'parking']);
export type SpaceKind = z.infer<typeof SpaceKind>;

/** Something that can be booked. `seat` says on which side of a desk its chair stands. */
export const Space = z.strictObject({
  id: SpaceId,
  name,
  kind: SpaceKind,
  zone: ZoneId,
  shape,
  capacity: z.int().min(1).max(500).default(1),
  seat: z.enum(['north', 'east', 'south', 'west']).optional(),
});
export type Space = z.infer<typeof Space>;

/** Something that can't be booked but belongs on the plan. */
const Area = z.strictObject({
  id: SpaceId,
  name: z.string().max(60),
  kind: z.enum(['kitchen', 'lift', 'stairs', 'toilet', 'corridor', 'reception', 'lounge', 'storage', 'obstacle']),
  shape,
});

export const Wall = z.strictObject({ kind: z.enum(['solid', 'glass', 'partition']), path: z.array(point).min(2) });
export type Wall = z.infer<typeof Wall>;

/**
 * A fixed radio at a surveyed place; heights above this floor in metres. `beacon` is what it advertises itself, if it
 * does: phones and other anchors hear it under that id.
 */
export const Anchor = z.strictObject({
  id: AnchorId,
  at: point,
  heightM: z.number().min(0).max(20).default(2.4),
  beacon: TagId.optional(),
  /** Whether people may bring a tag by holding it to this anchor: one that stands where they are seen, such as reception. */
  enrols: z.boolean().optional(),
});
export type Anchor = z.infer<typeof Anchor>;

export const Floor = z.strictObject({
  id: FloorId,
  name,
  /** What stands on the floor key: "3", "G". */
  short: z.string().min(1).max(3),
  outline: shape,
  walls: z.array(Wall).default([]),
  areas: z.array(Area).default([]),
  zones: z.array(Zone).min(1),
  spaces: z.array(Space).default([]),
  anchors: z.array(Anchor).default([]),
});
export type Floor = z.infer<typeof Floor>;

/** The file form of a site; every mistake is reported at once with its path. */
export const Site = z
  .strictObject({
    id: SiteId,
    name,
    timeZone: z.string().refine(isTimeZone, 'not an IANA time zone'),
    floors: z.array(Floor).min(1),
  })
  // Only a site whose every part has its shape can be checked as a whole; a broken part would be met as raw input.
  .superRefine(checkSite, { when: ({ issues }) => issues.length === 0 })
  .transform((site) => ({ ...site, floors: site.floors.map(withOpenRings) }));
export type Site = z.infer<typeof Site>;

/** Files close their rings, the model does not: drops the repeated last corner everywhere. */
function withOpenRings(floor: Floor): Floor {
  const open = <T extends { readonly shape: Polygon }>(thing: T): T => ({ ...thing, shape: thing.shape.slice(0, -1) });
  return {
    ...floor,
    outline: floor.outline.slice(0, -1),
    zones: floor.zones.map(open),
    spaces: floor.spaces.map(open),
    areas: floor.areas.map(open),
  };
}

function isTimeZone(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}
