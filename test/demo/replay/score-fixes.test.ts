import { describe, expect, it } from 'vitest';
import { scoreFixes, truthAt } from '#gateway/demo/replay/score-fixes.ts';

const truth = [
  { atMs: 0, x: 0, y: 0 },
  { atMs: 1000, x: 10, y: 0 },
  { atMs: 1000, x: 10, y: 0 },
  { atMs: 2000, x: 10, y: 4 },
];
const start = 50_000;

describe('the truth at a moment', () => {
  it.each([
    [0, { x: 0, y: 0 }],
    [250, { x: 2.5, y: 0 }],
    [1000, { x: 10, y: 0 }],
    [1500, { x: 10, y: 2 }],
    [2000, { x: 10, y: 4 }],
    [-1, null],
    [2001, null],
  ])('%s ms into the walk is where straight lines between the rows put it', (atMs, place) => {
    expect(truthAt(truth, atMs)).toEqual(place);
  });

  it('is unknown without a walk', () => {
    expect(truthAt([], 0)).toBeNull();
  });
});

describe('the score', () => {
  it('compares each fix with the place at the moment it speaks of', () => {
    const fixes = [
      { x: 5, y: 3, atBootMs: start + 500 },
      { x: 10, y: 1, atBootMs: start + 1000 },
      { x: 12, y: 2, atBootMs: start + 1500 },
    ];
    expect(scoreFixes(fixes, truth, start)).toEqual({ fixes: 3, meanM: 2, medianM: 2, p95M: 2.9 });
  });

  it('counts lag as error: the right path half a second late is not right', () => {
    expect(scoreFixes([{ x: 0, y: 0, atBootMs: start + 500 }], truth, start).meanM).toBe(5);
  });

  it('leaves out fixes that speak of a moment outside the walk', () => {
    const outside = [
      { x: 0, y: 0, atBootMs: start - 1 },
      { x: 0, y: 0, atBootMs: start + 2001 },
    ];
    expect(scoreFixes(outside, truth, start)).toEqual({ fixes: 0, meanM: null, medianM: null, p95M: null });
  });
});
