// Calibration over HTTP below /api/v1/calibration, for installers: teach by standing at marked spots, read how well each
// anchor is understood, and choose among the maps. Holds anchors and spots, never a person.

import { z } from 'zod';
import { AnchorId, FloorId, TagId } from '#shared/model/ids.ts';

/** POST /visits: somebody with `tag` of the installer's kit stands at this spot (metres) for so many seconds. */
export const VisitRequest = z.strictObject({
  floor: FloorId,
  x: z.number().min(-1_000).max(10_000),
  y: z.number().min(-1_000).max(10_000),
  tag: TagId,
  seconds: z.int().min(3).max(60),
});
export type VisitRequest = z.infer<typeof VisitRequest>;

/**
 * Why a visit taught nothing. `too-few-anchors`: fewer than three heard the tag; `too-few-readings`: fewer than five in
 * all; `not-stored`: the disk is full or broken.
 */
export const VisitRefusalReason = z.enum([
  'busy',
  'unknown-floor',
  'outside-floor',
  'not-a-calibration-tag',
  'tag-is-somebodys',
  'too-few-anchors',
  'too-few-readings',
  'not-stored',
]);
export type VisitRefusalReason = z.infer<typeof VisitRefusalReason>;

const VisitRefused = z.object({ why: VisitRefusalReason, detail: z.string() });
const Spot = z.object({ floor: FloorId, x: z.number(), y: z.number() });
const HeardBy = z.array(z.object({ anchor: AnchorId, readings: z.int() }));

/** GET /visits/current: the visit that is running, or how the last one ended. */
export const VisitState = z.discriminatedUnion('state', [
  z.object({ state: z.literal('none') }),
  z.object({ state: z.literal('running'), spot: Spot, secondsLeft: z.int(), heardBy: HeardBy }),
  z.object({ state: z.literal('kept'), spot: Spot, heardBy: HeardBy, warnings: z.array(z.string()) }),
  z.object({ state: z.literal('refused'), spot: Spot, heardBy: HeardBy, ...VisitRefused.shape }),
  z.object({ state: z.literal('cancelled'), spot: Spot }),
]);
export type VisitState = z.infer<typeof VisitState>;

export const VisitReply = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), visit: VisitState }),
  z.object({ ok: z.literal(false), ...VisitRefused.shape }),
]);
export type VisitReply = z.infer<typeof VisitReply>;

/** How well one anchor is understood. Decibels are positive where it hears more than expected. */
export const AnchorReport = z.object({
  anchor: AnchorId,
  floor: FloorId,
  /** Spots where somebody stood, and readings there. */
  samples: z.int(),
  readings: z.int(),
  /** Robust standard deviation of its samples around its own curve; null with fewer than five. */
  residualDb: z.number().nullable(),
  /**
   * How much more it hears than expected: of other anchors by the map in use, else at recent visits by the older samples,
   * else at its samples by the one curve of the site. Null where nothing tells.
   */
  biasDb: z.number().nullable(),
  lastHeardAgoMs: z.int().nullable(),
  /** Does it still hang where the plan says? `reason` is a sentence, empty for `no`. */
  moved: z.object({ suspicion: z.enum(['no', 'maybe', 'likely']), reason: z.string() }),
  notes: z.array(z.string()),
});
export type AnchorReport = z.infer<typeof AnchorReport>;

/** GET /report. `warnings` are sentences about the samples as a whole. */
export const CalibrationReport = z.object({
  map: z.string().nullable(),
  anchors: z.array(AnchorReport),
  warnings: z.array(z.string()),
});
export type CalibrationReport = z.infer<typeof CalibrationReport>;

/** Error in dB at pairs of anchors that were held out, of the map before and of this one. */
const Score = z.object({ beforeDb: z.number(), afterDb: z.number(), pairs: z.int() });

/** `survey`: what the site came with; `taught`: with visits added; `between-anchors`: refitted. */
export const MapSource = z.enum(['survey', 'taught', 'between-anchors']);

/** GET /maps, newest first. */
export const MapList = z.object({
  maps: z.array(
    z.object({
      id: z.string(),
      madeAtMs: z.int(),
      source: MapSource,
      active: z.boolean(),
      visits: z.int(),
      tunedAnchors: z.int(),
      score: Score.nullable(),
    }),
  ),
});
export type MapList = z.infer<typeof MapList>;

/** The number of a map, as in GET /maps. */
export const MapId = z.string().regex(/^\d{4,9}$/);

/** POST /maps/:id/activate */
export const ActivateReply = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), map: MapId }),
  z.object({ ok: z.literal(false), why: z.enum(['unknown-map', 'not-stored']), detail: z.string() }),
]);
export type ActivateReply = z.infer<typeof ActivateReply>;

/** POST /refit */
export const RefitReply = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), map: MapId, score: Score }),
  z.object({
    ok: z.literal(false),
    why: z.enum(['too-few-pairs', 'not-better', 'not-stored']),
    detail: z.string(),
    score: Score.optional(),
  }),
]);
export type RefitReply = z.infer<typeof RefitReply>;
