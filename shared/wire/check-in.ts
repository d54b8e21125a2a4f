// The talk between a check-in pad and the gateway, over HTTP below /api/v1/check-in. Answers are values with a reason;
// the page turns the reason into words from its catalogue.

import { z } from 'zod';
import { BookingId, EventId, FloorId, SpaceId } from '#shared/model/ids.ts';
import { SpaceKind } from '#shared/model/site.ts';

/** POST /sign-in */
export const SignInRequest = z.strictObject({ identifier: z.string().regex(/^\d{3,10}$/), pin: z.string().regex(/^\d{6}$/) });
export type SignInRequest = z.infer<typeof SignInRequest>;

/** One of today's bookings of the person at the pad. What can be done with it is decided by the gateway alone. */
export const PadBooking = z.object({
  id: BookingId,
  space: SpaceId,
  spaceName: z.string(),
  kind: SpaceKind,
  floor: FloorId,
  fromMs: z.int(),
  toMs: z.int(),
  state: z.enum(['booked', 'checked-in']),
  canCheckIn: z.boolean(),
  /** From when check-in is possible, when it is too early now. */
  checkInFromMs: z.int().optional(),
  canRelease: z.boolean(),
});
export type PadBooking = z.infer<typeof PadBooking>;

export const FreeSpace = z.object({ space: SpaceId, spaceName: z.string(), kind: SpaceKind, untilMs: z.int() });
export type FreeSpace = z.infer<typeof FreeSpace>;

/** A pad session: short, in memory, ended by "done" or after 60 s without a tap. */
export const PadSession = z.object({
  session: z.string(),
  name: z.string(),
  bookings: z.array(PadBooking),
  /** Desks of the display's floor that can be taken now without a booking, nearest first when known. */
  freeDesks: z.array(FreeSpace),
});
export type PadSession = z.infer<typeof PadSession>;

/** POST /confirm, /release: about one booking. `event` is made at the tap; repeating a request with it is safe. */
export const BookingActionRequest = z.strictObject({ session: z.string().max(100), event: EventId, booking: BookingId });
export type BookingActionRequest = z.infer<typeof BookingActionRequest>;

/** POST /walk-up: take a free desk now. */
export const WalkUpRequest = z.strictObject({ session: z.string().max(100), event: EventId, space: SpaceId });
export type WalkUpRequest = z.infer<typeof WalkUpRequest>;

/** POST /done */
export const DoneRequest = z.strictObject({ session: z.string().max(100) });

/** The action is on disk when this is answered. `will-be-sent`: the booking system has not confirmed it yet. */
export const ActionDone = z.object({
  ok: z.literal(true),
  did: z.enum(['checked-in', 'released', 'walked-up']),
  delivery: z.enum(['sent', 'will-be-sent']),
  spaceName: z.string(),
  untilMs: z.int(),
});
export type ActionDone = z.infer<typeof ActionDone>;

/**
 * Why a pad request was refused. `wrong-pin` answers for unknown persons too, in the same time. `not-ready`: no people
 * have been loaded from the booking system since start, so nobody can be recognised. `not-stored`: the disk is full or
 * broken, nothing was done.
 */
export const PadRefusalReason = z.enum([
  'wrong-pin',
  'locked',
  'pin-off',
  'pad-closed',
  'not-ready',
  'session-over',
  'too-early',
  'too-late',
  'already-done',
  'not-yours',
  'taken',
  'gone',
  'not-stored',
  'busy',
]);
export type PadRefusalReason = z.infer<typeof PadRefusalReason>;

export const PadRefusal = z.object({ ok: z.literal(false), why: PadRefusalReason, retryAfterMs: z.int().optional() });
export type PadRefusal = z.infer<typeof PadRefusal>;

export const SignInReply = z.discriminatedUnion('ok', [z.object({ ok: z.literal(true), pad: PadSession }), PadRefusal]);
export type SignInReply = z.infer<typeof SignInReply>;
export const ActionReply = z.discriminatedUnion('ok', [ActionDone, PadRefusal]);
export type ActionReply = z.infer<typeof ActionReply>;

/** The pad forgets the person after this long without a tap. */
export const padIdleMs = 60_000;
