import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { conjugateGradients } from '#gateway/locate/conjugate-gradients.ts';
import { createGrid } from '#gateway/locate/grid.ts';
import { alike, fieldSdDb, pointSdDb } from '#gateway/locate/residual-map.ts';
import { sharedErrors } from '#gateway/locate/shared-field.ts';
import type { Placed } from '#gateway/locate/survey.ts';
import type { Point } from '#shared/geometry/point.ts';
import { atOnce } from '#shared/kit/steps.ts';
import { Floor } from '#shared/model/site.ts';

const hall = Floor.parse({
  id: 'hall',
  name: 'Hall',
  short: 'H',
  outline: {
    ring: [
      [0, 0],
      [80, 0],
      [80, 4],
      [40, 4],
      [40, 8],
      [0, 8],
      [0, 0],
    ],
  },
  zones: [{ id: 'all', name: 'All', shape: { rect: [0, 0, 80, 8] } }],
  anchors: [0, 2, 30].map((x, i) => ({ id: `a${i}`, at: [x, 4] })),
});
const grid = createGrid([hall], 8_192);
const anchors: readonly Placed[] = hall.anchors.map((anchor) => ({ anchor, storey: 0 }));
const missing = Number.NaN;

const cellAt = (x: number, y: number): number => Math.floor(y / 0.5) * 160 + Math.floor(x / 0.5);

/** Per anchor, what is expected at (x, y). */
function carried(spots: readonly Point[], errorsDb: readonly (readonly number[])[], x: number, y = 2, placed = anchors) {
  const arrays = errorsDb.map((own) => Float64Array.from(own));
  return atOnce(sharedErrors(grid, 0, spots, placed, arrays)).map((cells) => cells[cellAt(x, y)] ?? missing);
}

/** Gaussian elimination. */
function solved(matrix: readonly (readonly number[])[], right: readonly number[]): number[] {
  const rows = matrix.map((row, i) => [...row, right[i] ?? 0]);
  for (const [i, pivot] of rows.entries()) {
    for (const [j, row] of rows.entries()) {
      const times = i === j ? 0 : (row[i] ?? 0) / (pivot[i] ?? 1);
      if (times !== 0) for (let k = i; k < row.length; k++) row[k] = (row[k] ?? 0) - times * (pivot[k] ?? 0);
    }
  }
  return rows.map((row, i) => (row[right.length] ?? 0) / (row[i] ?? 1));
}

