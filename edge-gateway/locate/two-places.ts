// Can one tag explain who hears it how strongly, or does it take two, far from each other? Both explanations are tried at
// the anchors that hear it best (and, for one tag, between them), and the better fit is told. The tag's power stays free,
// because a tag may be 8 dB stronger than supposed: loud everywhere is not loud in two places.

import type { Hearers } from './hearers.ts';
import { type Place, squaredBetweenM2 } from './look.ts';
import { createPool, type Heard, mostHeard } from './pool.ts';
import type { Recent } from './recent.ts';

/** Two places nearer than this are one, as far as doubt goes. */
const farM = 10;
/** Free space: the signal that carries furthest is the one that contradicts least. */
const exponent = 2;
const slabDb = 12;
const powerSlackDb = 8;
const sdDb = 6;
/** What one anchor may add to a misfit at most: three standard deviations. */
const mostMisfit = 9;
const fewestHeard = 3;
/** So many of the strongest are places where one tag is tried, and the middles between them. */
const mostPlaces = 5;
/** Where one tag explains what is heard this well, two can't explain it better by as much as a doubt needs. */
const enough = 3;
const looksAsked = 3;

/** The strongest anchors, and room for what is worked out about them. */
type Question = {
  readonly heard: readonly Heard[];
  readonly count: number;
  /** What each is expected to hear of a tag at one place, in dB against one metre. */
  readonly expectedDb: Float64Array;
  /** The same of a tag beside each of them, one row after the other, with a slab between the storeys. */
  readonly besideDb: Float64Array;
  readonly offDb: Float64Array;
};

/**
 * By how much two tags explain a few seconds of one subject's looks better than one; 0 where one does. A single anchor adds
 * 5 when it is 13 dB off. On the recordings three of four looks never come over 0.5 together.
 */
export function createTwoPlaces(hearers: Hearers): (recent: Recent) => number {
  const pool = createPool(hearers);
  const room = {
    expectedDb: new Float64Array(mostHeard),
    besideDb: new Float64Array(mostHeard ** 2),
    offDb: new Float64Array(mostHeard),
  };
  return (recent) => {
    if (recent.looks < looksAsked) return 0;
    const question = { heard: pool.heard, count: pool.fill(recent), ...room };
    const gain = gainOf(question);
    pool.clear();
    for (const numbers of Object.values(room)) numbers.fill(0);
    return gain;
  };
}

function gainOf(question: Question): number {
  const { heard, count } = question;
  if (count < fewestHeard || !somePair(heard, count, isFar)) return 0;
  const one = misfitOfOne(question);
  return one <= enough ? 0 : Math.max(0, one - misfitOfTwo(question));
}

function somePair(heard: readonly Heard[], count: number, holds: (a: Heard, b: Heard) => boolean): boolean {
  for (let i = 0; i < count; i++) {
    for (let j = i + 1; j < count; j++) {
      const [a, b] = [heard[i], heard[j]];
      if (a && b && holds(a, b)) return true;
    }
  }
  return false;
}

function isFar(a: Place, b: Place): boolean {
  return squaredBetweenM2(a, b) >= farM ** 2;
}

function isOtherStorey(a: Place, b: Place): boolean {
  return a.storey !== b.storey;
}

/** What the best place of one tag leaves open, beside an anchor or between two; or the first that leaves `enough` or less. */
function misfitOfOne(question: Question): number {
  const { heard, count } = question;
  // On open stairs or in an atrium no slab lies between the storeys.
  const mayBeOpen = somePair(heard, count, isOtherStorey);
  let least = Number.POSITIVE_INFINITY;
  const explains = (at: Place): boolean => {
    least = Math.min(least, misfitAt(question, at, slabDb));
    if (mayBeOpen && least > enough) least = Math.min(least, misfitAt(question, at, 0));
    return least <= enough;
  };
  const strongest = Math.min(count, mostPlaces);
  for (let i = 0; i < strongest; i++) {
    const at = heard[i];
    if (at && explains(at)) return least;
  }
  somePair(heard, strongest, (a, b) => {
    const [x, y] = [(a.x + b.x) / 2, (a.y + b.y) / 2];
    return explains({ storey: a.storey, x, y }) || (isOtherStorey(a, b) && explains({ storey: b.storey, x, y }));
  });
  return least;
}

function misfitAt(question: Question, at: Place, slab: number): number {
  expect(question, at, slab, question.expectedDb, 0);
  return misfit(question);
}

/** What the best pair leaves open: two tags beside two anchors far from each other, each anchor hearing the louder one. */
function misfitOfTwo(question: Question): number {
  const { heard, count, besideDb, expectedDb } = question;
  for (let i = 0; i < count; i++) {
    const at = heard[i];
    if (at) expect(question, at, slabDb, besideDb, i * mostHeard);
  }
  let least = Number.POSITIVE_INFINITY;
  for (let i = 0; i < count; i++) {
    for (let j = i + 1; j < count; j++) {
      const [a, b] = [heard[i], heard[j]];
      if (!a || !b || !isFar(a, b)) continue;
      for (let k = 0; k < count; k++) {
        expectedDb[k] = Math.max(besideDb[i * mostHeard + k] ?? 0, besideDb[j * mostHeard + k] ?? 0);
      }
      least = Math.min(least, misfit(question));
    }
  }
  return least;
}

/** Writes what each is expected to hear of a tag at a place into `into`, from `from` on. */
function expect({ heard, count }: Question, at: Place, slab: number, into: Float64Array, from: number): void {
  for (let k = 0; k < count; k++) {
    const anchor = heard[k];
    if (anchor === undefined) continue;
    const squareM2 = Math.max(1, squaredBetweenM2(anchor, at));
    into[from + k] = -5 * exponent * Math.log10(squareM2) - slab * Math.abs(anchor.storey - at.storey);
  }
}

/** A capped misfit per anchor against `expectedDb`; the tag's power is whatever fits the middle one. */
function misfit({ heard, count, expectedDb, offDb }: Question): number {
  for (let k = 0; k < count; k++) insert(offDb, k, (heard[k]?.excessDb ?? 0) - (expectedDb[k] ?? 0));
  const powerDb = Math.max(-powerSlackDb, Math.min(powerSlackDb, offDb[count >> 1] ?? 0));
  let sum = 0;
  for (let k = 0; k < count; k++) sum += Math.min(mostMisfit, (((offDb[k] ?? 0) - powerDb) / sdDb) ** 2);
  return sum;
}

/** Puts a value among the first `count`, which are in order: for eight numbers faster than any other way. */
function insert(values: Float64Array, count: number, value: number): void {
  let i = count;
  for (; i > 0 && (values[i - 1] ?? 0) > value; i--) values[i] = values[i - 1] ?? 0;
  values[i] = value;
}
