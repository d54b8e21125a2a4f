// The baselines are what they say they are: on radio that follows their own assumptions each of them finds the place.

import { describe, expect, test } from 'vitest';
import type { CalibrationSample } from '#gateway/locate/calibration.ts';
import type { PositionEngine } from '#gateway/locate/engine.ts';
import { distanceM, type Point } from '#shared/geometry/point.ts';
import { contains } from '#shared/geometry/polygon.ts';
import { type FloorId, SubjectRef } from '#shared/model/ids.ts';
import type { ConsentedSighting } from '#shared/model/sighting.ts';
import { type Anchor, Floor } from '#shared/model/site.ts';
import { centroid } from './baselines/centroid.ts';
import { knn } from './baselines/knn.ts';
import { nearest } from './baselines/nearest.ts';
import { nls } from './baselines/nls.ts';

const corners: [number, number][] = [
  [0, 0],
  [12, 0],
  [12, 9],
  [0, 9],
];
const floors = ['g', 'u'].map((id) =>
  Floor.parse({
    id,
    name: id,
    short: id,
    outline: { rect: [0, 0, 12, 9] },
    zones: [{ id: `${id}-all`, name: 'All', shape: { rect: [0, 0, 12, 9] } }],
    anchors: corners.map((at, i) => ({ id: `${id}${i}`, at, heightM: 1.2 })),
  }),
);
const [ground, upper] = floors.map(({ id }) => id) as [FloorId, FloorId];

const dbm = (anchor: Anchor, at: Point, exponent: number): number =>
  -59 - 10 * exponent * Math.log10(Math.max(0.3, distanceM(anchor.at, at)));

/** Where the engine says somebody at `at` on the lower floor is; the upper floor hears them 25 dB weaker. */
function located(engine: PositionEngine | null, at: Point, exponent = 2.7) {
  floors.forEach((floor, storey) => {
    for (const anchor of floor.anchors) {
      const rssiDbm = dbm(anchor, at, exponent) - 25 * storey;
      engine?.hear({ subject: SubjectRef.parse('s'), anchor: anchor.id, rssiDbm, heardAtBootMs: 900 } as ConsentedSighting);
    }
  });
  const fix = engine?.solve(1_000)[0]?.instant;
  if (fix === undefined) throw new Error('no fix');
  return fix;
}

const surveyed = (exponent: number): CalibrationSample[] =>
  floors.flatMap((floor) =>
    [1, 3, 5, 7, 9, 11].flatMap((x) =>
      [1, 3, 5, 7].flatMap((y) =>
        floors.flatMap((other) =>
          other.anchors.map((anchor) => {
            const rssi = [dbm(anchor, { x, y }, exponent) - (other === floor ? 0 : 25)];
            return { floor: floor.id, x, y, anchor: anchor.id, rssi };
          }),
        ),
      ),
    ),
  );

describe('the baselines', () => {
  test('nearest stands at the loudest anchor, on its floor', () => {
    expect(located(nearest({ floors, calibration: [] }), { x: 10, y: 7 })).toMatchObject({ floor: ground, x: 12, y: 9 });
  });

  test('the centroid weighs by inverse square distance', () => {
    const fix = located(centroid({ floors, calibration: [] }), { x: 6, y: 4.5 });
    expect(fix.floor).toBe(ground);
    expect(distanceM(fix, { x: 6, y: 4.5 })).toBeLessThan(0.01);
    const aside = located(centroid({ floors, calibration: [] }), { x: 3, y: 0 });
    const weights = corners.map(([x, y]) => 1 / Math.max(0.3, Math.hypot(x - 3, y)) ** 2);
    const x = corners.reduce((sum, [cx], i) => sum + cx * (weights[i] ?? 0), 0) / weights.reduce((a, b) => a + b);
    expect(aside.x).toBeCloseTo(x, 3);
  });

  test('nls finds the place from its ranges, with its default curve or with the calibrated one', () => {
    const at = { x: 8.2, y: 2.6 };
    expect(distanceM(located(nls({ floors, calibration: [] }), at), at)).toBeLessThan(0.05);
    expect(distanceM(located(nls({ floors, calibration: surveyed(2) }), at, 2), at)).toBeLessThan(0.5);
  });

  test('nls stays inside the floor', () => {
    const fix = located(nls({ floors, calibration: [] }), { x: 15, y: -2 });
    expect(contains(floors[0]?.outline ?? [], { x: fix.x, y: fix.y + 0.001 })).toBe(true);
  });

  test('knn stands amid the four points that sound alike, and on their floor', () => {
    const fix = located(knn({ floors, calibration: surveyed(2.7) }), { x: 6, y: 4 });
    expect(fix.floor).toBe(ground);
    expect(distanceM(fix, { x: 6, y: 4 })).toBeLessThan(0.01);
    const only = surveyed(2.7).filter(({ floor }) => floor === upper);
    expect(located(knn({ floors, calibration: only }), { x: 6, y: 4 }).floor).toBe(upper);
  });

  test('knn is not possible without calibration', () => {
    expect(knn({ floors, calibration: [] })).toBeNull();
  });

  test('what is older than three seconds is not heard any more, and nothing new is no new fix', () => {
    const engine = nearest({ floors, calibration: [] });
    const hear = (anchor: string, heardAtBootMs: number): void =>
      engine.hear({
        subject: SubjectRef.parse('s'),
        anchor,
        rssiDbm: anchor === 'g0' ? -40 : -70,
        heardAtBootMs,
      } as ConsentedSighting);
    hear('g0', 0);
    expect(engine.solve(500)[0]?.instant).toMatchObject({ x: 0, y: 0 });
    expect(engine.solve(1_000)).toEqual([]);
    hear('g2', 3_050);
    expect(engine.solve(3_100)[0]?.instant).toMatchObject({ x: 12, y: 9 });
    engine.forgetAll();
    expect(engine.solve(4_000)).toEqual([]);
  });
});
