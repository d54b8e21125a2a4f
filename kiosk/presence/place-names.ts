// Where the discs of one look stand and where their names fit beside them, so that no name hides another person. A name
// without room is left out: its initials stand in the disc and the whole name in the table.

import { placeDiscs } from '#kiosk/board/place-discs.ts';
import { leastHidden, outside } from '#kiosk/board/place-label.ts';
import { type Box, overlapPx, type PlanFit } from '#kiosk/board/plan-fit.ts';
import { textWidthPx } from '#kiosk/board/text-fit.ts';
import type { Point } from '#shared/geometry/point.ts';
import type { GlassPerson } from './people-by-zone.ts';

/** In pixels: the measured place, the disc, and the box of the name, if it fits. */
export type NamedDot = {
  readonly name: string;
  readonly at: Point;
  readonly radiusM: number;
  readonly disc: Point;
  readonly discPx: number;
  readonly fontPx: number;
  readonly label: Box | null;
};

/** Everybody who has a place, in the order given. */
export function placeNames(fit: PlanFit, people: readonly GlassPerson[]): readonly NamedDot[] {
  const discPx = Math.min(17, Math.max(12, fit.scale * 0.46));
  const fontPx = Math.min(15, Math.max(11, fit.scale * 0.42));
  const placed = people.flatMap(({ name, place }, i) => {
    if (!place) return [];
    const reachPx = Math.max(place.radiusM * fit.scale, discPx + 4);
    return [{ key: String(i), name, at: fit.toPx(place), radiusM: place.radiusM, reachPx }];
  });
  const shifts = placeDiscs(placed, discPx, fit.size, [], new Map());
  const dots = placed.map(({ key, name, at, radiusM }) => {
    const shift = shifts.get(key) ?? { x: 0, y: 0 };
    return { name, at, radiusM, discPx, fontPx, disc: { x: at.x + shift.x, y: at.y + shift.y } };
  });
  const taken: Box[] = [...dots.map((dot) => discBox(dot.disc, discPx)), ...outside(fit.size)];
  return dots.map((dot) => {
    const box = nameBox(dot.name, dot.disc, discPx, fontPx, taken);
    if (box) taken.push(box);
    return { ...dot, label: box };
  });
}

/** Right, left, above or below the disc; null when each of them would hide somebody. */
function nameBox(name: string, { x, y }: Point, discPx: number, fontPx: number, taken: readonly Box[]): Box | null {
  const size = { w: textWidthPx(name, fontPx), h: fontPx * 1.25 };
  const apart = discPx + 5;
  const places: readonly Box[] = [
    { x: x + apart, y: y - size.h / 2, ...size },
    { x: x - apart - size.w, y: y - size.h / 2, ...size },
    { x: x - size.w / 2, y: y - apart - size.h, ...size },
    { x: x - size.w / 2, y: y + apart, ...size },
  ];
  const best = leastHidden(places, taken);
  return best && taken.every((box) => overlapPx(box, best) === 0) ? best : null;
}

function discBox({ x, y }: Point, discPx: number): Box {
  return { x: x - discPx, y: y - discPx, w: 2 * discPx, h: 2 * discPx };
}
