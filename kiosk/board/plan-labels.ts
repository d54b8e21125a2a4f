// Where the names of zones and "you are here" stand on a plan, so that no desk, room or name is hidden.

import type { Point } from '#shared/geometry/point.ts';
import type { ZoneId } from '#shared/model/ids.ts';
import type { PlanFloor } from '#shared/wire/plan.ts';
import { type PinPlace, placeBeside, placeLabel, placePin } from './place-label.ts';
import { type Box, boxOf, centreOf, inset, overlapPx, type PlanFit, type Size } from './plan-fit.ts';
import { textWidthPx } from './text-fit.ts';

export type ZoneText = { readonly zone: ZoneId; readonly name: string; readonly pill: string };

export type ZoneLabel = ZoneText & {
  readonly fontPx: number;
  readonly nameAt: Point;
  readonly pillBox: Box;
};

export type HereLabel = PinPlace & { readonly tip: Point; readonly fontPx: number; readonly textBox: Box };

/** Room kept free around desks (their chairs) and around labels, in pixels. */
const airPx = 7;
const pillPadPx = 9;

/** The pin with its tip on the display's place, and its words beside it. It comes first: zone names give way to it. */
export function placeHere(fit: PlanFit, floor: PlanFloor, at: Point, text: string): HereLabel {
  const tip = fit.toPx(at);
  const length = Math.min(46, Math.max(26, fit.scale * 1.1));
  const obstacles = [...spaceBoxes(fit, floor, 0), ...areaBoxes(fit, floor)];
  const pin = placePin(tip, { w: length * 0.72, h: length }, fit.size, obstacles);
  const fontPx = Math.min(17, Math.max(11, fit.scale * 0.44));
  const size = { w: textWidthPx(text, fontPx), h: fontPx * 1.3 };
  return { ...pin, tip, fontPx, textBox: placeBeside(pin.box, size, fit.size, obstacles) };
}

/** Zones in order; each label keeps clear of the pin and of the labels before it. One without room is left out: panel and list name it. */
export function placeZoneLabels(
  fit: PlanFit,
  floor: PlanFloor,
  texts: readonly ZoneText[],
  here: HereLabel | null,
): readonly ZoneLabel[] {
  const labels: Box[] = here ? [inset(here.box, -3), inset(here.textBox, -3)] : [];
  const roomy = [...spaceBoxes(fit, floor, airPx), ...areaBoxes(fit, floor).map((box) => inset(box, -airPx))];
  const tight = [...spaceBoxes(fit, floor, 2), ...areaTextBoxes(fit, floor)];
  const fontPx = Math.min(19, Math.max(10, fit.scale * 0.48));
  return texts.flatMap((text) => {
    const zone = floor.zones.find((z) => z.id === text.zone);
    if (!zone) return [];
    const within = inset(boxOf(fit, zone.shape), 4);
    const found = bestBox(within, shapesFor(text, fontPx), [
      [...roomy, ...labels],
      [...tight, ...labels],
    ]);
    if (!found) return [];
    labels.push(inset(found.box, -airPx));
    return [labelIn(found.box, { ...text, pill: found.pill }, fontPx)];
  });
}

/** Name and pill in one line, or one above the other, or the name alone. */
function shapesFor(text: ZoneText, fontPx: number): readonly ZoneShape[] {
  const { nameW, pillW, lineH } = measures(text, fontPx);
  const nameOnly = { w: nameW, h: lineH, pill: '' };
  if (pillW === 0) return [nameOnly];
  const stacked = { w: Math.max(nameW, pillW), h: lineH * 2, pill: text.pill };
  return [{ w: nameW + pillW, h: lineH, pill: text.pill }, stacked, nameOnly];
}

type ZoneShape = Size & { readonly pill: string };

function measures(text: ZoneText, fontPx: number): { nameW: number; pillW: number; lineH: number } {
  const pillW = text.pill === '' ? 0 : textWidthPx(text.pill, fontPx * 0.84) + 2 * pillPadPx;
  return { nameW: textWidthPx(text.name, fontPx) + 8, pillW, lineH: fontPx * 1.5 };
}

/** The first shape that hides nothing, with all the air it should have or with less; null rather than hide a desk. */
function bestBox(
  within: Box,
  shapes: readonly ZoneShape[],
  obstacleSets: readonly (readonly Box[])[],
): { box: Box; pill: string } | null {
  for (const shape of shapes) {
    if (shape.w > within.w || shape.h > within.h) continue;
    for (const obstacles of obstacleSets) {
      const box = placeLabel(within, { w: shape.w, h: shape.h }, obstacles);
      if (obstacles.every((obstacle) => overlapPx(box, obstacle) === 0)) return { box, pill: shape.pill };
    }
  }
  return null;
}

function labelIn(box: Box, text: ZoneText, fontPx: number): ZoneLabel {
  const { nameW, pillW, lineH } = measures(text, fontPx);
  const stacked = box.h > lineH * 1.5;
  const pillBox = { x: stacked ? box.x : box.x + nameW, y: stacked ? box.y + lineH : box.y, w: pillW, h: lineH };
  return { ...text, fontPx, nameAt: { x: box.x, y: box.y + lineH / 2 }, pillBox };
}

function spaceBoxes(fit: PlanFit, floor: PlanFloor, airPx: number): readonly Box[] {
  return floor.spaces.map((space) => inset(boxOf(fit, space.shape), -airPx));
}

function areaBoxes(fit: PlanFit, floor: PlanFloor): readonly Box[] {
  return floor.areas.filter((area) => area.kind !== 'corridor').map((area) => boxOf(fit, area.shape));
}

/** About the middle of an area, where its sign and name stand. */
export function areaTextBoxes(fit: PlanFit, floor: PlanFloor): readonly Box[] {
  return areaBoxes(fit, floor).map((box) => {
    const { x, y } = centreOf(box);
    const w = Math.min(box.w, 110);
    const h = Math.min(box.h, 64);
    return { x: x - w / 2, y: y - h / 2, w, h };
  });
}
