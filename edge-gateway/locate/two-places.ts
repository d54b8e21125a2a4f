// Can one tag explain who hears it how strongly, or does it take two, far from each other? Both explanations are tried at
// the anchors that hear it best (and, for one tag, between them), and the better fit is told. The tag's power stays free,
// because a tag may be 8 dB stronger than supposed: loud everywhere is not loud in two places.

import type { AnchorId } from '#shared/model/ids.ts';
import { betweenM, type Hearer, type Look, type Place, squaredBetweenM2 } from './look.ts';

/** Two places nearer than this are one, as far as doubt goes. */
const farM = 10;
/** Free space: the signal that carries furthest is the one that contradicts least. */
const exponent = 2;
const slabDb = 12;
const powerSlackDb = 8;
const sdDb = 6;
/** What one anchor may add to a misfit at most: three standard deviations. */
const mostMisfit = 9;
const mostHeard = 8;
/** So many of the strongest are places where one tag is tried, and the middles between them. */
const mostPlaces = 5;
/** More readings than this in one look are a backlog, and count no more. */
const mostReadings = 20;
/** Where one tag explains what is heard this well, two can't explain it better by as much as a doubt needs. */
const enough = 3;
const looksAsked = 3;
const looksHeardIn = 2;

type Heard = Place & { readonly excessDb: number };
/** What each of the heard is expected to hear of a tag at one place, in dB against one metre. */
type Expected = readonly number[];

/**
 * By how much two tags explain `looks` (a few seconds of one subject's) better than one; 0 where one does. A single anchor
 * adds 5 when it is 13 dB off. On the recordings three of four looks never come over 0.5 together.
 */
export function twoPlacesGain(looks: readonly Look[]): number {
  if (looks.length < looksAsked) return 0;
  const heard = pool(looks);
  const far = pairsOf(heard).filter(([a, b]) => betweenM(a, b) >= farM);
  if (heard.length < 3 || far.length === 0) return 0;
  const one = best(heard, oneTag(heard), enough, ({ at, slab }) => expected(heard, at, slab));
  if (one <= enough) return 0;
  const alone = new Map(heard.map((place) => [place, expected(heard, place, slabDb)]));
  const two = best(heard, far, 0, ([a, b]) => stronger(alone.get(a) ?? [], alone.get(b) ?? []));
  return Math.max(0, one - two);
}

/** The mean of each anchor over all looks, against what it expects at one metre: the strongest of them. */
function pool(looks: readonly Look[]): readonly Heard[] {
  const sums = new Map<AnchorId, { readonly at: Hearer; sum: number; count: number; looks: number }>();
  for (const { witnesses } of looks) {
    for (const at of witnesses) {
      const excessDb = at.meanDbm - at.by.expectedAtOneMetreDbm;
      if (![excessDb, at.by.storey, at.by.x, at.by.y].every(isBelievable) || !(at.count >= 1)) continue;
      const own = sums.get(at.by.anchor) ?? { at: at.by, sum: 0, count: 0, looks: 0 };
      const count = Math.min(at.count, mostReadings);
      own.sum += excessDb * count;
      own.count += count;
      own.looks += 1;
      sums.set(at.by.anchor, own);
    }
  }
  return [...sums.values()]
    .filter((own) => own.looks >= looksHeardIn)
    .map(({ at: { storey, x, y }, sum, count }) => ({ storey, x, y, excessDb: sum / count }))
    .sort((a, b) => b.excessDb - a.excessDb)
    .slice(0, mostHeard);
}

/** Neither dB nor metres of a building are larger; NaN is not either. */
function isBelievable(value: number): boolean {
  return Math.abs(value) < 1e5;
}

type Pair = readonly [Heard, Heard];

function pairsOf(places: readonly Heard[]): readonly Pair[] {
  return places.flatMap((a, i) => places.slice(i + 1).map((b): Pair => [a, b]));
}

/** One tag beside an anchor or between two; on open stairs or in an atrium no slab lies between the storeys. */
function oneTag(heard: readonly Heard[]): readonly { readonly at: Place; readonly slab: number }[] {
  const places = heard.slice(0, mostPlaces);
  const all = [...places, ...pairsOf(places).flatMap(between)];
  const slabs = heard.some(({ storey }) => storey !== heard[0]?.storey) ? [slabDb, 0] : [slabDb];
  return slabs.flatMap((slab) => all.map((at) => ({ at, slab })));
}

function between([a, b]: Pair): readonly Place[] {
  const middle = { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 };
  return a.storey === b.storey ? [{ storey: a.storey, ...middle }] : [a, b].map(({ storey }) => ({ storey, ...middle }));
}

function expected(heard: readonly Heard[], at: Place, slab: number): Expected {
  return heard.map((anchor) => {
    const squareM2 = Math.max(1, squaredBetweenM2(anchor, at));
    return -5 * exponent * Math.log10(squareM2) - slab * Math.abs(anchor.storey - at.storey);
  });
}

function stronger(a: Expected, b: Expected): Expected {
  return a.map((db, i) => Math.max(db, b[i] ?? db));
}

/** What the best of the explanations leaves open, or the first one that leaves no more than `enoughIs`. */
function best<T>(
  heard: readonly Heard[],
  explanations: readonly T[],
  enoughIs: number,
  expectedOf: (explanation: T) => Expected,
): number {
  let least = Number.POSITIVE_INFINITY;
  for (const explanation of explanations) {
    least = Math.min(least, misfit(heard, expectedOf(explanation)));
    if (least <= enoughIs) return least;
  }
  return least;
}

/** A capped misfit per anchor; the tag's power is whatever fits the middle one. */
function misfit(heard: readonly Heard[], expectedDb: Expected): number {
  const offDb = heard.map(({ excessDb }, i) => excessDb - (expectedDb[i] ?? 0));
  const powerDb = Math.max(-powerSlackDb, Math.min(powerSlackDb, middleOf(offDb)));
  return offDb.reduce((sum, db) => sum + Math.min(mostMisfit, ((db - powerDb) / sdDb) ** 2), 0);
}

/** By insertion: for eight numbers faster than any other way, and this is done often. */
function middleOf(values: readonly number[]): number {
  const sorted: number[] = [];
  for (const value of values) {
    let i = sorted.length;
    for (; i > 0 && (sorted[i - 1] ?? 0) > value; i--) sorted[i] = sorted[i - 1] ?? 0;
    sorted[i] = value;
  }
  return sorted[sorted.length >> 1] ?? 0;
}
