// What must never happen, whatever comes in: a throw, a fix outside the building, a number that is none, a radius that
// claims more than the input supports.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createPositionEngine, type PositionEngine } from '#gateway/locate/engine.ts';
import { distanceM } from '#shared/geometry/point.ts';
import { seededRandom } from '#shared/kit/random.ts';
import { SubjectRef } from '#shared/model/ids.ts';
import { floors, hearAll, type Tag } from './office.ts';
import { expectSound, fixesOf, odd, stand } from './sound.ts';

const plain = createPositionEngine({ floors, calibration: [] });
const fresh = (): PositionEngine => {
  plain.forgetAll();
  return plain;
};
const west: Tag = { x: 8, y: 10, storey: 0 };

const notNumbers = [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
const anyNumber = fc.oneof(fc.double(), fc.constantFrom(...notNumbers, 0, -0, 1e300, -1e300));
const anyAnchor = fc.constantFrom(...floors.flatMap((floor) => floor.anchors.map(({ id }) => id)), 'nobody', '');

describe('readings', () => {
  test('of any number, anchor and time never throw, and make no fix that is unsound', () => {
    const event = fc.oneof(
      fc.record({ anchor: anyAnchor, rssiDbm: anyNumber, heardAtBootMs: anyNumber }),
      fc.record({
        anchor: anyAnchor,
        rssiDbm: fc.integer({ min: -130, max: 30 }),
        heardAtBootMs: fc.integer({ min: -10_000, max: 20_000 }),
      }),
      fc.record({ solveAtMs: fc.integer({ min: -5_000, max: 60_000 }) }),
    );
    fc.assert(
      fc.property(fc.array(event, { maxLength: 60 }), (events) => {
        const engine = fresh();
        for (const one of events) {
          if ('solveAtMs' in one) expectSound(engine.solve(one.solveAtMs), one.solveAtMs);
          else engine.hear(odd(one.anchor, one.rssiDbm, one.heardAtBootMs));
        }
      }),
    );
  });

  test.each([...notNumbers, 42, 0, -19, -111, -1e9])('with a strength of %d dBm change nothing', (rssiDbm) => {
    const without = stand(fresh(), west, 6);
    const withThem = stand(fresh(), west, 6, (nowMs) => plain.hear(odd('f1-a7', rssiDbm, nowMs)));
    expect(withThem).toEqual(without);
  });

  test.each(notNumbers)('a tag that says it sends with %d dBm is taken as one that says nothing', (measuredPowerDbm) => {
    const engine = fresh();
    for (const heard of hearAll(west, 900)) engine.hear({ ...heard, measuredPowerDbm });
    const located = engine.solve(1_000);
    expectSound(located, 1_000);
    const silent = fresh();
    for (const heard of hearAll(west, 900)) silent.hear(heard);
    expect(located).toEqual(silent.solve(1_000));
  });

  test.each([
    ['are older than five seconds', 95_000],
    ['were heard at a negative time', -1],
    ['lie in the future', 106_000],
    ['have no time', Number.NaN],
  ])('that %s make no fix', (_, heardAtBootMs) => {
    const engine = fresh();
    for (const heard of hearAll(west, 0)) engine.hear({ ...heard, heardAtBootMs });
    expect(engine.solve(100_000)).toEqual([]);
  });

  test.each([
    ['five seconds ago', -5_000],
    ['in the future', 60_000],
    ['at no time at all', Number.NaN],
  ])('said to be heard %s do not spoil those that are fresh', (_, offMs) => {
    const asked = (): PositionEngine => {
      const engine = fresh();
      engine.solve(0);
      return engine;
    };
    const without = stand(asked(), west, 6);
    const withThem = stand(asked(), west, 6, (nowMs) => plain.hear(odd('f1-a7', -50, nowMs + offMs)));
    expect(withThem).toEqual(without);
  });

  test('in the wrong order are as good as in the right one', () => {
    const [forth, back] = [false, true].map((reversed) => {
      const engine = fresh();
      const heard = [500, 700, 900].flatMap((at) => hearAll(west, at, seededRandom(at)));
      for (const one of reversed ? heard.toReversed() : heard) engine.hear(one);
      return fixesOf(engine.solve(1_000));
    });
    expect(back?.[0]?.x).toBeCloseTo(forth?.[0]?.x ?? Number.NaN, 3);
    expect(back?.[0]?.radius68M).toBeCloseTo(forth?.[0]?.radius68M ?? Number.NaN, 3);
  });

  test.each([20, 64, 500])('of one anchor, %d in a tenth of a second, are a backlog and do not outvote the others', (count) => {
    const backlog = (nowMs: number): void => {
      if (nowMs % 2_500 === 0) for (let i = 0; i < count; i++) plain.hear(odd('f0-a3', -58, nowMs - (i % 100)));
    };
    const fix = stand(fresh(), west, 20, backlog)[0]?.instant;
    expect(fix?.floor).toBe('f0');
    expect(distanceM(fix ?? { x: 99, y: 99 }, west)).toBeLessThan(6);
  });

  test('of one anchor alone, a thousand of them, are still one anchor alone: the radius is wide', () => {
    const engine = fresh();
    let radiusM = 0;
    for (let nowMs = 500; nowMs <= 10_000; nowMs += 500) {
      for (let i = 0; i < 50; i++) engine.hear(odd('f0-a0', -80, nowMs - i));
      for (const { instant } of engine.solve(nowMs)) radiusM = instant.radius68M;
    }
    expect(radiusM).toBeGreaterThan(3);
  });
});

describe('a clock that goes back', () => {
  test('loses the belief and nothing else', () => {
    const engine = fresh();
    stand(engine, west, 10);
    for (const nowMs of [9_000, 5_000, -1_000, 0, 500]) {
      for (const heard of hearAll(west, nowMs)) engine.hear(heard);
      expectSound(engine.solve(nowMs), nowMs);
    }
    expect(distanceM(stand(engine, west, 10)[0]?.instant ?? { x: 99, y: 99 }, west)).toBeLessThan(5);
  });

  test.each(notNumbers)('or says %d makes no fix, and the engine goes on', (nowMs) => {
    const engine = fresh();
    for (const heard of hearAll(west, 900)) engine.hear(heard);
    expect(engine.solve(nowMs)).toEqual([]);
    for (const heard of hearAll(west, 1_900)) engine.hear(heard);
    expect(engine.solve(2_000)).toHaveLength(1);
  });
});

test('ten thousand subjects wait their turn, and are forgotten all together', () => {
  const engine = createPositionEngine({ floors, calibration: [], options: { maxFixesPerCall: 64 } });
  const subjects = Array.from({ length: 10_000 }, (_, i) => SubjectRef.parse(`p-many-${i}`));
  for (const subject of subjects) for (const anchor of ['f0-a0', 'f0-a1', 'f0-a4']) engine.hear(odd(anchor, -70, 900, subject));
  const located = [1_000, 1_050, 1_100].flatMap((nowMs) => {
    const some = engine.solve(nowMs);
    expectSound(some, nowMs);
    return some;
  });
  // A first fix looks everywhere and counts as eight.
  expect(new Set(located.map(({ subject }) => subject)).size).toBe((3 * 64) / 8);
  engine.forgetAll();
  expect(engine.solve(1_150)).toEqual([]);
});

test('ten thousand tags at anchors nobody knows leave nothing behind', () => {
  const engine = fresh();
  for (let i = 0; i < 10_000; i++) engine.hear(odd(`elsewhere-${i}`, -70, 900, SubjectRef.parse(`p-odd-${i}`)));
  expect(engine.solve(1_000)).toEqual([]);
});
