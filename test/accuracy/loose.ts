// Reading what a person wrote into a site file without insisting on its form: lists, points, shapes, ids.

import type { Bounds } from '#shared/geometry/polygon.ts';

export type Loose = Readonly<Record<string, unknown>>;
export type Pair = readonly [number, number];

export function isObject(value: unknown): value is Loose {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A list of things, or a mapping from their ids to them; anything else is an empty list. */
export function things(value: unknown): readonly Loose[] {
  if (Array.isArray(value)) return value.filter(isObject);
  if (!isObject(value)) return [];
  return Object.entries(value).map(([id, thing]) => (isObject(thing) ? { id, ...thing } : { id, at: thing }));
}

/** A name as text; undefined when there is none. */
export function text(value: unknown): string | undefined {
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' && value !== '' ? value : undefined;
}

export function finite(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
}

/** [x, y], [x, y, height] or { x, y }. */
export function pair(value: unknown): Pair | undefined {
  const [x, y] = Array.isArray(value) ? value : isObject(value) ? [value.x, value.y] : [];
  const [fx, fy] = [finite(x), finite(y)];
  return fx === undefined || fy === undefined ? undefined : [fx, fy];
}

/** A rect, or a ring under `ring` or bare, with its corners; rings come back closed. Undefined when it is none of them. */
export function shape(value: unknown): { readonly form: Loose; readonly corners: readonly Pair[] } | undefined {
  if (isObject(value) && Array.isArray(value.rect)) {
    const [x = Number.NaN, y = Number.NaN, w = Number.NaN, h = Number.NaN] = value.rect.map((n) => finite(n) ?? Number.NaN);
    if (!Number.isFinite(x + y) || !(w > 0 && h > 0)) return undefined;
    return { form: { rect: [x, y, w, h] }, corners: box({ minX: x, minY: y, maxX: x + w, maxY: y + h }) };
  }
  const points = Array.isArray(value) ? value : isObject(value) && Array.isArray(value.ring) ? value.ring : [];
  const corners = points.map(pair).filter((p) => p !== undefined);
  const [first, last] = [corners[0], corners.at(-1)];
  if (first === undefined || last === undefined || corners.length < 3 || corners.length < points.length) return undefined;
  const closed = first[0] === last[0] && first[1] === last[1];
  return { form: { ring: closed ? corners : [...corners, first] }, corners };
}

export function around(points: readonly Pair[], marginM: number): Bounds {
  const xs = points.map(([x]) => x);
  const ys = points.map(([, y]) => y);
  const least = (values: readonly number[]): number => values.reduce((a, b) => Math.min(a, b)) - marginM;
  const most = (values: readonly number[]): number => values.reduce((a, b) => Math.max(a, b)) + marginM;
  return { minX: least(xs), minY: least(ys), maxX: most(xs), maxY: most(ys) };
}

export function box({ minX, minY, maxX, maxY }: Bounds): readonly Pair[] {
  return [
    [minX, minY],
    [maxX, minY],
    [maxX, maxY],
    [minX, maxY],
    [minX, minY],
  ];
}
