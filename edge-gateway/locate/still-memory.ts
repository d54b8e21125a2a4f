// What each anchor heard of a subject over the last ten seconds or so, as sums that fade: enough to ask whether somebody
// sits still (here, without any map), and where (still-place.ts). Whoever walks carries the tag through other shadows and
// reflections, so every anchor's mean moves; whoever sits keeps it. Small, because it is held for everybody.

import type { Observation } from './evidence.ts';
import { dbmOf, milliwatts } from './power.ts';
import type { AnchorField } from './radio-map.ts';

/** Five numbers per slot: an anchor, then count and power (mW) of its readings, faded slowly, and both faded fast. Unused: zeros. */
export type StillMemory = Float32Array;

/** The mean of one anchor's readings, and how many equally weighed ones would make as good a mean. */
export type Remembered = { readonly anchor: number; readonly meanDbm: number; readonly readings: number };

const perSlot = 5;
const slotsAtOnce = 4;
/** How slowly and how fast readings fade. */
const fadeS = { slow: 12, fast: 3 };
/** Below this weight an anchor is forgotten: a single reading after 4.3 s, for no sighting is kept longer than five. */
const leastWeight = 0.7;
/** As in evidence.ts: more readings than this at once say no more. */
const mostReadings = 3;
/** Readings that fade exponentially are worth as many equal ones: (sum w)² / sum w² = 2 sum w. */
const worth = 2;
/** Spread of the readings of somebody who sits: within the stays at UJI's taught places 3.6 to 5.1 dB. */
export const readingNoiseDb = 3.5;
/** How far an anchor's mean moves within some seconds of walking. */
const walkedDb = 2.5;
/** How probable it is that somebody sits still, before looking: even odds. */
const stillShare = 0.5;
/** Of less than this the older or the newer readings have no mean worth comparing. */
const leastCompared = 0.3;
/** Less than any receiver hears. */
const leastMw = milliwatts(-120);

/** The number under which an anchor is remembered, as a single-precision number. */
export function anchorKey({ first }: AnchorField): number {
  return Math.fround(first);
}

export function newStillMemory(): StillMemory {
  return new Float32Array(0);
}

/** The memory `seconds` later and with what was heard, in place or (then the old one is zeroed) in a larger one. */
export function remember(memory: StillMemory, heard: readonly Observation[], seconds: number): StillMemory {
  fade(memory, seconds);
  let into = memory;
  for (const one of heard) {
    const anchor = anchorKey(one.field);
    const found = slotOf(into, anchor);
    if (found === into.length) into = grown(into);
    const times = Math.min(one.count, mostReadings);
    into[found] = anchor;
    add(into, found + 1, times, times * milliwatts(one.meanDbm));
    add(into, found + 3, times, times * milliwatts(one.meanDbm));
  }
  for (let at = 0; at < into.length; at += perSlot) if (!((into[at + 1] ?? 0) >= leastWeight)) into.fill(0, at, at + perSlot);
  return into;
}

/** Forgets what rests on a single reading: for when nothing more was heard to fade it. */
export function forgetSingles(memory: StillMemory): void {
  for (let at = 0; at < memory.length; at += perSlot) if ((memory[at + 1] ?? 0) <= 1) memory.fill(0, at, at + perSlot);
}

function fade(memory: StillMemory, seconds: number): void {
  const slow = Math.exp(-seconds / fadeS.slow);
  const fast = Math.exp(-seconds / fadeS.fast);
  for (let at = 0; at < memory.length; at += perSlot) {
    for (let k = 1; k < perSlot; k++) memory[at + k] = (memory[at + k] ?? 0) * (k < 3 ? slow : fast);
  }
}

/** Where the anchor's slot is, or a free one; the length of the memory if there is neither. */
function slotOf(memory: StillMemory, anchor: number): number {
  let free = memory.length;
  for (let at = memory.length - perSlot; at >= 0; at -= perSlot) {
    if (memory[at + 1] === 0) free = at;
    else if (memory[at] === anchor) return at;
  }
  return free;
}

function grown(memory: StillMemory): StillMemory {
  const larger = new Float32Array(memory.length + slotsAtOnce * perSlot);
  larger.set(memory);
  memory.fill(0);
  return larger;
}

function add(memory: StillMemory, at: number, count: number, sumDbm: number): void {
  memory[at] = (memory[at] ?? 0) + count;
  memory[at + 1] = (memory[at + 1] ?? 0) + sumDbm;
}

/**
 * How probable it is, 0 to 1, that the tag has been at one place for some seconds: each anchor's newer mean against its
 * older one.
 */
export function stillness(memory: StillMemory): number {
  let logOdds = Math.log(stillShare / (1 - stillShare));
  for (let at = 0; at < memory.length; at += perSlot) {
    const [weight, sum, newer, newerSum] = [memory[at + 1] ?? 0, memory[at + 2] ?? 0, memory[at + 3] ?? 0, memory[at + 4] ?? 0];
    const older = weight - newer;
    if (newer < leastCompared || older < leastCompared) continue;
    // What is left of a sum when a far larger one is taken away may be nothing but rounding.
    const olderMw = Math.max((sum - newerSum) / older, leastMw);
    const movedDb = dbmOf(newerSum / newer) - dbmOf(olderMw);
    const noise = (readingNoiseDb ** 2 / worth) * (1 / newer + 1 / older);
    const walked = noise + walkedDb ** 2;
    logOdds += 0.5 * Math.log(walked / noise) - 0.5 * movedDb * movedDb * (1 / noise - 1 / walked);
  }
  return 1 / (1 + Math.exp(-logOdds));
}

/** The anchors remembered. */
export function remembered(memory: StillMemory): readonly Remembered[] {
  const found: Remembered[] = [];
  for (let at = 0; at < memory.length; at += perSlot) {
    const weight = memory[at + 1] ?? 0;
    if (weight > 0)
      found.push({ anchor: memory[at] ?? 0, meanDbm: dbmOf((memory[at + 2] ?? 0) / weight), readings: worth * weight });
  }
  return found;
}
