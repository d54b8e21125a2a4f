// What the engine holds of one subject: the last few steps of belief, the readings not yet weighed, the zones named last.
// All of it personal, none of it kept long, and zeroed when it goes.

import type { AnchorId } from '#shared/model/ids.ts';
import type { ConsentedSighting } from '#shared/model/sighting.ts';
import type { Packed } from './belief.ts';
import { type DoubtState, fade, trusted } from './doubt.ts';
import type { Observation } from './evidence.ts';
import type { Offset } from './offset.ts';
import type { RadioMap } from './radio-map.ts';
import { noZone, type ZoneChoice } from './zone-choice.ts';

/** One solve: the belief after it, and what its readings alone said. */
export type Step = { readonly atMs: number; readonly packed: Packed };

/** What one anchor heard since the last solve. */
type Heard = { sumDbm: number; count: number };

export type Track = {
  /** Oldest first; the last one is the belief of now. */
  readonly steps: Step[];
  readonly window: Map<AnchorId, Heard>;
  /** When the readings of the window came: the oldest, the sum, how many. */
  sinceMs: number;
  momentsMs: number;
  readings: number;
  solvedAtMs: number | null;
  offset: Offset | null;
  zones: { instant: ZoneChoice; settled: ZoneChoice };
  doubt: DoubtState;
};

/** How long a sighting may be kept; how long a belief outlives the last evidence. */
const windowMs = 5_000;
const beliefMs = 30_000;
/** No tag sends more often than every 100 ms. More than this from one anchor in a window is a backlog of unknown age. */
const mostOfOneAnchor = 64;

export function newTrack(): Track {
  return {
    ...{ steps: [], window: new Map(), sinceMs: 0, momentsMs: 0, readings: 0, solvedAtMs: null, offset: null },
    zones: { instant: noZone, settled: noZone },
    doubt: trusted,
  };
}

/** Takes a reading in; one made with another power than `supposedPowerDbm` is put on that scale. */
export function keep(track: Track, sighting: ConsentedSighting, supposedPowerDbm: number | null): void {
  const { anchor, rssiDbm, measuredPowerDbm, heardAtBootMs } = sighting;
  const isCorrected = supposedPowerDbm !== null && Number.isFinite(measuredPowerDbm);
  const correction = isCorrected ? supposedPowerDbm - (measuredPowerDbm ?? 0) : 0;
  // Two that far apart can't both be of now: the one that came last is believed.
  if (track.readings > 0 && Math.abs(heardAtBootMs - track.sinceMs) >= windowMs) emptyWindow(track);
  const heard = track.window.get(anchor) ?? { sumDbm: 0, count: 0 };
  heard.sumDbm += rssiDbm + correction;
  heard.count += 1;
  track.window.set(anchor, heard);
  if (track.readings === 0 || heardAtBootMs < track.sinceMs) track.sinceMs = heardAtBootMs;
  track.momentsMs += heardAtBootMs;
  track.readings += 1;
}

export function emptyWindow(track: Track): void {
  for (const heard of track.window.values()) heard.sumDbm = 0;
  track.window.clear();
  track.momentsMs = 0;
  track.readings = 0;
}

/** Takes back what an anchor said; the moment of the window stays. */
export function dropAnchor(track: Track, anchor: AnchorId): void {
  const heard = track.window.get(anchor);
  if (heard) heard.sumDbm = 0;
  track.window.delete(anchor);
}

/** Drops readings that have become too old to be kept, or lie in the future: the clock went back. */
export function trim(track: Track, nowMs: number): void {
  track.doubt = fade(track.doubt, nowMs);
  if (track.readings > 0 && Math.abs(nowMs - track.sinceMs) >= windowMs) emptyWindow(track);
}

export function wipe(track: Track): void {
  for (const step of track.steps.splice(0)) wipeStep(step);
  emptyWindow(track);
  track.offset = null;
  track.doubt = trusted;
}

export function wipeStep({ packed }: Step): void {
  packed.fill(0);
}

/** Nothing to go on any more, or the clock went back. */
export function isStale({ readings, solvedAtMs }: Track, nowMs: number): boolean {
  return solvedAtMs === null ? readings === 0 : nowMs < solvedAtMs || nowMs - solvedAtMs > beliefMs;
}

export function isDue({ readings, solvedAtMs }: Track, nowMs: number, minFixGapMs: number): boolean {
  return readings > 0 && (solvedAtMs === null || nowMs - solvedAtMs >= minFixGapMs);
}

/** The mean moment of the window's readings. */
export function momentOf({ momentsMs, readings }: Track): number {
  return momentsMs / readings;
}

/** The window as one mean per anchor, on the scale of the anchor's expectation. */
export function observations(map: RadioMap, { window }: Track): readonly Observation[] {
  const found: Observation[] = [];
  for (const [anchor, { sumDbm, count }] of window) {
    const field = map.fields.get(anchor);
    if (field && count <= mostOfOneAnchor) found.push({ field, by: field.by, meanDbm: sumDbm / count, count });
  }
  return found;
}
