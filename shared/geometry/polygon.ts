import type { Point } from './point.ts';
import { segmentsCross } from './segment.ts';

/** A ring of at least three corners; the last corner joins the first by itself. */
export type Polygon = readonly Point[];

/** Whether the point lies inside (ray casting; points exactly on an edge may fall either way). */
export function contains(polygon: Polygon, point: Point): boolean {
  let inside = false;
  for (const [a, b] of edges(polygon)) {
    if (a.y > point.y !== b.y > point.y && point.x < ((b.x - a.x) * (point.y - a.y)) / (b.y - a.y) + a.x) {
      inside = !inside;
    }
  }
  return inside;
}

/** Area in square metres. */
export function areaM2(polygon: Polygon): number {
  return Math.abs(signedArea(polygon));
}

/** The centre of gravity. */
export function centroid(polygon: Polygon): Point {
  const area = signedArea(polygon);
  let x = 0;
  let y = 0;
  for (const [a, b] of edges(polygon)) {
    const cross = a.x * b.y - b.x * a.y;
    x += (a.x + b.x) * cross;
    y += (a.y + b.y) * cross;
  }
  return { x: x / (6 * area), y: y / (6 * area) };
}

export type Bounds = { readonly minX: number; readonly minY: number; readonly maxX: number; readonly maxY: number };

export function bounds(polygon: Polygon): Bounds {
  const xs = polygon.map((p) => p.x);
  const ys = polygon.map((p) => p.y);
  return { minX: Math.min(...xs), minY: Math.min(...ys), maxX: Math.max(...xs), maxY: Math.max(...ys) };
}

/** Whether no two edges cross: a plan with a crossing outline was drawn wrongly. */
export function isSimple(polygon: Polygon): boolean {
  const all = [...edges(polygon)];
  return all.every(([a, b], i) => all.slice(i + 1).every(([c, d]) => !segmentsCross({ from: a, to: b }, { from: c, to: d })));
}

/** The edges in order, the closing one last. */
export function edges(polygon: Polygon): readonly (readonly [Point, Point])[] {
  return polygon.map((a, i) => [a, polygon[(i + 1) % polygon.length] ?? a]);
}

function signedArea(polygon: Polygon): number {
  return edges(polygon).reduce((sum, [a, b]) => sum + a.x * b.y - b.x * a.y, 0) / 2;
}
