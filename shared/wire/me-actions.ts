// What the employee's page can ask of the gateway, below /api/v1/me. Every answer is a value with a reason; the page turns
// the reason into words. `event` is made at the tap: repeating a request with it is safe.

import { z } from 'zod';
import { ConsentScope } from '#shared/model/consent.ts';
import { BookingId, EventId } from '#shared/model/ids.ts';
import { DeclaredStatus } from '#shared/model/person.ts';
import { Visibility } from '#shared/model/policy.ts';

export const mePaths = {
  page: '/me',
  signIn: '/me/sign-in',
  callback: '/me/callback',
  me: '/api/v1/me',
  socket: '/api/v1/me-socket',
  signOut: '/api/v1/me/sign-out',
  consent: '/api/v1/me/consent',
  withdraw: '/api/v1/me/withdraw',
  pause: '/api/v1/me/pause',
  forget: '/api/v1/me/forget',
  visibility: '/api/v1/me/visibility',
  status: '/api/v1/me/status',
  bringTag: '/api/v1/me/tags/bring',
  holdTag: '/api/v1/me/tags/hold',
  confirmTag: '/api/v1/me/tags/confirm',
  lostTag: '/api/v1/me/tags/lost',
  app: '/api/v1/me/tags/app',
  find: '/api/v1/me/find',
  checkIn: '/api/v1/me/bookings/check-in',
  release: '/api/v1/me/bookings/release',
  extend: '/api/v1/me/bookings/extend',
  document: '/api/v1/me/document',
  receipt: '/api/v1/me/receipt',
  data: '/api/v1/me/data',
  erase: '/api/v1/me/erase',
  seen: '/api/v1/me/notices/seen',
} as const;

const tap = { event: EventId };
/** POST withdraw, pause, erase and everything else that needs nothing but the tap. */
export const TapRequest = z.strictObject(tap);
export type TapRequest = z.infer<typeof TapRequest>;
/** No scope at all is a yes for one's own eyes only. The document is the one the person has just been shown. */
export const ConsentRequest = z.strictObject({
  ...tap,
  scopes: z.array(ConsentScope).max(3),
  documentVersion: z.string().max(100),
  documentSha256: z.string().max(64),
});
export type ConsentRequest = z.infer<typeof ConsentRequest>;
/** `on`: for the rest of the site's day. */
export const PauseRequest = z.strictObject({ ...tap, on: z.boolean() });
export type PauseRequest = z.infer<typeof PauseRequest>;
export const VisibilityRequest = z.strictObject({ ...tap, visibility: Visibility });
export type VisibilityRequest = z.infer<typeof VisibilityRequest>;
export const StatusRequest = z.strictObject({ ...tap, status: DeclaredStatus.nullable() });
export type StatusRequest = z.infer<typeof StatusRequest>;
/** What is printed on the tag, as the person typed it. */
export const BringTagRequest = z.strictObject({ ...tap, printed: z.string().min(1).max(120) });
export type BringTagRequest = z.infer<typeof BringTagRequest>;
export const ConfirmTagRequest = z.strictObject({ ...tap, offer: z.string().max(100) });
export type ConfirmTagRequest = z.infer<typeof ConfirmTagRequest>;
export const LostTagRequest = z.strictObject({ ...tap, handle: z.string().max(100) });
export type LostTagRequest = z.infer<typeof LostTagRequest>;
export const OwnBookingRequest = z.strictObject({ ...tap, booking: BookingId });
export type OwnBookingRequest = z.infer<typeof OwnBookingRequest>;
export const SeenRequest = z.strictObject({ notice: z.string().max(100) });
export type SeenRequest = z.infer<typeof SeenRequest>;

/**
 * Why nothing was done. `document-changed`: another version of the document is in force than the one shown. `no-consent`:
 * needs a consent first. `offline`: the booking system has to answer for this and does not. `tag-taken`: it is somebody
 * else's. `too-many-tries`: of those, for some minutes: nobody learns by trying which badges are somebody's.
 * `tag-unreadable`: what was typed is no tag's print. `too-many-tags`. `no-anchor`: none in this building is marked
 * for enrolment. `over`: the offer has ended. `apps-off`: the company lets no apps in (rule 24). `not-choosable`: the
 * company's mode leaves no choice. The rest are those of the pad.
 */
export const MeRefusalReason = z.enum([
  'document-changed',
  'no-consent',
  'offline',
  'tag-taken',
  'too-many-tries',
  'tag-unreadable',
  'too-many-tags',
  'no-anchor',
  'over',
  'apps-off',
  'not-choosable',
  'too-early',
  'too-late',
  'already-done',
  'not-yours',
  'taken',
  'gone',
  'not-stored',
]);
export type MeRefusalReason = z.infer<typeof MeRefusalReason>;
export const MeRefusal = z.object({ ok: z.literal(false), why: MeRefusalReason });
export type MeRefusal = z.infer<typeof MeRefusal>;

/** `will-be-sent`: it holds here and now, and the booking system hears of it when it answers again. */
const MeDone = z.object({ ok: z.literal(true), delivery: z.enum(['sent', 'will-be-sent']) });
export const MeReply = z.discriminatedUnion('ok', [MeDone, MeRefusal]);
export type MeReply = z.infer<typeof MeReply>;

/** The key of an app, shown once; see shared/model/consent.ts. */
export const AppReply = z.discriminatedUnion('ok', [z.object({ ok: z.literal(true), key: z.string() }), MeRefusal]);
export type AppReply = z.infer<typeof AppReply>;
