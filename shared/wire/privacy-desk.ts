// The privacy section of the console (/presence): what privacy officer, administrator and location manager see and do,
// below /api/v1/privacy. Every answer is a value with a reason; `event` is made at the tap, so a repeat is safe.

import { z } from 'zod';
import { AuditAct, BreakGlassReason } from '#shared/model/audit.ts';
import { EventId, FloorId } from '#shared/model/ids.ts';
import { PositionsState } from '#shared/model/positions.ts';
import { PrivacySettings } from '#shared/model/privacy-settings.ts';
import { Role } from '#shared/model/roles.ts';

export const privacyPaths = {
  page: '/presence',
  desk: '/api/v1/privacy',
  audit: '/api/v1/privacy/audit',
  stopPositions: '/api/v1/privacy/positions/stop',
  propose: '/api/v1/privacy/settings/propose',
  answerProposal: '/api/v1/privacy/settings/answer',
  askGlass: '/api/v1/privacy/glass/ask',
  answerGlass: '/api/v1/privacy/glass/answer',
  lookGlass: '/api/v1/privacy/glass/look',
  closeGlass: '/api/v1/privacy/glass/close',
} as const;

/** A setting, or the positions themselves (1 = on again). */
export const Changeable = z.enum(['k', 'linkedDays', 'auditDays', 'historyDays', 'positions']);
export type Changeable = z.infer<typeof Changeable>;

/** A change that waits for the other role (administrator and privacy officer) until `untilMs`. */
export const Proposal = z.object({
  id: z.uuid(),
  setting: Changeable,
  from: z.int(),
  to: z.int(),
  byName: z.string(),
  byRole: Role,
  untilMs: z.int(),
  /** Whether whoever looks may say yes or no to it. */
  mayAnswer: z.boolean(),
});
export type Proposal = z.infer<typeof Proposal>;

/** `waiting` for a second person, `open` until `untilMs`. What was written as a reason stays in memory and goes with it. */
export const Glass = z.object({
  id: z.uuid(),
  floor: FloorId,
  floorName: z.string(),
  reason: BreakGlassReason,
  text: z.string(),
  askedByName: z.string(),
  state: z.enum(['waiting', 'open']),
  untilMs: z.int(),
  mayAnswer: z.boolean(),
  mayLook: z.boolean(),
});
export type Glass = z.infer<typeof Glass>;

export const PrivacyDesk = z.object({
  asOfMs: z.int(),
  /** What whoever looks may do here. */
  may: z.object({
    readAudit: z.boolean(),
    stopPositions: z.boolean(),
    propose: z.boolean(),
    askGlass: z.array(z.object({ floor: FloorId, name: z.string() })),
  }),
  positions: PositionsState,
  /** In force now, and the limits that configuration and booking system set. */
  settings: PrivacySettings,
  limits: PrivacySettings,
  proposals: z.array(Proposal),
  glasses: z.array(Glass),
  /** `intact` as far as it was checked; null for who may not read it. */
  audit: z.object({ entries: z.int(), intact: z.boolean() }).nullable(),
});
export type PrivacyDesk = z.infer<typeof PrivacyDesk>;

/** Newest first. `who` is a name only while the entry is linked and the person known. */
export const AuditPage = z.object({
  entries: z.array(z.object({ seq: z.int(), atMs: z.int(), who: z.string().nullable(), act: AuditAct, hash: z.string() })),
  /** Ask again with `?before=` this for older ones; null at the end. */
  nextBefore: z.int().nullable(),
});
export type AuditPage = z.infer<typeof AuditPage>;

const tap = { event: EventId };
export const StopPositionsRequest = z.strictObject(tap);
export const ProposeRequest = z.strictObject({ ...tap, setting: Changeable, to: z.int() });
export type ProposeRequest = z.infer<typeof ProposeRequest>;
export const AnswerRequest = z.strictObject({ ...tap, id: z.uuid(), yes: z.boolean() });
export type AnswerRequest = z.infer<typeof AnswerRequest>;
export const AskGlassRequest = z.strictObject({
  ...tap,
  floor: FloorId,
  reason: BreakGlassReason,
  text: z.string().trim().min(10).max(500),
});
export type AskGlassRequest = z.infer<typeof AskGlassRequest>;
export const GlassRequest = z.strictObject({ ...tap, id: z.uuid() });
export type GlassRequest = z.infer<typeof GlassRequest>;

/** `not-stored`: the audit could not be written, so nothing was done. `same-person`: a second person is needed. */
export const PrivacyRefusal = z.object({
  ok: z.literal(false),
  why: z.enum(['not-allowed', 'same-person', 'gone', 'not-possible', 'already', 'positions-off', 'not-stored']),
});
export type PrivacyRefusal = z.infer<typeof PrivacyRefusal>;
export const PrivacyReply = z.union([z.object({ ok: z.literal(true) }), PrivacyRefusal]);
export type PrivacyReply = z.infer<typeof PrivacyReply>;

/** What break-glass shows: the located people of one floor, by name, now. Never where anybody was. */
export const GlassView = z.object({
  floor: FloorId,
  asOfMs: z.int(),
  untilMs: z.int(),
  people: z.array(
    z.object({
      name: z.string(),
      zoneName: z.string().optional(),
      /** Absent when the radio tells the floor only. */
      place: z.object({ x: z.number(), y: z.number(), radiusM: z.number() }).optional(),
      ageMs: z.int().min(0),
    }),
  ),
});
export type GlassView = z.infer<typeof GlassView>;
export const GlassReply = z.union([z.object({ ok: z.literal(true), view: GlassView }), PrivacyRefusal]);
export type GlassReply = z.infer<typeof GlassReply>;
