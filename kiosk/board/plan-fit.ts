// How a floor in metres lands on a card in pixels: as large as it can be, whole, and turned by a quarter where that is
// clearly larger. Text is drawn after the turn, so it always stands upright.

import type { Point } from '#shared/geometry/point.ts';
import { bounds, type Polygon } from '#shared/geometry/polygon.ts';

/** A rectangle in pixels. */
export type Box = { readonly x: number; readonly y: number; readonly w: number; readonly h: number };
export type Size = { readonly w: number; readonly h: number };

export type PlanFit = {
  readonly size: Size;
  /** Pixels per metre. */
  readonly scale: number;
  /** Turned a quarter clockwise. */
  readonly turned: boolean;
  readonly toPx: (point: Point) => Point;
};

/** A turned plan has to be this much larger, because people know their floor the way it was drawn. */
const turnGain = 1.25;

/** Fits the outline into `size` with `marginPx` around it. */
export function fitPlan(outline: Polygon, size: Size, marginPx: number): PlanFit {
  const { minX, minY, maxX, maxY } = bounds(outline);
  const widthM = Math.max(maxX - minX, 0.1);
  const heightM = Math.max(maxY - minY, 0.1);
  const room = { w: Math.max(size.w - 2 * marginPx, 1), h: Math.max(size.h - 2 * marginPx, 1) };
  const straight = Math.min(room.w / widthM, room.h / heightM);
  const quarter = Math.min(room.w / heightM, room.h / widthM);
  const turned = quarter > straight * turnGain;
  const scale = turned ? quarter : straight;
  const drawn = turned ? { w: heightM * scale, h: widthM * scale } : { w: widthM * scale, h: heightM * scale };
  const left = (size.w - drawn.w) / 2;
  const top = (size.h - drawn.h) / 2;
  const toPx = (p: Point): Point =>
    turned
      ? { x: left + (maxY - p.y) * scale, y: top + (p.x - minX) * scale }
      : { x: left + (p.x - minX) * scale, y: top + (p.y - minY) * scale };
  return { size, scale, turned, toPx };
}

/** The box around a shape on the card. */
export function boxOf(fit: PlanFit, shape: Polygon): Box {
  const b = bounds(shape.map(fit.toPx));
  return { x: b.minX, y: b.minY, w: b.maxX - b.minX, h: b.maxY - b.minY };
}

/** The `points` attribute of a shape on the card. */
export function pointsOf(fit: PlanFit, shape: Polygon): string {
  return shape
    .map(fit.toPx)
    .map((p) => `${round(p.x)},${round(p.y)}`)
    .join(' ');
}

/** A smaller box with the same centre. */
export function inset(box: Box, by: number): Box {
  return { x: box.x + by, y: box.y + by, w: Math.max(box.w - 2 * by, 1), h: Math.max(box.h - 2 * by, 1) };
}

export function centreOf(box: Box): Point {
  return { x: box.x + box.w / 2, y: box.y + box.h / 2 };
}

/** How many square pixels two boxes share. */
export function overlapPx(a: Box, b: Box): number {
  const w = Math.min(a.x + a.w, b.x + b.w) - Math.max(a.x, b.x);
  const h = Math.min(a.y + a.h, b.y + b.h) - Math.max(a.y, b.y);
  return w > 0 && h > 0 ? w * h : 0;
}

type Side = 'north' | 'east' | 'south' | 'west';
const clockwise: Readonly<Record<Side, Side>> = { north: 'east', east: 'south', south: 'west', west: 'north' };

/** The side of a desk its chair is drawn on. */
export function sideOnCard(fit: PlanFit, side: Side): Side {
  return fit.turned ? clockwise[side] : side;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
