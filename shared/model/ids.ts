// Names of things, each its own type, so that a floor can't be passed where a zone is meant. Parsing is the only way in.

import { z } from 'zod';

/** Ids a person writes in a site file: short, lower case, safe in a topic, a URL and a CSS selector. */
const slug = z.string().regex(/^[a-z0-9][a-z0-9_.-]{0,62}$/, 'use 1 to 63 of a-z 0-9 . _ - and begin with a letter or digit');
/** Ids the booking system gives out; opaque here. */
const opaque = z.string().regex(/^[A-Za-z0-9_.:-]{1,80}$/, 'use 1 to 80 of A-Z a-z 0-9 . _ : -');

export const SiteId = slug.brand<'SiteId'>();
export type SiteId = z.infer<typeof SiteId>;
export const FloorId = slug.brand<'FloorId'>();
export type FloorId = z.infer<typeof FloorId>;
export const ZoneId = slug.brand<'ZoneId'>();
export type ZoneId = z.infer<typeof ZoneId>;
export const SpaceId = slug.brand<'SpaceId'>();
export type SpaceId = z.infer<typeof SpaceId>;
export const AnchorId = slug.brand<'AnchorId'>();
export type AnchorId = z.infer<typeof AnchorId>;
export const DisplayId = slug.brand<'DisplayId'>();
export type DisplayId = z.infer<typeof DisplayId>;

/** The reference of a person: random, given out by the booking system, never a name or a personnel number. */
export const SubjectRef = opaque.brand<'SubjectRef'>();
export type SubjectRef = z.infer<typeof SubjectRef>;
export const BookingId = opaque.brand<'BookingId'>();
export type BookingId = z.infer<typeof BookingId>;
export const BlockId = opaque.brand<'BlockId'>();
export type BlockId = z.infer<typeof BlockId>;
export const IssueId = opaque.brand<'IssueId'>();
export type IssueId = z.infer<typeof IssueId>;
export const GroupId = opaque.brand<'GroupId'>();
export type GroupId = z.infer<typeof GroupId>;

/** The id of one tap, made where the finger was (UUID), so that a repeat of it is recognised everywhere. */
export const EventId = z.uuid().brand<'EventId'>();
export type EventId = z.infer<typeof EventId>;

/**
 * What a person carries, in one canonical form whatever the scanner wrote: `ib:<32 hex>:<major>:<minor>` (iBeacon),
 * `alt:<32 hex>:<major>:<minor>` (AltBeacon), `eddy:<20 hex>:<12 hex>` (Eddystone-UID), `mac:<12 hex>`.
 */
export const TagId = z
  .string()
  .regex(
    /^(?:(?:ib|alt):[0-9a-f]{32}:\d{1,5}:\d{1,5}|eddy:[0-9a-f]{20}:[0-9a-f]{12}|mac:[0-9a-f]{12})$/,
    'not a canonical tag id',
  )
  .brand<'TagId'>();
export type TagId = z.infer<typeof TagId>;
