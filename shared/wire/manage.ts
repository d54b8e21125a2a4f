// The console of facility managers: what they see now, on the socket of their page, and what they do, below /api/v1/manage.
// Every answer is a value with a reason; `event` is made at the tap, so a repeat is safe.

import { z } from 'zod';
import { Block, BlockReason } from '#shared/model/block.ts';
import { BlockId, BookingId, DisplayId, EventId, FloorId, IssueId, SpaceId } from '#shared/model/ids.ts';
import { Issue } from '#shared/model/issue.ts';
import { Anchors } from './anchors.ts';
import { Board } from './board.ts';
import { FloorSafety } from './safety.ts';

export const managePaths = {
  bookings: '/api/v1/manage/bookings',
  exportBookings: '/api/v1/manage/bookings/export',
  people: '/api/v1/manage/people',
  act: '/api/v1/manage/act',
  command: '/api/v1/manage/display',
  utilisation: '/api/v1/manage/utilisation',
  exportUtilisation: '/api/v1/manage/utilisation/export',
} as const;

/** What whoever looks may do; the gateway asks again at every act. */
export const ManageMay = z.object({
  /** The plans they see here (rules 42-44). */
  floors: z.array(FloorId),
  /** Where they may see and make bookings of others, of people whom their role is for. */
  bookFloors: z.array(FloorId),
  /** Where they see how first aid is. */
  safetyFloors: z.array(FloorId),
  bookings: z.boolean(),
  exportBookings: z.boolean(),
  block: z.boolean(),
  issues: z.boolean(),
  displays: z.boolean(),
  utilisation: z.boolean(),
  exportUtilisation: z.boolean(),
  startEmergency: z.boolean(),
  /** Sees the roll call and marks people. */
  warden: z.boolean(),
});
export type ManageMay = z.infer<typeof ManageMay>;

/** Booked, begun, and nobody has checked in. `releaseMs`: when the booking system gives it back by its grace. */
const NobodyCame = z.object({ space: SpaceId, sinceMs: z.int(), releaseMs: z.int() });
/** A desk that somebody took without having booked it. */
const WalkUpNow = z.object({ space: SpaceId, sinceMs: z.int() });

export const ManagedDisplay = z.object({
  id: DisplayId,
  name: z.string(),
  floor: FloorId,
  online: z.boolean(),
  /** Since when it has been like that (epoch ms); null: never seen since the gateway started. */
  sinceMs: z.int().nullable(),
});
export type ManagedDisplay = z.infer<typeof ManagedDisplay>;

/** One frame of the console: the assigned floors as a wall without names shows them, and what a manager looks after. */
export const Managed = z.object({
  asOfMs: z.int(),
  may: ManageMay,
  boards: z.array(Board),
  /** To wardens with the names of those who agreed to be named with their duty. */
  firstAid: z.array(z.object({ floor: FloorId, safety: FloorSafety })),
  nobodyCame: z.array(NobodyCame),
  walkUps: z.array(WalkUpNow),
  blocks: z.array(Block),
  issues: z.array(Issue),
  anchors: Anchors.shape.anchors,
  displays: z.array(ManagedDisplay),
  /** What the booking system has not been told yet, and what it refused for good. */
  owed: z.object({ outbox: z.int(), quarantined: z.int() }),
});
export type Managed = z.infer<typeof Managed>;

/** A day of the site, as it is written there. */
export const SiteDay = z.iso.date();

/** POST bookings: those of one day that are still mirrored (yesterday evening to tomorrow). */
export const BookingsRequest = z.strictObject({ day: SiteDay, floor: FloorId.nullable() });
export type BookingsRequest = z.infer<typeof BookingsRequest>;
export const ManagedBooking = z.object({
  id: BookingId,
  space: SpaceId,
  floor: FloorId,
  /** Empty when there is nobody to name: a guest, or anonymised. */
  name: z.string(),
  guest: z.boolean(),
  fromMs: z.int(),
  toMs: z.int(),
  state: z.enum(['booked', 'checked-in', 'released', 'no-show', 'cancelled']),
  mayRelease: z.boolean(),
});
export type ManagedBooking = z.infer<typeof ManagedBooking>;

/** POST people: for whom a booking is made. At least three letters of the name, or the whole number; at most eight answers. */
export const PeopleRequest = z.strictObject({ text: z.string().trim().min(3).max(60) });
export type PeopleRequest = z.infer<typeof PeopleRequest>;
/** `handle` means this person here and until the gateway starts anew, and nothing elsewhere. */
export const PersonHit = z.object({ handle: z.uuid(), name: z.string() });
export type PersonHit = z.infer<typeof PersonHit>;

const tap = { event: EventId };
/** POST act */
export const ManageRequest = z.discriminatedUnion('act', [
  z.strictObject({ ...tap, act: z.literal('book'), space: SpaceId, person: z.uuid(), fromMs: z.int(), toMs: z.int() }),
  z.strictObject({ ...tap, act: z.literal('release'), booking: BookingId }),
  z.strictObject({ ...tap, act: z.literal('block'), space: SpaceId, reason: BlockReason, untilMs: z.int().nullable() }),
  z.strictObject({ ...tap, act: z.literal('unblock'), block: BlockId }),
  z.strictObject({
    ...tap,
    act: z.literal('answer-issue'),
    issue: IssueId,
    answer: z.string().trim().min(1).max(1_000),
    close: z.boolean(),
  }),
]);
export type ManageRequest = z.infer<typeof ManageRequest>;

/** What a display can be told. `identify`: shows its own name large for ten seconds. */
export const DisplayCommand = z.enum(['reload', 'identify', 'home']);
export type DisplayCommand = z.infer<typeof DisplayCommand>;
/** POST display */
export const CommandRequest = z.strictObject({ ...tap, display: DisplayId, command: DisplayCommand });
export type CommandRequest = z.infer<typeof CommandRequest>;

/**
 * Why nothing was done. `offline`: the booking system has to answer for this and does not, and nothing was kept to be sent
 * later. `taken`: the space is booked or blocked then. `not-online`: that display is not connected. `not-stored`: the audit
 * could not be written, so nothing was done.
 */
export const ManageRefusal = z.object({
  ok: z.literal(false),
  why: z.enum([
    'not-allowed',
    'not-assigned',
    'gone',
    'taken',
    'wrong-times',
    'already-done',
    'offline',
    'not-online',
    'too-many',
    'nothing-there',
    'not-stored',
  ]),
});
export type ManageRefusal = z.infer<typeof ManageRefusal>;
export const ManageReply = z.union([z.object({ ok: z.literal(true) }), ManageRefusal]);
export type ManageReply = z.infer<typeof ManageReply>;
export const BookingsReply = z.union([z.object({ ok: z.literal(true), bookings: z.array(ManagedBooking) }), ManageRefusal]);
export type BookingsReply = z.infer<typeof BookingsReply>;
export const PeopleReply = z.union([z.object({ ok: z.literal(true), people: z.array(PersonHit) }), ManageRefusal]);
export type PeopleReply = z.infer<typeof PeopleReply>;
