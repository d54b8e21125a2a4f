// The contract with the central booking system, as the edge would like every booking system to speak. Adapters for
// vendors without it translate. JSON over HTTPS with `Authorization: Bearer`; errors are RFC 9457 problem+json.

import { z } from 'zod';
import { BreakGlassReason } from '#shared/model/audit.ts';
import { Block, BlockReason } from '#shared/model/block.ts';
import { Booking } from '#shared/model/booking.ts';
import { ConsentScope, PhoneVerifier, RotatingKey } from '#shared/model/consent.ts';
import { BlockId, BookingId, EventId, IssueId, SpaceId, SubjectRef, TagId, ZoneId } from '#shared/model/ids.ts';
import { Issue } from '#shared/model/issue.ts';
import { DeclaredStatus, Person } from '#shared/model/person.ts';
import { Policy, Visibility } from '#shared/model/policy.ts';

/** An opaque place in the change feed. */
const Cursor = z.string().min(1).max(200);

/** GET /sync/snapshot: everything the edge may know, at one cursor. */
export const Snapshot = z.object({
  cursor: Cursor,
  policy: Policy,
  people: z.array(Person),
  bookings: z.array(Booking),
  /** Spaces that nobody may book now or soon, and issues that are not closed; absent where the system has none. */
  blocks: z.array(Block).default([]),
  issues: z.array(Issue).default([]),
});
export type Snapshot = z.infer<typeof Snapshot>;

export const Change = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('policy'), policy: Policy }),
  z.object({ kind: z.literal('person'), person: Person }),
  z.object({ kind: z.literal('person-gone'), ref: SubjectRef }),
  z.object({ kind: z.literal('booking'), booking: Booking }),
  z.object({ kind: z.literal('booking-gone'), id: BookingId }),
  z.object({ kind: z.literal('block'), block: Block }),
  z.object({ kind: z.literal('block-gone'), id: BlockId }),
  z.object({ kind: z.literal('issue'), issue: Issue }),
  z.object({ kind: z.literal('issue-gone'), id: IssueId }),
]);
export type Change = z.infer<typeof Change>;

/** GET /sync/changes?cursor=&waitMs=: changes after the cursor in order; waits up to `waitMs` for the first one. 410: the cursor is too old, take a snapshot. */
export const Changes = z.object({ cursor: Cursor, changes: z.array(Change) });
export type Changes = z.infer<typeof Changes>;

/** POST /check-ins. Header `Idempotency-Key` = `event` on all writes. */
export const CheckIn = z.object({ event: EventId, booking: BookingId, person: SubjectRef, atMs: z.int() });
export type CheckIn = z.infer<typeof CheckIn>;
/** POST /releases: give the rest of a booking back. */
export const Release = z.object({ event: EventId, booking: BookingId, person: SubjectRef, atMs: z.int() });
export type Release = z.infer<typeof Release>;
/** POST /walk-ups: a booking made and checked in at once. `booking` is an id proposed by the edge and kept by the system. */
export const WalkUp = z.object({
  event: EventId,
  booking: BookingId,
  space: SpaceId,
  person: SubjectRef,
  atMs: z.int(),
  toMs: z.int(),
});
export type WalkUp = z.infer<typeof WalkUp>;

/** POST /extensions: a checked-in booking goes on until `toMs`, if nobody else has the space then. */
export const Extension = z.object({ event: EventId, booking: BookingId, person: SubjectRef, atMs: z.int(), toMs: z.int() });
export type Extension = z.infer<typeof Extension>;

const decided = { event: EventId, person: SubjectRef, atMs: z.int() };
/**
 * POST /decisions: what a person decided about themselves at the edge, in the order they decided it. `withdraw`,
 * `drop-tags`, `erase` and `looked-at` can't be refused, and take effect even if the document has changed since. `consent` to another
 * document than the one in force is refused with `conflict`.
 */
export const Decision = z.discriminatedUnion('action', [
  z.object({ ...decided, action: z.literal('consent'), scopes: z.array(ConsentScope), documentVersion: z.string() }),
  z.object({ ...decided, action: z.literal('withdraw') }),
  z.object({ ...decided, action: z.literal('pause'), untilMs: z.int().min(0) }),
  z.object({ ...decided, action: z.literal('drop-tags') }),
  z.object({ ...decided, action: z.literal('visibility'), visibility: Visibility }),
  z.object({ ...decided, action: z.literal('status'), status: DeclaredStatus.nullable() }),
  z.object({ ...decided, action: z.literal('erase') }),
  /** Not a decision: the edge asks that this person be told, within a day, that break-glass showed where they were. */
  z.object({ ...decided, action: z.literal('looked-at'), reason: BreakGlassReason }),
]);
export type Decision = z.infer<typeof Decision>;

