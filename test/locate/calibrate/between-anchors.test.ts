import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createBetweenAnchors } from '#gateway/locate/calibrate/between-anchors.ts';
import { anchorId } from './anchors-that-hear-each-other.ts';

const [a, b, c] = [anchorId(0), anchorId(1), anchorId(2)];
const known = new Set([a, b]);
const hear = (into: ReturnType<typeof createBetweenAnchors>, rssis: readonly number[], from = a, anchor = b): void => {
  for (const rssiDbm of rssis) into.hear({ from, anchor, rssiDbm, heardAtBootMs: 0 });
};

test('a pair has the mean and the variance of all its readings, each direction its own', () => {
  const between = createBetweenAnchors(known);
  hear(between, [...Array(10).fill(-60), ...Array(10).fill(-64)]);
  hear(between, Array(20).fill(-70), b, a);
  const [there, back] = between.pairs();
  expect(there).toMatchObject({ from: a, anchor: b, count: 20, meanDbm: expect.closeTo(-62) });
  expect(there?.varianceDb2).toBeCloseTo(80 / 19, 6);
  expect(back).toEqual({ from: b, anchor: a, count: 20, meanDbm: -70, varianceDb2: 0 });
});

test('a pair heard too seldom says nothing, and strangers, echoes of itself and impossible strengths never count', () => {
  const between = createBetweenAnchors(known);
  hear(between, Array(19).fill(-60));
  hear(between, Array(50).fill(-60), a, a);
  hear(between, Array(50).fill(-60), c, b);
  hear(between, Array(50).fill(-60), a, c);
  hear(between, [Number.NaN, 42, -200, Number.POSITIVE_INFINITY]);
  expect(between.pairs()).toEqual([]);
});

test('the day before speaks until this day has half as much to say', () => {
  const all = [a, b, c, anchorId(3)];
  const between = createBetweenAnchors(new Set(all));
  for (const from of all.slice(1)) hear(between, Array(20).fill(-60), from, a);
  between.turn();
  hear(between, Array(20).fill(-80), b, a);
  hear(between, Array(19).fill(-80), c, a);
  expect(between.pairs().map((pair) => pair.meanDbm)).toEqual([-60, -60, -60]);
  hear(between, [-80], c, a);
  expect(between.pairs().map((pair) => pair.meanDbm)).toEqual([-80, -80]);
  between.turn();
  between.turn();
  expect(between.pairs()).toEqual([]);
});

test('no stream of readings makes a negative variance or a mean that nobody measured', () => {
  fc.assert(
    fc.property(fc.array(fc.double(), { minLength: 25, maxLength: 200 }), (rssis) => {
      const between = createBetweenAnchors(known);
      hear(between, rssis);
      for (const pair of between.pairs()) {
        expect(pair.varianceDb2).toBeGreaterThanOrEqual(0);
        expect(pair.meanDbm).toBeGreaterThanOrEqual(-110);
        expect(pair.meanDbm).toBeLessThanOrEqual(-20);
      }
    }),
  );
});
