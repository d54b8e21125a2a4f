// How strongly anchors hear each other: power of the one that sends, gain and exponent of the one that hears.
//
//   RSSI = power_from + gain_anchor - 10 n_anchor log10(d) - walls
//
// Fitted by going round the unknowns one at a time (each is a weighted mean drawn towards what it usually is, so an anchor
// with two neighbours stays near its site), with Huber weights, because some pairs have a cupboard between them. Power
// and gain could trade against each other; the gains of a floor therefore add up to zero.

import type { AnchorId } from '#shared/model/ids.ts';
import { usualExponent } from './curve.ts';
import type { PlacedPair } from './pair-place.ts';
import { mean, median, robustSd } from './robust.ts';
import { type AnchorTuning, withinLimits } from './tuning.ts';

export type PairModel = {
  /** What `anchor` should hear of `from`. */
  readonly predictDbm: (pair: PlacedPair) => number;
  /** Of an anchor as receiver; one that was in no pair is as its site. */
  readonly tuningOf: (anchor: AnchorId) => AnchorTuning;
  /** What an average anchor hears of it at one metre. */
  readonly powerOf: (from: AnchorId) => number;
};

/** How much a pair differs from the model, and how far unknowns lie from their middle: usual standard deviations. */
const pairSdDb = 4;
const spread = { levelDbm: 100, power: 6, gain: 5, siteExponent: 0.8, steeper: 0.3 } as const;
const mostRounds = 60;
const settled = 0.005;
const roundsPerWeights = 4;
/** Doors, crowds, weather: readings come by the thousand, but a day has only so many independent situations. */
const situationsADay = 5;

/** With `given`, gains and exponents are taken as they are there and only powers are fitted. */
export function fitPairs(pairs: readonly PlacedPair[], given?: readonly AnchorTuning[]): PairModel {
  const parts = partsOf(pairs, given);
  const heard = pairs.map((pair): Heard => ({ pair, errorDb: pair.meanDbm - expectedDbm(parts, pair), weight: 1 }));
  const unknowns = unknownsOf(parts, heard, given === undefined);
  const floors = given === undefined ? floorsOf(parts, pairs) : [];
  for (let round = 0; round < mostRounds; round++) {
    let most = 0;
    for (const unknown of unknowns) most = Math.max(most, improve(unknown));
    for (const floor of floors) centreGains(floor);
    if (most < settled) break;
    if (round % roundsPerWeights === 0) reweigh(heard);
  }
  return {
    predictDbm: (pair) => expectedDbm(parts, pair),
    powerOf: (from) => parts.levelDbm.is + of(parts.power, from) + parts.siteExponent.is * parts.pivot,
    tuningOf: (anchor) => {
      const steeper = of(parts.steeper, anchor);
      const offsetDb = of(parts.gain, anchor) + steeper * parts.pivot;
      return withinLimits({ anchor, offsetDb, exponent: parts.siteExponent.is + steeper });
    },
  };
}

/** Levels are those at the pivot, the middle distance (as 10 log10): there gain and exponent do not trade. */
type Parts = {
  readonly pivot: number;
  readonly levelDbm: Value;
  readonly siteExponent: Value;
  readonly power: Values;
  readonly gain: Values;
  readonly steeper: Values;
};
type Value = { is: number; readonly usually: number };
type Values = ReadonlyMap<AnchorId, Value>;
type Heard = { readonly pair: PlacedPair; errorDb: number; weight: number };
/** A value and the pairs it has a say in: one more of it makes `slope` dB more of them. */
type Unknown = {
  readonly value: Value;
  readonly spread: number;
  readonly terms: readonly { readonly heard: Heard; readonly slope: number }[];
};

function partsOf(pairs: readonly PlacedPair[], given: readonly AnchorTuning[] = []): Parts {
  const pivot = mean(pairs.map(farDb));
  const tunings = new Map(given.map((tuning) => [tuning.anchor, tuning]));
  const siteExponent = given.length === 0 ? usualExponent : mean(given.map((tuning) => tuning.exponent));
  const levelDbm = median(pairs.map((pair) => pair.meanDbm + pair.wallsDb));
  const hearing = [...new Set(pairs.map((pair) => pair.anchor))];
  const steeperOf = (anchor: AnchorId): number => (tunings.get(anchor)?.exponent ?? siteExponent) - siteExponent;
  const gainOf = (anchor: AnchorId): number => (tunings.get(anchor)?.offsetDb ?? 0) - steeperOf(anchor) * pivot;
  return {
    pivot,
    levelDbm: { is: levelDbm, usually: levelDbm },
    siteExponent: { is: siteExponent, usually: usualExponent },
    power: new Map(pairs.map((pair) => [pair.from, { is: 0, usually: 0 }])),
    gain: new Map(hearing.map((anchor) => [anchor, { is: gainOf(anchor), usually: 0 }])),
    steeper: new Map(hearing.map((anchor) => [anchor, { is: steeperOf(anchor), usually: 0 }])),
  };
}