/**
 * POST /tags and /tags/give-up: a person brings a tag, or a phone's key, or gives it up. These name a radio, so the edge
 * never writes them down: they are asked while the person waits, and again by the person if there was no answer. 409
 * `conflict`: the tag is somebody else's, who is told; 403 `not-allowed`: no consent in force.
 */
export const TagWrite = z.object({
  event: EventId,
  person: SubjectRef,
  what: z.union([z.object({ tag: TagId }), z.object({ phone: PhoneVerifier }), z.object({ rotating: RotatingKey })]),
});
export type TagWrite = z.infer<typeof TagWrite>;

const acted = { event: EventId, by: SubjectRef, atMs: z.int() };
/**
 * POST /manager-acts: what a manager does for others (rules 41, 43, 44). Asked while they wait, never owed: it can hold free
 * text, and what was true when they looked may not be true later. The system judges the right of `by` itself as well
 * (`not-allowed`) and tells whoever it concerns (rule 55). `book`: a booking for `person`, `conflict` when the space is taken or
 * blocked. `release`: gives any booking back. `block`: bookings that stand stay.
 */
export const ManagerAct = z.discriminatedUnion('act', [
  z.object({ ...acted, act: z.literal('book'), space: SpaceId, person: SubjectRef, fromMs: z.int(), toMs: z.int() }),
  z.object({ ...acted, act: z.literal('release'), booking: BookingId }),
  z.object({
    ...acted,
    act: z.literal('block'),
    space: SpaceId,
    reason: BlockReason,
    fromMs: z.int(),
    untilMs: z.int().nullable(),
  }),
  z.object({ ...acted, act: z.literal('unblock'), block: BlockId }),
  z.object({
    ...acted,
    act: z.literal('answer-issue'),
    issue: IssueId,
    answer: z.string().min(1).max(1_000),
    close: z.boolean(),
  }),
]);
export type ManagerAct = z.infer<typeof ManagerAct>;

/** How it stands now: the booking, the block (of a lifted one its id alone), or the issue. */
export const ManagerActResult = z.union([
  z.object({ booking: Booking }),
  z.object({ block: Block }),
  z.object({ lifted: BlockId }),
  z.object({ issue: Issue }),
]);
export type ManagerActResult = z.infer<typeof ManagerActResult>;

/** GET /privacy-documents/{version}: the text people consent to, as text/plain; its SHA-256 stands in the policy. */
export const longestDocumentBytes = 200_000;

/** PUT /occupancy: the published known presence of one tick; the newest tick wins. Never an exact number, never a person. */
export const Occupancy = z.object({
  tickMs: z.int(),
  zones: z.array(z.object({ zone: ZoneId, about: z.int().min(5).multipleOf(5).nullable() })),
});
export type Occupancy = z.infer<typeof Occupancy>;

/** The answer to a write: the booking or the person as they now stand. */
export const WriteResult = z.union([z.object({ booking: Booking }), z.object({ person: Person })]);
export type WriteResult = z.infer<typeof WriteResult>;

/** RFC 9457. `code` is ours: what the edge decides by. */
export const Problem = z.object({
  type: z.string().default('about:blank'),
  title: z.string(),
  status: z.int(),
  code: z.enum([
    'conflict',
    'in-progress',
    'key-reused',
    'not-found',
    'not-allowed',
    'unauthorized',
    'too-many',
    'cursor-expired',
    'invalid',
    'unavailable',
  ]),
  detail: z.string().optional(),
});
export type Problem = z.infer<typeof Problem>;

export const paths = {
  snapshot: '/sync/snapshot',
  changes: '/sync/changes',
  checkIns: '/check-ins',
  releases: '/releases',
  walkUps: '/walk-ups',
  extensions: '/extensions',
  decisions: '/decisions',
  tags: '/tags',
  tagsGivenUp: '/tags/give-up',
  managerActs: '/manager-acts',
  privacyDocuments: '/privacy-documents',
  occupancy: '/occupancy',
  openapi: '/openapi.json',
} as const;
