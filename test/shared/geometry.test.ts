import fc from 'fast-check';
import { expect, test } from 'vitest';
import { areaM2, bounds, centroid, contains, isSimple, type Polygon } from '#shared/geometry/polygon.ts';

const box = (x: number, y: number, w: number, h: number): Polygon => [
  { x, y },
  { x: x + w, y },
  { x: x + w, y: y + h },
  { x, y: y + h },
];
const size = fc.double({ min: 0.1, max: 100, noNaN: true });
const place = fc.double({ min: -100, max: 100, noNaN: true });

test('the centre of a box lies inside it, and its area is width times height', () => {
  fc.assert(
    fc.property(place, place, size, size, (x, y, w, h) => {
      const polygon = box(x, y, w, h);
      expect(contains(polygon, centroid(polygon))).toBe(true);
      expect(areaM2(polygon)).toBeCloseTo(w * h, 3);
    }),
  );
});

test('a point beyond the bounds is never inside', () => {
  const ell: Polygon = [
    { x: 0, y: 0 },
    { x: 4, y: 0 },
    { x: 4, y: 1 },
    { x: 1, y: 1 },
    { x: 1, y: 4 },
    { x: 0, y: 4 },
  ];
  expect(contains(ell, { x: 3, y: 3 })).toBe(false);
  expect(contains(ell, { x: 0.5, y: 3 })).toBe(true);
  expect(bounds(ell)).toEqual({ minX: 0, minY: 0, maxX: 4, maxY: 4 });
});

test('a ring that crosses itself is recognised', () => {
  expect(isSimple(box(0, 0, 2, 2))).toBe(true);
  const bow = [
    { x: 0, y: 0 },
    { x: 2, y: 2 },
    { x: 2, y: 0 },
    { x: 0, y: 2 },
  ];
  expect(isSimple(bow)).toBe(false);
});