describe('what all anchors say of a place together', () => {
  const spots = [
    { x: 1, y: 2 },
    { x: 9, y: 2 },
  ];

  test('is at a calibrated spot what was measured there, and nothing far from all of them', () => {
    const errorsDb = [
      [6, -6],
      [missing, missing],
      [missing, missing],
    ];
    expect(carried(spots, errorsDb, 1)[0]).toBeGreaterThan(3);
    expect(carried(spots, errorsDb, 9)[0]).toBeLessThan(-3);
    expect(carried(spots, errorsDb, 79)[0]).toBeCloseTo(0);
  });

  test('is told to an anchor without a sample by one close to it, not by one far away or on another storey', () => {
    const errorsDb = [
      [6, 6],
      [missing, missing],
      [missing, missing],
    ];
    const [own = 0, close = 0, far = 0] = carried(spots, errorsDb, 1);
    expect(close).toBeGreaterThan(0.5 * own);
    expect(close).toBeLessThan(own);
    expect(Math.abs(far)).toBeLessThan(0.05);
    const apart = anchors.map((one, i) => ({ ...one, storey: i }));
    expect(carried(spots, errorsDb, 1, 2, apart)[1]).toBe(0);
  });

  test('is nothing without a survey, and nothing where nobody can be', () => {
    expect(carried([], [[], [], []], 1)).toEqual([0, 0, 0]);
    const everywhere = [
      [6, 6],
      [6, 6],
      [6, 6],
    ];
    const beyond = [{ x: 45, y: 6 }, ...spots.slice(1)];
    expect(carried(beyond, everywhere, 45, 6)).toEqual([0, 0, 0]);
    expect(carried(beyond, everywhere, 45, 3.9)[0]).not.toBe(0);
  });

  test('is the mean of the Gaussian process, whatever was measured and whatever is missing', () => {
    const spot = fc.record({ x: fc.integer({ min: 0, max: 40 }), y: fc.integer({ min: 0, max: 8 }) });
    const errorDb = fc.oneof({ weight: 3, arbitrary: fc.double({ min: -12, max: 12, noNaN: true }) }, fc.constant(missing));
    const survey = fc
      .uniqueArray(spot, { minLength: 1, maxLength: 6, selector: ({ x, y }) => `${x} ${y}` })
      .chain((at) =>
        fc.tuple(
          fc.constant(at),
          fc.array(fc.array(errorDb, { minLength: at.length, maxLength: at.length }), { minLength: 3, maxLength: 3 }),
        ),
      );
    fc.assert(
      fc.property(survey, ([at, errorsDb]) => {
        const pairs = errorsDb.flatMap((own, a) => own.flatMap((db, s) => (Number.isNaN(db) ? [] : [{ a, s, db }])));
        const likeness = (one: number, other: number): number =>
          fieldSdDb ** 2 * alike(anchors[one]?.anchor.at, anchors[other]?.anchor.at);
        const covariance = pairs.map((p) =>
          pairs.map((q) => likeness(p.a, q.a) * alike(at[p.s], at[q.s]) + (p === q ? pointSdDb ** 2 : 0)),
        );
        const pulls = solved(
          covariance,
          pairs.map(({ db }) => db),
        );
        const cell = cellAt(7, 2);
        const here = { x: grid.x[cell] ?? 0, y: grid.y[cell] ?? 0 };
        const expected = anchors.map((_, a) =>
          pairs.reduce((sum, p, k) => sum + (pulls[k] ?? 0) * likeness(a, p.a) * alike(here, at[p.s]), 0),
        );
        // Strangers, under 2 in 1000 alike, are left out of it.
        for (const [a, db] of carried(at, errorsDb, 7).entries())
          expect(Math.abs(db - (expected[a] ?? missing))).toBeLessThan(0.2);
      }),
    );
  });

  test('breathes once per row of cells at least', () => {
    let breaths = 0;
    const steps = sharedErrors(
      grid,
      0,
      spots,
      anchors,
      anchors.map(() => Float64Array.of(3, -3)),
    );
    while (!steps.next().done) breaths += 1;
    expect(breaths).toBeGreaterThanOrEqual(16);
  });
});

describe('conjugate gradients', () => {
  const times = (matrix: readonly (readonly number[])[]) => (vector: Float64Array) =>
    Float64Array.from(matrix, (row) => row.reduce((sum, value, i) => sum + value * (vector[i] ?? 0), 0));

  test('solve what elimination solves', () => {
    const size = 5;
    const numbers = fc.array(fc.double({ min: -3, max: 3, noNaN: true }), { minLength: size * size, maxLength: size * size });
    const right = fc.array(fc.double({ min: -9, max: 9, noNaN: true }), { minLength: size, maxLength: size });
    fc.assert(
      fc.property(numbers, right, (of, b) => {
        const entry = (i: number, j: number): number => of[size * i + j] ?? 0;
        const matrix = b.map((_, i) =>
          b.map((_other, j) => b.reduce((sum, _all, k) => sum + entry(i, k) * entry(j, k), i === j ? 1 : 0)),
        );
        const found = atOnce(conjugateGradients(times(matrix), Float64Array.from(b)));
        for (const [i, value] of solved(matrix, b).entries()) expect(found[i]).toBeCloseTo(value, 2);
      }),
    );
  });

  test('have nothing to do where the right side is nothing', () => {
    expect(conjugateGradients(times([[2]]), new Float64Array(1)).next()).toEqual({ done: true, value: new Float64Array(1) });
  });
});
