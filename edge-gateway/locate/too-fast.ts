// Does somebody move faster than people do? Only places the engine was sure of are compared, each with its own doubt taken
// off, because a filter that finds somebody again jumps too. A change of storey alone is no speed: the filter tells it late
// and at once. But nobody takes a lift three times in eight seconds.

import { betweenM, type Look, type Place } from './look.ts';

type Seen = Place & { readonly atMs: number; readonly radius68M: number };

export type MotionState = {
  /** When the looks began; the first seconds after it are the filter's own search. */
  readonly sinceMs: number;
  readonly lastMs: number;
  readonly places: readonly Seen[];
  readonly strikes: number;
};

const fastestMPerS = 2.5;
/** Radii are of 68 %; twice as wide they hold nearly all. */
const radiusFactor = 2;
const sureWithinM = 4;
const searchMs = 3_000;
const rememberedMs = 8_000;
const mostPlaces = 12;
/** So late a change of storey may be told. */
const storeyLagS = 4;
const mostStoreyChanges = 2;

/** The state after `look`, and whether the way to it was too fast: twice in a row, against two remembered places. */
export function moved(before: MotionState | null, look: Look): { readonly state: MotionState; readonly tooFast: boolean } {
  const { atMs, storey, x, y, radius68M } = look;
  const own: Seen = { atMs, storey, x, y, radius68M };
  const fresh = before === null || atMs - before.lastMs > rememberedMs;
  const state = fresh ? { sinceMs: atMs, lastMs: atMs, places: [], strikes: 0 } : { ...before, lastMs: atMs };
  if (radius68M > sureWithinM || atMs - state.sinceMs < searchMs) return { state, tooFast: false };
  const places = state.places.filter((place) => atMs - place.atMs <= rememberedMs);
  if (places.filter((place) => isBeyond(place, own)).length >= 2) {
    if (state.strikes === 0) return { state: { ...state, places, strikes: 1 }, tooFast: false };
    return { state: { ...state, places: [own], strikes: 0 }, tooFast: true };
  }
  const now = [...places, own].slice(-mostPlaces);
  const lifts = now.filter((place, i) => i > 0 && place.storey !== now[i - 1]?.storey).length;
  const tooFast = lifts > mostStoreyChanges;
  return { state: { ...state, places: tooFast ? [own] : now, strikes: 0 }, tooFast };
}

function isBeyond(from: Seen, to: Seen): boolean {
  const seconds = (to.atMs - from.atMs) / 1_000 + (from.storey === to.storey ? 0 : storeyLagS);
  return betweenM(from, to) > fastestMPerS * seconds + radiusFactor * (from.radius68M + to.radius68M);
}
