// Where a label goes so that it hides nothing: zone names between the desks, the pin beside them. Tries places in the
// order of preference and takes the first that is free, or else the one that hides least.

import type { Point } from '#shared/geometry/point.ts';
import { type Box, overlapPx, type Size } from './plan-fit.ts';

/** Rows from the top, and in each row from the left: a name is looked for at the top left. */
function* gridIn(within: Box, label: Size, stepPx: number): Generator<Box> {
  const rows = Math.max(0, Math.floor((within.h - label.h) / stepPx));
  const columns = Math.max(0, Math.floor((within.w - label.w) / stepPx));
  for (let row = 0; row <= rows; row += 1) {
    for (let column = 0; column <= columns; column += 1) {
      yield { x: within.x + column * stepPx, y: within.y + row * stepPx, ...label };
    }
  }
}

/** The best box for a label of this size inside `within`, clear of the obstacles where that is possible. */
export function placeLabel(within: Box, label: Size, obstacles: readonly Box[], stepPx = 6): Box {
  return leastHidden(gridIn(within, label, stepPx), obstacles) ?? { x: within.x, y: within.y, ...label };
}

export type PinSide = 'up' | 'right' | 'down' | 'left';
export type PinPlace = { readonly side: PinSide; readonly box: Box };

/** On which side of its place a pin of `size` (length, breadth) hides least; the tip stays on the place. */
export function placePin(tip: Point, size: Size, card: Size, obstacles: readonly Box[]): PinPlace {
  const { w: breadth, h: length } = size;
  const across = { w: length, h: breadth };
  const places: readonly PinPlace[] = [
    { side: 'up', box: { x: tip.x - breadth / 2, y: tip.y - length, ...size } },
    { side: 'down', box: { x: tip.x - breadth / 2, y: tip.y, ...size } },
    { side: 'right', box: { x: tip.x, y: tip.y - breadth / 2, ...across } },
    { side: 'left', box: { x: tip.x - length, y: tip.y - breadth / 2, ...across } },
  ];
  const box = leastHidden(
    places.map((p) => p.box),
    [...obstacles, ...outside(card)],
  );
  return places.find((p) => p.box === box) ?? { side: 'up', box: { x: tip.x - breadth / 2, y: tip.y - length, ...size } };
}

/** Beside the pin, on whichever side is free. */
export function placeBeside(pin: Box, label: Size, card: Size, obstacles: readonly Box[]): Box {
  const middle = pin.y + (pin.h - label.h) / 2;
  const centre = pin.x + (pin.w - label.w) / 2;
  const places: readonly Box[] = [
    { x: pin.x + pin.w + 4, y: middle, ...label },
    { x: pin.x - label.w - 4, y: middle, ...label },
    { x: centre, y: pin.y - label.h - 2, ...label },
    { x: centre, y: pin.y + pin.h + 2, ...label },
    { x: pin.x, y: pin.y - label.h - 2, ...label },
    { x: pin.x, y: pin.y + pin.h + 2, ...label },
  ];
  return leastHidden(places, [...obstacles, ...outside(card)]) ?? { x: centre, y: middle, ...label };
}

/** The first of the places that hides nothing, or else the one that hides least; null without any. */
export function leastHidden(places: Iterable<Box>, obstacles: readonly Box[]): Box | null {
  let best: Box | null = null;
  let bestPx = Number.POSITIVE_INFINITY;
  for (const place of places) {
    const hidden = obstacles.reduce((sum, obstacle) => sum + overlapPx(place, obstacle), 0);
    if (hidden < bestPx) {
      best = place;
      bestPx = hidden;
    }
    if (hidden === 0) break;
  }
  return best;
}

/** Four large boxes around the card: being cut off is worse than hiding something. */
export function outside({ w, h }: Size): readonly Box[] {
  const far = 10_000;
  return [
    { x: -far, y: -far, w: far, h: 2 * far + h },
    { x: w, y: -far, w: far, h: 2 * far + h },
    { x: -far, y: -far, w: 2 * far + w, h: far },
    { x: -far, y: h, w: 2 * far + w, h: far },
  ];
}
