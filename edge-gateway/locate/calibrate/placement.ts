// Where an anchor really hangs, from what it and its neighbours hear of each other. Coarse: a metre at best, and only
// trusted where another place explains the signals far better than the one on the plan.

import type { Point } from '#shared/geometry/point.ts';
import { bounds, contains } from '#shared/geometry/polygon.ts';
import type { AnchorId } from '#shared/model/ids.ts';
import type { Anchor, Floor } from '#shared/model/site.ts';
import { wallsBetweenDb } from '../obstruction.ts';
import { fitPairs, type PairModel } from './pair-model.ts';
import { anchorsById, type PlacedPair, rangeM } from './pair-place.ts';
import { mean, median, robustSd } from './robust.ts';

/** With fewer neighbours two coordinates, a power and a gain explain anything; more than this many add no knowledge. */
const neighboursUsed = { least: 6, most: 16 } as const;
/** Half the chi-square by which the other place has to be better: some 1 in 2,000 by chance, were the errors normal. */
const betterByHalfChi2 = 7.5;
const steps = { coarseM: 3, fineM: 1 } as const;

/** The place on its floor that explains an anchor's signals far better than the one on the plan does, or null. */
export type BetterPlace = (id: AnchorId) => Point | null;

/** Neighbours are believed to hang where the plan says; one that does not is outvoted. */
export function betterPlaces(pairs: readonly PlacedPair[], floors: readonly Floor[]): BetterPlace {
  const model = fitPairs(pairs);
  const sdDb = Math.max(2, robustSd(pairs.map((pair) => pair.meanDbm - model.predictDbm(pair))));
  const anchors = anchorsById(floors);
  return (id) => {
    const own = anchors.get(id);
    const neighbours = own === undefined ? [] : neighboursOf(own.anchor, pairs, anchors, model);
    if (own === undefined || neighbours.length < neighboursUsed.least) return null;
    const cost = (at: Point): number => halfChi2(at, own.floor, neighbours, sdDb);
    const onPlan = cost(own.anchor.at);
    if (onPlan < betterByHalfChi2) return null;
    const best = cheapest(own.floor, cost);
    return best !== null && onPlan - cost(best) >= betterByHalfChi2 ? best : null;
  };
}

type Neighbour = { readonly at: Point; readonly upM: number; readonly directions: readonly Direction[] };
/** One direction between the two, its level freed of what is known of the neighbour, and the exponent that holds for it. */
type Direction = { readonly outward: boolean; readonly levelDbm: number; readonly exponent: number };

function neighboursOf(
  own: Anchor,
  pairs: readonly PlacedPair[],
  anchors: ReturnType<typeof anchorsById>,
  model: PairModel,
): readonly Neighbour[] {
  const heard = pairs.filter((pair) => pair.from === own.id || pair.anchor === own.id);
  const loudest = heard.toSorted((a, b) => b.meanDbm - a.meanDbm);
  const exponent = mean(heard.map((pair) => model.tuningOf(pair.from).exponent));
  const byOther = Map.groupBy(loudest, (pair) => (pair.from === own.id ? pair.anchor : pair.from));
  return [...byOther].slice(0, neighboursUsed.most).flatMap(([other, both]) => {
    const neighbour = anchors.get(other)?.anchor;
    if (neighbour === undefined) return [];
    const hears = model.tuningOf(other);
    const directions = both.map((pair): Direction => {
      const outward = pair.from === own.id;
      const known = outward ? hears.offsetDb : model.powerOf(other);
      return { outward, levelDbm: pair.meanDbm - known, exponent: outward ? hears.exponent : exponent };
    });
    return [{ at: neighbour.at, upM: neighbour.heightM - own.heightM, directions }];
  });
}

/** Power and gain of the anchor itself are unknown: the median of each direction stands for them. */
function halfChi2(at: Point, floor: Floor, neighbours: readonly Neighbour[], sdDb: number): number {
  const errors = neighbours.map(({ at: other, upM, directions }) => {
    const farDb = 10 * Math.log10(rangeM(at, other, upM));
    const wallsDb = wallsBetweenDb(floor, at, other);
    return directions.map(({ outward, levelDbm, exponent }) => ({ outward, errorDb: levelDbm + exponent * farDb + wallsDb }));
  });
  const middle = (outward: boolean): number =>
    median(errors.flatMap((own) => own.filter((error) => error.outward === outward).map((error) => error.errorDb)));
  const [power, gain] = [middle(true), middle(false)];
  return errors.reduce((sum, own) => {
    const errorDb = mean(own.map((error) => error.errorDb - (error.outward ? power : gain)));
    return sum + huber(errorDb / sdDb);
  }, 0);
}

function huber(z: number): number {
  const bend = 2;
  return Math.abs(z) <= bend ? (z * z) / 2 : bend * (Math.abs(z) - bend / 2);
}

/** The best of a coarse grid over the floor, then the best of a fine one around it. */
function cheapest(floor: Floor, cost: (at: Point) => number): Point | null {
  const { minX, minY, maxX, maxY } = bounds(floor.outline);
  const coarse = bestOf(lattice(minX, minY, maxX, maxY, steps.coarseM), floor, cost);
  if (coarse === null) return null;
  const reachM = steps.coarseM;
  const { x, y } = coarse;
  return bestOf(lattice(x - reachM, y - reachM, x + reachM, y + reachM, steps.fineM), floor, cost) ?? coarse;
}

function* lattice(minX: number, minY: number, maxX: number, maxY: number, stepM: number): Generator<Point> {
  for (let y = minY + stepM / 2; y < maxY; y += stepM) for (let x = minX + stepM / 2; x < maxX; x += stepM) yield { x, y };
}

function bestOf(candidates: Iterable<Point>, floor: Floor, cost: (at: Point) => number): Point | null {
  let best: Point | null = null;
  let least = Number.POSITIVE_INFINITY;
  for (const at of candidates) {
    const here = contains(floor.outline, at) ? cost(at) : Number.POSITIVE_INFINITY;
    if (here < least) [best, least] = [at, here];
  }
  return best;
}
