import type { Point } from './point.ts';

export type Segment = { readonly from: Point; readonly to: Point };

/** Twice the signed area of the triangle a-b-c: its sign says on which side of a-b the point c lies. */
function side(a: Point, b: Point, c: Point): number {
  return (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x);
}

/** Whether two segments properly cross (touching ends do not count). */
export function segmentsCross(a: Segment, b: Segment): boolean {
  return side(a.from, a.to, b.from) * side(a.from, a.to, b.to) < 0 && side(b.from, b.to, a.from) * side(b.from, b.to, a.to) < 0;
}
