// Where the discs of located people are drawn: at the measured place, or as near to it inside the circle as hides no
// initials, no time and no name of a room. A disc that had to give way keeps its side while it can, so that somebody who
// sits still does not hop from one side of a desk to the other.

import type { Point } from '#shared/geometry/point.ts';
import { leastHidden, outside } from './place-label.ts';
import { type Box, centreOf, overlapPx, type Size } from './plan-fit.ts';
import { spreadApart } from './spread-apart.ts';

/** A person's measured place and the radius around it in which the disc may be drawn, in pixels. */
export type DiscWish = { readonly key: string; readonly at: Point; readonly reachPx: number };

/** By key: how far each disc stands from its measured place. */
export type DiscShifts = ReadonlyMap<string, Point>;

/** `radiusPx` is a disc's own; `signs` are the boxes to be kept readable; `before` is the last answer. */
export function placeDiscs(
  wishes: readonly DiscWish[],
  radiusPx: number,
  card: Size,
  signs: readonly Box[],
  before: DiscShifts,
): DiscShifts {
  const taken = [...signs, ...outside(card)];
  const middles = wishes.map((wish) => {
    const within = boxAround(wish.at, wish.reachPx + radiusPx);
    const near = taken.filter((box) => overlapPx(box, within) > 0);
    const box = leastHidden(placesFor(wish, radiusPx, before.get(wish.key)), near) ?? boxAround(wish.at, radiusPx);
    taken.push(box);
    return centreOf(box);
  });
  const apart = spreadApart(middles, radiusPx * 2);
  return new Map(wishes.map(({ key, at }, i) => [key, { x: (apart[i]?.x ?? at.x) - at.x, y: (apart[i]?.y ?? at.y) - at.y }]));
}

const directions = 16;

/** The measured place; the last one and its side of the circle; then everywhere, outwards. */
function* placesFor({ at, reachPx }: DiscWish, radiusPx: number, last: Point | undefined): Generator<Box> {
  yield boxAround(at, radiusPx);
  if (last !== undefined && Math.hypot(last.x, last.y) <= reachPx) {
    yield boxAround(moved(at, last), radiusPx);
    for (const shift of ringsUpTo(reachPx, radiusPx)) if (isSameSide(shift, last)) yield boxAround(moved(at, shift), radiusPx);
  }
  for (const shift of ringsUpTo(reachPx, radiusPx)) yield boxAround(moved(at, shift), radiusPx);
}

function* ringsUpTo(reachPx: number, radiusPx: number): Generator<Point> {
  for (let ringPx = radiusPx / 2; ringPx <= reachPx; ringPx += radiusPx / 4) {
    for (let i = 0; i < directions; i += 1) {
      const angle = (i / directions) * 2 * Math.PI;
      yield { x: Math.cos(angle) * ringPx, y: Math.sin(angle) * ringPx };
    }
  }
}

/** Within 45 degrees of each other. */
function isSameSide(a: Point, b: Point): boolean {
  return a.x * b.x + a.y * b.y > Math.SQRT1_2 * Math.hypot(a.x, a.y) * Math.hypot(b.x, b.y);
}

function boxAround({ x, y }: Point, radiusPx: number): Box {
  return { x: x - radiusPx, y: y - radiusPx, w: 2 * radiusPx, h: 2 * radiusPx };
}

function moved(at: Point, by: Point): Point {
  return { x: at.x + by.x, y: at.y + by.y };
}
