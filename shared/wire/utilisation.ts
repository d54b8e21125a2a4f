// How a building was used, without persons: made only from what was published or anonymised per day, zone and kind of space,
// with small groups left out and numbers rounded once and for good (edge-gateway/utilisation), so that no question, however it
// is cut, tells more than the published days do. Null is "not told": too few, or no data.

import { z } from 'zod';
import { FloorId, ZoneId } from '#shared/model/ids.ts';
import { SpaceKind } from '#shared/model/site.ts';
import { SiteDay } from './manage.ts';

/** Both days included, in the site's time zone. */
const Range = z.strictObject({ from: SiteDay, to: SiteDay });
/** POST utilisation, and its export. Null: every assigned floor, every kind. */
export const UtilisationRequest = z.strictObject({
  range: Range,
  compare: Range.nullable(),
  floors: z.array(FloorId).min(1).max(100).nullable(),
  kinds: z.array(SpaceKind).min(1).max(3).nullable(),
});
export type UtilisationRequest = z.infer<typeof UtilisationRequest>;

/** From 0 to 1. */
const share = z.number().min(0).max(1).nullable();
const Use = z.object({
  /** Spaces in use in an average working hour and in the fullest hour, of all there are. */
  average: share,
  peak: share,
  /** Of bookings that began: nobody came; given back early; made on the spot. */
  noShow: share,
  released: share,
  walkUp: share,
  /** How long a space stood booked and empty before it was free again, minutes on average. */
  minutesToRelease: z.number().nullable(),
});
export type Use = z.infer<typeof Use>;

export const UsePeriod = z.object({
  ...Range.shape,
  /** Days of the range that something is kept of. */
  days: z.int(),
  use: Use,
  /** Hours rooms were booked, and used. */
  rooms: z.object({ bookedHours: z.number(), usedHours: z.number() }).nullable(),
  perDay: z.array(z.object({ day: SiteDay, average: share, peak: share })),
  /** `weekday` 1 is Monday; `hour` 0 to 23 of the site's day. */
  perHour: z.array(z.object({ weekday: z.int().min(1).max(7), hour: z.int().min(0).max(23), average: share })),
  perZone: z.array(
    z.object({
      floor: FloorId,
      zone: ZoneId,
      spaces: z.int(),
      use: Use,
      /** Known presence, published. */ about: z.number().nullable(),
    }),
  ),
  perKind: z.array(z.object({ kind: SpaceKind, spaces: z.int(), use: Use })),
  /** So many of the day cells this is made of were too small to be told, and are left out. */
  suppressed: z.object({ cells: z.int(), of: z.int() }),
});
export type UsePeriod = z.infer<typeof UsePeriod>;

/** `range-reversed`, `range-too-long` (over two years). `unknown-floor`: removed, or never there. `nothing-there`: no day is kept. */
export const UtilisationRefusal = z.object({
  ok: z.literal(false),
  why: z.enum([
    'not-allowed',
    'range-reversed',
    'range-too-long',
    'unknown-floor',
    'not-assigned',
    'nothing-there',
    'not-stored',
  ]),
});
export type UtilisationRefusal = z.infer<typeof UtilisationRefusal>;
export const Utilisation = z.object({ ok: z.literal(true), k: z.int(), period: UsePeriod, compare: UsePeriod.nullable() });
export type Utilisation = z.infer<typeof Utilisation>;
export const UtilisationReply = z.union([Utilisation, UtilisationRefusal]);
export type UtilisationReply = z.infer<typeof UtilisationReply>;
