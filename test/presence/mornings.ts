// Mornings of an invented office of 60 people and 8 zones on two floors, and what somebody who watches the counts all day
// can make of them who knows at which minute a colleague came (privacy.md 2.1).

import { minutes } from '#shared/kit/duration.ts';
import { gaussian, type Random, seededRandom } from '#shared/kit/random.ts';

const zoneCount = 8;
const zonesPerFloor = 4;
const dayMs = minutes(480);
const targetsPerMorning = 20;

type Told = readonly (number | null)[];
/** A way to publish: what is told of exact counts, zone by zone, and how often; 1 ms is live. */
export type Rule = {
  readonly name: string;
  readonly everyMs: number;
  /** How long before it is told the moment of a tick may lie that it speaks of, as a share of `everyMs`; drawn anew for each. */
  readonly lag?: Random;
  readonly tell: (exact: readonly number[]) => { readonly zones: Told; readonly floors: Told };
};

type Stay = { readonly zone: number; readonly fromMs: number; readonly toMs: number };
/** An arrival: the zone it was in, and for each zone what the watcher saw of it. */
type Arrival = { readonly zone: number; readonly growth: readonly number[]; readonly seen: readonly string[] };

/** The arrivals of one morning as they look under this rule. */
function arrivals(seed: number, rule: Rule): readonly Arrival[] {
  const { everyMs, lag = () => 0 } = rule;
  const stays = morning(seededRandom(seed));
  const views = new Map<number, { readonly zones: readonly number[]; readonly floors: readonly number[] }>();
  const at = (atMs: number) => {
    const tick = Math.floor(atMs / everyMs);
    const { zones, floors } = views.get(tick) ?? numbers(rule.tell(countsAt(stays, (tick - lag()) * everyMs)));
    views.set(tick, { zones, floors });
    return { zones, floors };
  };
  const day = Array.from({ length: dayMs / minutes(30) }, (_, n) => at(n * minutes(30)).zones);
  const most = zones((zone) => Math.max(...day.map((view) => view[zone] ?? 0)));
  const comings = stays.filter((_, i) => i % 6 === 0).slice(0, targetsPerMorning);
  return comings.map(({ zone, fromMs }) => {
    const stepMs = Math.max(everyMs, minutes(5));
    const [earlier, before] = [at(fromMs - stepMs - 1), at(fromMs - 1)];
    const [after, later] = [at(fromMs + everyMs + 1), at(fromMs + everyMs + stepMs + 1)];
    const change = (a: readonly number[], b: readonly number[], i: number): number => (b[i] ?? 0) - (a[i] ?? 0);
    const growth = zones((i) => change(before.zones, after.zones, i));
    const seen = zones((i) => {
      const floor = Math.floor(i / zonesPerFloor);
      const around = [change(earlier.zones, before.zones, i), change(after.zones, later.zones, i)].map(Math.sign);
      return [growth[i], before.zones[i], most[i], ...around, change(before.floors, after.floors, floor)].join();
    });
    return { zone, growth, seen };
  });
}

/** How often each guess is right, from 60 mornings; the learner has studied as many others as it likes, with the truth beside. */
export function hitRates(rule: Rule, studied: number): { readonly growth: number; readonly learned: number } {
  const known = study(rule, studied);
  const tried = seeds(1, 60).flatMap((seed) => arrivals(seed, rule));
  const random = seededRandom(7);
  const rate = (scoresOf: (arrival: Arrival) => readonly number[]): number =>
    tried.filter((arrival) => best(scoresOf(arrival), random) === arrival.zone).length / tried.length;
  return { growth: rate(({ growth }) => growth), learned: rate(({ seen }) => seen.map(known)) };
}

/** How often a zone that looked like this was the right one. */
function study(rule: Rule, mornings: number): (seen: string) => number {
  const tally = new Map<string, { right: number; all: number }>();
  for (const { zone, seen } of seeds(1_001, mornings).flatMap((seed) => arrivals(seed, rule))) {
    seen.forEach((look, i) => {
      const one = tally.get(look) ?? { right: 1 / zoneCount, all: 1 };
      tally.set(look, { right: one.right + (i === zone ? 1 : 0), all: one.all + 1 });
    });
  }
  return (look) => {
    const { right, all } = tally.get(look) ?? { right: 1 / zoneCount, all: 1 };
    return right / all;
  };
}

/** People who arrive within two hours or so, with a break of a quarter of an hour each: a stay before it, one after. */
function morning(random: Random): readonly Stay[] {
  return Array.from({ length: 60 }, () => Math.floor(random() * zoneCount)).flatMap((zone) => {
    const fromMs = Math.round(minutes(gaussian(random, 120, 40)));
    const breakMs = fromMs + minutes(30 + random() * 120);
    return [
      { zone, fromMs, toMs: breakMs },
      { zone, fromMs: breakMs + minutes(15), toMs: dayMs },
    ];
  });
}

function countsAt(stays: readonly Stay[], atMs: number): readonly number[] {
  const counts = zones(() => 0);
  for (const { zone, fromMs, toMs } of stays) if (fromMs <= atMs && atMs < toMs) counts[zone] = (counts[zone] ?? 0) + 1;
  return counts;
}

function numbers({ zones: cells, floors }: ReturnType<Rule['tell']>) {
  return { zones: cells.map((value) => value ?? 0), floors: floors.map((value) => value ?? 0) };
}

function best(scores: readonly number[], random: Random): number {
  const top = Math.max(...scores);
  const candidates = scores.flatMap((score, i) => (score === top ? [i] : []));
  return candidates[Math.floor(random() * candidates.length)] ?? 0;
}

function zones<T>(make: (zone: number) => T): T[] {
  return Array.from({ length: zoneCount }, (_, zone) => make(zone));
}

function seeds(first: number, count: number): readonly number[] {
  return Array.from({ length: count }, (_, n) => first + n);
}
