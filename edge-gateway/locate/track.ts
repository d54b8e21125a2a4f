// What the engine holds of one subject: the last few steps of belief, the readings not yet weighed, the zones named last.
// All of it personal, none of it kept long, and zeroed when it goes.

import type { AnchorId } from '#shared/model/ids.ts';
import type { ConsentedSighting } from '#shared/model/sighting.ts';
import type { Packed } from './belief.ts';
import { type DoubtState, fade, newDoubtState, wipeDoubt } from './doubt.ts';
import type { Observation } from './evidence.ts';
import type { Offset } from './offset.ts';
import { dbmOf } from './power.ts';
import type { AnchorField, RadioMap } from './radio-map.ts';
import { forgetSingles, newStillMemory, type StillMemory } from './still-memory.ts';
import { addReading, dropReadings, newWindow, type Window, wipeWindow } from './window.ts';
import { noZone, type ZoneChoice } from './zone-choice.ts';

/** One solve: the belief after it, and what its readings alone said. */
export type Step = { readonly atMs: number; readonly packed: Packed };

export type Track = {
  /** Oldest first; the last one is the belief of now. */
  readonly steps: Step[];
  /** What was heard since the last solve. */
  readonly window: Window;
  /** When the readings of the window came: the oldest, the sum, how many. */
  sinceMs: number;
  momentsMs: number;
  readings: number;
  solvedAtMs: number | null;
  offset: Offset | null;
  still: StillMemory;
  zones: { instant: ZoneChoice; settled: ZoneChoice };
  readonly doubt: DoubtState;
};

/** How long a sighting may be kept; how long a belief outlives the last evidence. */
const windowMs = 5_000;
const beliefMs = 30_000;
/** The same as `windowMs` counted from the solve that weighed it. */
const singlesMs = 4_000;
/** No tag sends more often than every 100 ms. More than this from one anchor in a window is a backlog of unknown age. */
const mostOfOneAnchor = 64;

export function newTrack(): Track {
  return {
    steps: [],
    window: newWindow(),
    sinceMs: 0,
    momentsMs: 0,
    readings: 0,
    solvedAtMs: null,
    offset: null,
    still: newStillMemory(),
    zones: { instant: noZone, settled: noZone },
    doubt: newDoubtState(),
  };
}

/** Takes a reading of the anchor of `field` in; one made with another power than the field supposes is put on its scale. */
export function keep(track: Track, sighting: ConsentedSighting, { by, supposedPowerDbm }: AnchorField): void {
  const { rssiDbm, measuredPowerDbm, heardAtBootMs } = sighting;
  const isCorrected = supposedPowerDbm !== null && Number.isFinite(measuredPowerDbm);
  const correction = isCorrected ? supposedPowerDbm - (measuredPowerDbm ?? 0) : 0;
  // Two that far apart can't both be of now: the one that came last is believed.
  if (track.readings > 0 && Math.abs(heardAtBootMs - track.sinceMs) >= windowMs) emptyWindow(track);
  addReading(track.window, by, rssiDbm + correction);
  if (track.readings === 0 || heardAtBootMs < track.sinceMs) track.sinceMs = heardAtBootMs;
  track.momentsMs += heardAtBootMs;
  track.readings += 1;
}

export function emptyWindow(track: Track): void {
  wipeWindow(track.window);
  track.momentsMs = 0;
  track.readings = 0;
}

/** Takes back what an anchor said; the moment of the window stays. */
export function dropAnchor(track: Track, anchor: AnchorId): void {
  dropReadings(track.window, anchor);
}

/** Drops readings that have become too old to be kept, or lie in the future: the clock went back. */
export function trim(track: Track, nowMs: number): void {
  fade(track.doubt, nowMs);
  if (track.readings > 0 && Math.abs(nowMs - track.sinceMs) >= windowMs) emptyWindow(track);
  if (track.solvedAtMs !== null && nowMs - track.solvedAtMs >= singlesMs) forgetSingles(track.still);
}

export function wipe(track: Track): void {
  for (const step of track.steps.splice(0)) wipeStep(step);
  emptyWindow(track);
  track.offset = null;
  track.still.fill(0);
  wipeDoubt(track.doubt);
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
  for (const [i, { anchor }] of window.by.entries()) {
    const field = map.fields.get(anchor);
    const count = window.counts[i] ?? 0;
    if (!field || count > mostOfOneAnchor) continue;
    found.push({ field, by: field.by, meanDbm: dbmOf((window.sumsMw[i] ?? 0) / count), count });
  }
  return found;
}
