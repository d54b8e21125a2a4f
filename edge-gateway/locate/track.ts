// What the engine holds of one subject: a belief over the building, the sightings not yet weighed, the zone named last.
// All of it personal, none of it kept long, and zeroed when it goes.

import type { AnchorId } from '#shared/model/ids.ts';
import type { ConsentedSighting } from '#shared/model/sighting.ts';
import type { Observation } from './evidence.ts';
import type { RadioMap } from './radio-map.ts';
import { noZone, type ZoneChoice } from './zone-choice.ts';

type Heard = {
  readonly anchor: AnchorId;
  readonly rssiDbm: number;
  readonly measuredPowerDbm: number | undefined;
  readonly atMs: number;
};

export type Track = { readonly belief: Float32Array; window: Heard[]; solvedAtMs: number | null; zone: ZoneChoice };

/** How long a sighting may be kept, and how many; how long a belief outlives the last evidence. */
const windowMs = 5_000;
const mostKept = 512;
const beliefMs = 30_000;

export function newTrack(prior: Float32Array): Track {
  return { belief: prior.slice(), window: [], solvedAtMs: null, zone: noZone };
}

export function keep(track: Track, { anchor, rssiDbm, measuredPowerDbm, heardAtBootMs }: ConsentedSighting): void {
  if (track.window.length >= mostKept) track.window.shift();
  track.window.push({ anchor, rssiDbm, measuredPowerDbm, atMs: heardAtBootMs });
}

/** Drops the sightings that have become too old to be kept. */
export function trim(track: Track, nowMs: number): void {
  track.window = track.window.filter((heard) => Math.abs(nowMs - heard.atMs) < windowMs);
}

export function wipe(track: Track): void {
  track.belief.fill(0);
  track.window.length = 0;
}

/** Nothing to go on any more, or the clock went back. */
export function isStale({ window, solvedAtMs }: Track, nowMs: number): boolean {
  return solvedAtMs === null ? window.length === 0 : nowMs < solvedAtMs || nowMs - solvedAtMs > beliefMs;
}

export function isDue({ window, solvedAtMs }: Track, nowMs: number, minFixGapMs: number): boolean {
  return window.length > 0 && (solvedAtMs === null || nowMs - solvedAtMs >= minFixGapMs);
}

/** The window as one mean per anchor, on the scale of the anchor's expectation. */
export function observations(map: RadioMap, { window }: Track): readonly Observation[] {
  const sums = new Map<AnchorId, { sum: number; count: number }>();
  for (const { anchor, rssiDbm, measuredPowerDbm } of window) {
    const supposed = map.get(anchor)?.supposedPowerDbm ?? null;
    const correction = supposed !== null && measuredPowerDbm !== undefined ? supposed - measuredPowerDbm : 0;
    const before = sums.get(anchor) ?? { sum: 0, count: 0 };
    sums.set(anchor, { sum: before.sum + rssiDbm + correction, count: before.count + 1 });
  }
  return [...sums].flatMap(([anchor, { sum, count }]) => {
    const field = map.get(anchor);
    return field ? [{ field, meanDbm: sum / count, count }] : [];
  });
}