function expectedDbm({ pivot, levelDbm, siteExponent, power, gain, steeper }: Parts, pair: PlacedPair): number {
  const slope = siteExponent.is + of(steeper, pair.anchor);
  return levelDbm.is + of(power, pair.from) + of(gain, pair.anchor) - slope * (farDb(pair) - pivot) - pair.wallsDb;
}

function unknownsOf(parts: Parts, heard: readonly Heard[], whole: boolean): readonly Unknown[] {
  const level = (own: readonly Heard[]) => own.map((one) => ({ heard: one, slope: 1 }));
  const fading = (own: readonly Heard[]) => own.map((one) => ({ heard: one, slope: parts.pivot - farDb(one.pair) }));
  const each = (values: Values, end: 'from' | 'anchor', terms: typeof level, each: number): Unknown[] => {
    const own = Map.groupBy(heard, ({ pair }) => pair[end]);
    return [...values].map(([id, value]) => ({ value, spread: each, terms: terms(own.get(id) ?? []) }));
  };
  const powers = [
    { value: parts.levelDbm, spread: spread.levelDbm, terms: level(heard) },
    ...each(parts.power, 'from', level, spread.power),
  ];
  if (!whole) return powers;
  const site = { value: parts.siteExponent, spread: spread.siteExponent, terms: fading(heard) };
  return [
    ...powers,
    site,
    ...each(parts.gain, 'anchor', level, spread.gain),
    ...each(parts.steeper, 'anchor', fading, spread.steeper),
  ];
}

/** Moves one unknown to where its pairs and its usual value draw it; returns by how much. */
function improve({ value, spread: sd, terms }: Unknown): number {
  let pull = (value.usually - value.is) / sd ** 2;
  let stiffness = 1 / sd ** 2;
  for (const { heard, slope } of terms) {
    pull += (heard.weight * slope * heard.errorDb) / pairSdDb ** 2;
    stiffness += (heard.weight * slope * slope) / pairSdDb ** 2;
  }
  const step = pull / stiffness;
  value.is += step;
  for (const { heard, slope } of terms) heard.errorDb -= slope * step;
  return Math.abs(step);
}

type FloorValues = { readonly gains: readonly Value[]; readonly powers: readonly Value[] };

function floorsOf({ gain, power }: Parts, pairs: readonly PlacedPair[]): readonly FloorValues[] {
  return [...Map.groupBy(pairs, (pair) => pair.floor).values()].map((onFloor) => ({
    gains: [...new Set(onFloor.map((pair) => pair.anchor))].flatMap((id) => gain.get(id) ?? []),
    powers: [...new Set(onFloor.map((pair) => pair.from))].flatMap((id) => power.get(id) ?? []),
  }));
}

/** What is taken from the gains of a floor is given to its powers: nothing that is expected changes. */
function centreGains({ gains, powers }: FloorValues): void {
  const middle = mean(gains.map((value) => value.is));
  for (const value of gains) value.is -= middle;
  for (const value of powers) value.is += middle;
}

/** Full weight up to 1.345 robust standard deviations, less beyond; less also for a pair that was restless over the day. */
function reweigh(heard: readonly Heard[]): void {
  const bend = 1.345 * Math.max(1, robustSd(heard.map((one) => one.errorDb)));
  for (const one of heard) {
    const calm = pairSdDb ** 2 / (pairSdDb ** 2 + one.pair.varianceDb2 / situationsADay);
    one.weight = calm * Math.min(1, bend / Math.max(bend, Math.abs(one.errorDb)));
  }
}

function of(values: Values, id: AnchorId): number {
  return values.get(id)?.is ?? 0;
}

function farDb({ distanceM }: PlacedPair): number {
  return 10 * Math.log10(distanceM);
}
