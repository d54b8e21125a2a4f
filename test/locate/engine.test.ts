import { describe, expect, test } from 'vitest';
import { createPositionEngine, type PositionEngine } from '#gateway/locate/engine.ts';
import { distanceM } from '#shared/geometry/point.ts';
import { seededRandom } from '#shared/kit/random.ts';
import type { Fix } from '#shared/model/fix.ts';
import { ana, ben, floors, hearAll, sighting, type Tag } from './office.ts';

const engine = (): PositionEngine => createPositionEngine({ floors, calibration: [] });

const solved = (e: PositionEngine, nowMs: number): readonly Fix[] => e.solve(nowMs).map(({ instant }) => instant);

function hear(into: PositionEngine, ...args: Parameters<typeof hearAll>): void {
  for (const heard of hearAll(...args)) into.hear(heard);
}

/** Plays a tag that stands still for `seconds`, two solves a second; the fixes in order. */
function stand(into: PositionEngine, tag: Tag, seconds: number, startMs = 0, seed = 1): readonly Fix[] {
  const random = seededRandom(seed);
  return Array.from({ length: seconds * 2 }, (_, i) => {
    const nowMs = startMs + (i + 1) * 500;
    hear(into, tag, nowMs - 100, random);
    return into.solve(nowMs).map(({ instant }) => instant);
  }).flat();
}

describe('a fix', () => {
  test('comes once for new evidence, and speaks of the moment it was heard', () => {
    const e = engine();
    hear(e, { x: 10, y: 10, storey: 0 }, 1_000);
    const [fix, ...others] = solved(e, 1_200);
    expect(others).toEqual([]);
    expect(fix).toMatchObject({ subject: ana, floor: 'f0', atBootMs: 1_000 });
    expect(e.solve(2_000)).toEqual([]);
  });

  test('is never made more often than its gap, and loses no evidence by waiting', () => {
    const e = engine();
    hear(e, { x: 10, y: 10, storey: 0 }, 1_000);
    e.solve(1_000);
    hear(e, { x: 10, y: 10, storey: 0 }, 1_100);
    expect(e.solve(1_200)).toEqual([]);
    expect(e.solve(1_700)).toHaveLength(1);
  });

  test('waits its turn when a call may make only so many, and the one who has waited longest comes first', () => {
    const e = createPositionEngine({ floors, calibration: [], options: { maxFixesPerCall: 1 } });
    const turns = [500, 1_000, 1_500, 2_000].flatMap((now) => {
      hear(e, { x: 8, y: 10, storey: 0 }, now);
      hear(e, { x: 33, y: 6, storey: 1, subject: ben }, now);
      return e.solve(now).map(({ subject }) => subject);
    });
    expect(turns).toEqual([ana, ben, ana, ben]);
  });

  test('of two people has each of them where they are', () => {
    const e = engine();
    const [west, east] = [
      { x: 8, y: 10, storey: 0 },
      { x: 33, y: 6, storey: 1, subject: ben },
    ];
    for (let now = 500; now <= 6_000; now += 500) {
      hear(e, west, now);
      hear(e, east, now);
      e.solve(now);
    }
    hear(e, west, 6_400);
    hear(e, east, 6_400);
    const fixes = new Map(solved(e, 6_500).map((fix) => [fix.subject, fix]));
    expect(fixes.get(ana)).toMatchObject({ floor: 'f0', zone: 'f0-west' });
    expect(fixes.get(ben)).toMatchObject({ floor: 'f1', zone: 'f1-east' });
    expect(distanceM(fixes.get(ben) ?? west, east)).toBeLessThan(3);
  });

  test('lies inside the building, with a radius and a probability that make sense', () => {
    for (const fix of stand(engine(), { x: 0.2, y: 0.2, storey: 1 }, 10)) {
      expect(fix.x).toBeGreaterThan(0);
      expect(fix.y).toBeGreaterThan(0);
      expect(fix.radius68M).toBeGreaterThan(0.5);
      expect(fix.zoneProbability).toBeGreaterThanOrEqual(0);
      expect(fix.zoneProbability).toBeLessThanOrEqual(1);
    }
  });

  test('of a tag that only one anchor hears owns up to a wide radius', () => {
    const e = engine();
    e.hear(sighting('f0-a0', -85, 1_000));
    expect(solved(e, 1_000)[0]?.radius68M).toBeGreaterThan(6);
  });

  test('does not come from anchors nobody knows', () => {
    const e = engine();
    e.hear(sighting('elsewhere', -50, 1_000));
    expect(e.solve(1_000)).toEqual([]);
  });
});

