// Does somebody move faster than people do? Only places the engine was sure of are compared, each with its own doubt taken
// off, because a filter that finds somebody again jumps too. A change of storey alone is no speed: the filter tells it late
// and at once. But nobody takes a lift three times in eight seconds.

import { betweenM, type Look } from './look.ts';
import { addPlace, clearPlaces, placeAt, placesKeptMs, type Recent, type Seen } from './recent.ts';

/** What is known of somebody's way, beside the places of `recent`. */
export type Way = {
  readonly recent: Recent;
  /** When the looks began; the first seconds after it are the filter's own search. */
  sinceMs: number;
  strikes: number;
};

const fastestMPerS = 2.5;
/** Radii are of 68 %; twice as wide they hold nearly all. */
const radiusFactor = 2;
const sureWithinM = 4;
const searchMs = 3_000;
/** So late a change of storey may be told. */
const storeyLagS = 4;
const mostStoreyChanges = 2;
const fewestBeyond = 2;

/**
 * Takes a look in whose moment `recent` has already reached, `sinceLastMs` after the one before; whether the way to it was
 * too fast: twice in a row, against two places.
 */
export function isTooFast(way: Way, look: Look, sinceLastMs: number): boolean {
  const { recent } = way;
  if (sinceLastMs > placesKeptMs) {
    way.sinceMs = look.atMs;
    way.strikes = 0;
  }
  if (look.radius68M > sureWithinM || look.atMs - way.sinceMs < searchMs) return false;
  const isBeyondReach = countBeyond(recent, look) >= fewestBeyond;
  if (isBeyondReach && way.strikes === 0) {
    way.strikes = 1;
    return false;
  }
  way.strikes = 0;
  if (!isBeyondReach) {
    addPlace(recent, look);
    if (storeyChanges(recent) <= mostStoreyChanges) return false;
  }
  clearPlaces(recent);
  addPlace(recent, look);
  return true;
}

function countBeyond(recent: Recent, look: Look): number {
  let count = 0;
  for (let i = 0; i < recent.places; i++) if (isBeyond(placeAt(recent, i), look)) count += 1;
  return count;
}

function isBeyond(from: Seen, to: Look): boolean {
  const seconds = from.ageMs / 1_000 + (from.storey === to.storey ? 0 : storeyLagS);
  return betweenM(from, to) > fastestMPerS * seconds + radiusFactor * (from.radius68M + to.radius68M);
}

function storeyChanges(recent: Recent): number {
  let changes = 0;
  for (let i = 1; i < recent.places; i++) if (placeAt(recent, i).storey !== placeAt(recent, i - 1).storey) changes += 1;
  return changes;
}
