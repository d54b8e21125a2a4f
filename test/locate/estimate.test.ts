import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { estimate } from '#gateway/locate/estimate.ts';
import { createGrid } from '#gateway/locate/grid.ts';
import { Floor } from '#shared/model/site.ts';

const hall = Floor.parse({
  id: 'hall',
  name: 'Hall',
  short: 'H',
  outline: { rect: [0, 0, 20, 20] },
  zones: [{ id: 'all', name: 'All', shape: { rect: [0, 0, 20, 20] } }],
});
const grid = createGrid([hall], 8_192);
const sure = new Float32Array(grid.size);

/** The estimate of a belief that holds these weights at these cells. */
function estimated(weights: ReadonlyMap<number, number>) {
  const sorted = [...weights].sort(([a], [b]) => a - b);
  const total = sorted.reduce((sum, [, weight]) => sum + weight, 0);
  const shares = { cell: sorted.map(([cell]) => cell), share: sorted.map(([, weight]) => weight / total), count: sorted.length };
  return { shares, found: estimate(shares, grid, sure) };
}

describe('where somebody is said to be', () => {
  const left = 20 * 40 + 4;
  const right = 20 * 40 + 24;

  test('is the cell where all belief is', () => {
    expect(estimated(new Map([[left, 1]])).found).toMatchObject({ x: grid.x[left], y: grid.y[left] });
  });

  test('is hardly moved by a second place that is less probable', () => {
    const { found } = estimated(
      new Map([
        [left, 3],
        [right, 1],
      ]),
    );
    const mean = ((grid.x[left] ?? 0) * 3 + (grid.x[right] ?? 0)) / 4;
    expect(found.x - (grid.x[left] ?? 0)).toBeLessThan(0.2 * (mean - (grid.x[left] ?? 0)));
  });

  test('is on average no further from the truth than the mean of the belief', () => {
    const cell = fc.integer({ min: 0, max: grid.size - 1 });
    fc.assert(
      fc.property(
        fc.array(fc.tuple(cell, fc.double({ min: 0.01, max: 1, noNaN: true })), { minLength: 1, maxLength: 40 }),
        (belief) => {
          const { shares, found } = estimated(new Map(belief));
          const sumOver = (value: (i: number) => number): number =>
            shares.cell.reduce((sum, i, k) => sum + (shares.share[k] ?? 0) * value(i), 0);
          const mean = { x: sumOver((i) => grid.x[i] ?? 0), y: sumOver((i) => grid.y[i] ?? 0) };
          // The third side: less than 0.3 m is as good as nothing.
          const errorM = (at: { x: number; y: number }): number =>
            sumOver((i) => Math.hypot((grid.x[i] ?? 0) - at.x, (grid.y[i] ?? 0) - at.y, 0.3));
          expect(errorM(found)).toBeLessThanOrEqual(errorM(mean) + 1e-6);
        },
      ),
    );
  });

  test('has a radius that holds the belief', () => {
    const { found } = estimated(
      new Map([
        [left, 3],
        [right, 1],
      ]),
    );
    expect(found.radius68M).toBeLessThan(2);
    expect(found.radius95M).toBeGreaterThan(9);
  });
});