describe('an uncalibrated office of two floors', () => {
  const places: readonly Tag[] = [3, 12, 22, 31, 38].flatMap((x, i) => [0, 1].map((storey) => ({ x, y: 2 + 4 * i, storey })));

  test('is good for the right floor nearly always and for the room more often than not, whatever the tag sends', () => {
    const e = engine();
    for (const powerDbm of [-67, -61, -55]) {
      const fixes = places.flatMap((place, i) => {
        e.forgetAll();
        const made = stand(e, { ...place, powerDbm }, 15, 0, i);
        return made.slice(10).map((fix) => ({ fix, place }));
      });
      const rightFloor = fixes.filter(({ fix, place }) => fix.floor === `f${place.storey}`).length / fixes.length;
      const errors = fixes.map(({ fix, place }) => distanceM(fix, place)).sort((a, b) => a - b);
      expect(rightFloor).toBeGreaterThan(0.97);
      expect(errors[Math.floor(errors.length / 2)]).toBeLessThan(3);
    }
  });

  test('follows somebody who takes the lift', () => {
    const e = engine();
    stand(e, { x: 30, y: 10, storey: 0 }, 10);
    const after = stand(e, { x: 30, y: 10, storey: 1 }, 10, 12_000);
    expect(after.at(-1)).toMatchObject({ floor: 'f1', zone: 'f1-east' });
  });

  test('uses the power a tag says it has where nobody calibrated', () => {
    const at = (measuredPowerDbm: number): number => {
      const e = engine();
      for (const heard of hearAll({ x: 5, y: 5, storey: 0, powerDbm: -75 }, 1_000)) e.hear({ ...heard, measuredPowerDbm });
      return distanceM(solved(e, 1_000)[0] ?? { x: 99, y: 99 }, { x: 5, y: 5 });
    };
    expect(at(-75)).toBeLessThan(at(-45));
  });
});

describe('forgetting', () => {
  const tag = { x: 10, y: 10, storey: 0 };

  test('a sighting of more than five seconds ago makes no fix', () => {
    const e = engine();
    hear(e, tag, 1_000);
    expect(e.solve(6_000)).toEqual([]);
    expect(e.solve(1_500)).toEqual([]);
  });

  test.each(['forget', 'forgetAll'] as const)('%s leaves no sighting and no belief behind', (how) => {
    const e = engine();
    const fresh = engine();
    stand(e, { x: 35, y: 15, storey: 1 }, 5);
    hear(e, { x: 35, y: 15, storey: 1 }, 5_000);
    if (how === 'forget') e.forget(ana);
    else e.forgetAll();
    expect(e.solve(5_600)).toEqual([]);
    hear(e, tag, 6_000);
    hear(fresh, tag, 6_000);
    expect(e.solve(6_000)).toEqual(fresh.solve(6_000));
  });

  test('a belief does not outlive half a minute of silence, nor a clock that goes back', () => {
    for (const laterMs of [40_000, 100]) {
      const e = engine();
      const fresh = engine();
      stand(e, { x: 35, y: 15, storey: 1 }, 5);
      e.solve(laterMs);
      hear(e, tag, laterMs + 500);
      hear(fresh, tag, laterMs + 500);
      expect(e.solve(laterMs + 500)).toEqual(fresh.solve(laterMs + 500));
    }
  });

  test('forgetting somebody nobody heard of is harmless', () => {
    expect(() => engine().forget(ben)).not.toThrow();
  });
});
