// What the employee's page (/me) is told: one frame about its own person, and with it the plan and a board as this person
// may see it. Audience: the signed-in person alone.

import { z } from 'zod';
import { BreakGlassReason } from '#shared/model/audit.ts';
import { ConsentScope } from '#shared/model/consent.ts';
import { BookingId, FloorId, SpaceId } from '#shared/model/ids.ts';
import { DeclaredStatus } from '#shared/model/person.ts';
import { PrivacyMode, Visibility } from '#shared/model/policy.ts';
import { PositionsState } from '#shared/model/positions.ts';
import { Role } from '#shared/model/roles.ts';
import { SpaceKind } from '#shared/model/site.ts';
import { Board } from './board.ts';
import { OwnEmergency } from './emergency.ts';
import { Managed } from './manage.ts';
import { PlanFloor } from './plan.ts';

/**
 * `off`: no consent. `outdated`: consented to another version of the document, so nothing flows until they say yes again.
 * `paused`: until `pausedUntilMs`.
 */
const LocationState = z.enum(['off', 'on', 'paused', 'outdated']);

/** The document a consent is about, and what stands beside the switch. */
const PrivacyDocument = z.object({
  version: z.string(),
  sha256: z.string(),
  controller: z.string(),
  dataProtectionOfficer: z.string(),
  /** How long a place is kept: 30 minutes. */
  keptMinutes: z.int(),
});

/** `handle` stands for the tag on this page and until the next start; `printed` is what is written on it, for its owner only. */
export const OwnTag = z.object({ handle: z.string(), kind: z.enum(['badge', 'device', 'phone', 'app']), printed: z.string() });
export type OwnTag = z.infer<typeof OwnTag>;

/** A tag that was held to an anchor for enrolment and waits for its person's yes. */
const TagOffer = z.object({ offer: z.string(), printed: z.string(), anchorName: z.string() });
/**
 * What came of asking to hold a tag to an anchor. `waiting`: somebody else is bringing one, and it is one at a time.
 * `several`: more than one was near, so none is offered.
 */
export const Holding = z.object({
  untilMs: z.int(),
  state: z.enum(['waiting', 'listening', 'offered', 'several']),
  offer: TagOffer.optional(),
});
export type Holding = z.infer<typeof Holding>;

/** Who may see the dot at this moment, as sentences need it; `groups` are names. Never how many people that is. */
export const SeenBy = z.object({ wall: z.enum(['no', 'initials', 'name']), company: z.boolean(), groups: z.array(z.string()) });
export type SeenBy = z.infer<typeof SeenBy>;

/** "Explain my dot": the person's own place, what placed them, and when it is gone. */
export const OwnDot = z.object({
  floor: FloorId,
  /** Absent when the radio tells the floor only. */
  place: z.object({ x: z.number(), y: z.number(), radiusM: z.number() }).optional(),
  zoneName: z.string().optional(),
  ageMs: z.int().min(0),
  /** Until the place is zeroed, unless something newer comes. */
  goneInMs: z.int().min(0),
  /** Anchors heard in the last seconds, strongest first. */
  anchors: z.array(z.object({ floor: FloorId, x: z.number(), y: z.number(), rssiDbm: z.int() })),
});
export type OwnDot = z.infer<typeof OwnDot>;

export const OwnBooking = z.object({
  id: BookingId,
  spaceName: z.string(),
  space: SpaceId,
  kind: SpaceKind,
  floor: FloorId,
  floorName: z.string(),
  fromMs: z.int(),
  toMs: z.int(),
  state: z.enum(['booked', 'checked-in']),
  canCheckIn: z.boolean(),
  checkInFromMs: z.int().optional(),
  canRelease: z.boolean(),
  /** The latest end this booking can be given now; absent when it can't be extended. */
  canExtendToMs: z.int().optional(),
});
export type OwnBooking = z.infer<typeof OwnBooking>;

export const NearSpace = z.object({
  space: SpaceId,
  spaceName: z.string(),
  kind: SpaceKind,
  floor: FloorId,
  distanceM: z.int(),
  untilMs: z.int(),
});
export type NearSpace = z.infer<typeof NearSpace>;

/** Something the person should know once: somebody tried to bring their tag, or a decision of theirs was refused. */
export const Notice = z.object({ id: z.string(), atMs: z.int(), kind: z.enum(['tag-claimed-by-other', 'decision-refused']) });
export type Notice = z.infer<typeof Notice>;

/** Somebody saw where this person was, under break-glass; several looks of one case are one line. */
export const LookedAt = z.object({ atMs: z.int(), reason: BreakGlassReason, role: Role });
export type LookedAt = z.infer<typeof LookedAt>;

export const Me = z.object({
  asOfMs: z.int(),
  name: z.string(),
  location: z.object({
    state: LocationState,
    scopes: z.array(ConsentScope),
    givenAtMs: z.int().optional(),
    pausedUntilMs: z.int().optional(),
  }),
  document: PrivacyDocument,
  tags: z.array(OwnTag),
  holding: Holding.nullable(),
  /** Where a tag can be brought by holding it there, by the names of the zones; empty where there is no such anchor. */
  enrolsAt: z.array(z.string()),
  dot: OwnDot.nullable(),
  seenBy: SeenBy,
  visibility: z.object({ own: Visibility, mode: PrivacyMode, shown: z.boolean(), choosable: z.boolean() }),
  status: DeclaredStatus.nullable(),
  bookings: z.array(OwnBooking),
  /** Free spaces, nearest first; empty without a place of one's own. */
  near: z.array(NearSpace),
  notices: z.array(Notice),
  /** Whether people can be located here at all, and why not. */
  positions: PositionsState,
  /** Break-glass looks in which this person was, newest first, as long as they are linked with them. */
  lookedAt: z.array(LookedAt),
  apps: z.boolean(),
  session: z.object({ endsAtMs: z.int() }),
  /** Whether the booking system answers: without it tags can't be brought, and decisions wait in the outbox. */
  booking: z.object({ up: z.boolean() }),
});
export type Me = z.infer<typeof Me>;

export const MePlan = z.object({ siteName: z.string(), timeZone: z.string(), floors: z.array(PlanFloor).min(1) });
export type MePlan = z.infer<typeof MePlan>;

/** Gateway to page on /api/v1/me-socket, one JSON text per frame. */
export const ToMe = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('plan'), plan: MePlan }),
  z.object({ kind: z.literal('me'), me: Me }),
  z.object({ kind: z.literal('board'), board: Board }),
  /** Something of somebody in the last answer to a search changed: it must not stand there any longer. */
  z.object({ kind: z.literal('find-over') }),
  /** For who asked for it with `manage`; null: this person manages nothing (any more). */
  z.object({ kind: z.literal('managed'), managed: Managed.nullable() }),
  /** Null: no emergency is on. */
  z.object({ kind: z.literal('emergency'), emergency: OwnEmergency.nullable() }),
  z.object({ kind: z.literal('heartbeat'), atMs: z.int() }),
]);
export type ToMe = z.infer<typeof ToMe>;

/** Page to gateway: which floor's board to show, `null` for none; whether this is a console that shows what is managed. */
export const FromMe = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('show'), floor: FloorId.nullable() }),
  z.strictObject({ kind: z.literal('manage'), on: z.boolean() }),
]);
export type FromMe = z.infer<typeof FromMe>;
