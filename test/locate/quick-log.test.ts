import fc from 'fast-check';
import { expect, test } from 'vitest';
import { quickFall, quickLog } from '#gateway/locate/quick-log.ts';

/** Down to the smallest normal number; a product of likelihoods is turned into its logarithm long before that. */
const positive = fc.double({ min: 2.3e-308, max: 1e308, noNaN: true });

test('the quick logarithm is right to 0.0003, whatever the size', () => {
  fc.assert(fc.property(positive, (value) => Math.abs(quickLog(value) - Math.log(value)) < 3e-4));
});

test('what is larger never has a smaller logarithm', () => {
  fc.assert(fc.property(positive, positive, (a, b) => quickLog(Math.max(a, b)) >= quickLog(Math.min(a, b))));
});

test('the quick exponential is right to one part in 8,000 and never grows', () => {
  const nepers = fc.double({ min: 0, max: 31.9, noNaN: true });
  fc.assert(fc.property(nepers, (x) => Math.abs(quickFall(x) / Math.exp(-x) - 1) < 1 / 8_000));
  fc.assert(fc.property(nepers, nepers, (a, b) => quickFall(Math.max(a, b)) <= quickFall(Math.min(a, b))));
  expect(quickFall(0)).toBe(1);
});

test('far off nothing is left, and of no number either', () => {
  expect([32, 1e9, Number.POSITIVE_INFINITY, Number.NaN].map(quickFall)).toEqual([0, 0, 0, 0]);
  expect(quickLog(0)).toBeLessThan(-700);
  expect(quickLog(Number.POSITIVE_INFINITY)).toBeGreaterThan(700);
});
