import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { numbersPerCell } from '#gateway/locate/expectation.ts';
import { createGrid, type Grid } from '#gateway/locate/grid.ts';
import { wallsBetweenDb } from '#gateway/locate/obstruction.ts';
import { defaultPathLoss, expectedDbm, fitAnchor, fitSite } from '#gateway/locate/path-loss.ts';
import { buildRadioMap, type MapSources, type RadioMap } from '#gateway/locate/radio-map.ts';
import { kriging } from '#gateway/locate/residual-map.ts';
import { atOnce } from '#shared/kit/steps.ts';
import { AnchorId } from '#shared/model/ids.ts';
import { Floor } from '#shared/model/site.ts';
import { floors } from './office.ts';

describe('path loss', () => {
  const heard = (power: number, exponent: number, distances: readonly number[]) =>
    distances.map((distanceM) => ({ distanceM, rssiDbm: power - 10 * exponent * Math.log10(distanceM) }));

  test('without samples the defaults hold', () => {
    expect(expectedDbm(fitSite([]), 10)).toBeCloseTo(-86);
    expect(expectedDbm(defaultPathLoss, 10)).toBeCloseTo(-86);
  });

  test('many samples outweigh the defaults', () => {
    const distances = Array.from({ length: 200 }, (_, i) => 1 + i / 10);
    const fitted = fitSite(heard(-64, 1.7, distances));
    expect(fitted.atOneMetreDbm).toBeCloseTo(-64, 0);
    expect(fitted.exponent).toBeCloseTo(1.7, 1);
  });

  test('a single odd sample does not bend an anchor away from its site', () => {
    const site = { atOneMetreDbm: -60, exponent: 2 };
    const fitted = fitAnchor([{ distanceM: 8, rssiDbm: -45 }], site);
    expect(Math.abs(fitted.exponent - 2)).toBeLessThan(0.7);
  });

  test('a signal never grows with distance', () => {
    const sample = fc.record({
      distanceM: fc.double({ min: 0.1, max: 60, noNaN: true }),
      rssiDbm: fc.integer({ min: -110, max: -20 }),
    });
    fc.assert(
      fc.property(fc.array(sample, { maxLength: 30 }), (samples) => {
        const loss = fitSite(samples);
        expect(expectedDbm(loss, 20)).toBeLessThan(expectedDbm(loss, 5));
      }),
    );
  });
});

describe('how unsure a survey leaves a place', () => {
  const points = [
    { x: 0, y: 0 },
    { x: 5, y: 0 },
  ];

  test('is the spread of the field without any point', () => {
    expect(kriging([])({ x: 0, y: 0 })).toMatchObject({ sdDb: 3.5 });
  });

  test('is less near a calibrated point than far from it', () => {
    const sdAt = (x: number): number => kriging(points)({ x, y: 0 }).sdDb;
    expect(sdAt(0)).toBeLessThan(sdAt(2.5));
    expect(sdAt(2.5)).toBeLessThan(sdAt(20));
  });
});

describe('the grid and the map over it', () => {
  test('cells are half a metre, and larger where a building would need too many', () => {
    expect(createGrid(floors, 8_192)).toMatchObject({ cellM: 0.5, size: 2 * 80 * 40 });
    expect(createGrid(floors, 400).size).toBeLessThan(600);
  });

  test('nobody stands outside the outline, and a cell belongs to the zone around its centre', () => {
    const lShape = {
      ring: [
        [0, 0],
        [10, 0],
        [10, 4],
        [4, 4],
        [4, 10],
        [0, 10],
        [0, 0],
      ],
    };
    const floor = Floor.parse({
      id: 'l',
      name: 'L',
      short: 'L',
      outline: lShape,
      zones: [{ id: 'foot', name: 'Foot', shape: { rect: [0, 4, 4, 6] } }],
    });
    const grid = createGrid([floor], 8_192);
    const cellAt = (x: number, y: number): number => Math.floor(y / 0.5) * 20 + Math.floor(x / 0.5);
    expect([grid.room[cellAt(8, 8)], grid.room[cellAt(8, 2)], grid.room[cellAt(2, 8)]]).toEqual([0, 1, 1]);
    expect([grid.zone[cellAt(8, 2)], grid.zone[cellAt(2, 8)]]).toEqual([-1, 0]);
  });

  test('walls take from a signal, but never more than a few of them', () => {
    const wall = (x: number) => ({
      kind: 'solid',
      path: [
        [x, -1],
        [x, 30],
      ],
    });
    const floor = Floor.parse({
      ...fileForm,
      walls: [
        wall(5),
        {
          kind: 'glass',
          path: [
            [10, -1],
            [10, 30],
          ],
        },
      ],
    });
    expect(wallsBetweenDb(floor, { x: 1, y: 1 }, { x: 4, y: 1 })).toBe(0);
    expect(wallsBetweenDb(floor, { x: 1, y: 1 }, { x: 20, y: 1 })).toBe(6);
    const many = Floor.parse({ ...fileForm, walls: [2, 3, 4, 5, 6, 7].map(wall) });
    expect(wallsBetweenDb(many, { x: 1, y: 1 }, { x: 20, y: 1 })).toBe(12);
  });

  test('a floor above, the same place is expected much weaker', () => {
    const grid = createGrid(floors, 8_192);
    const field = build({ floors, calibration: [], tunings: [] }, grid).fields.get(AnchorId.parse('f0-a0'));
    const expectedDbm = (cell: number): number => field?.table[numbersPerCell * (field.first + cell)] ?? Number.NaN;
    const cell = 10 * 80 + 10;
    expect(expectedDbm(cell) - expectedDbm(cell + 80 * 40)).toBeGreaterThan(15);
  });
});

function build(sources: MapSources, grid: Grid): RadioMap {
  return atOnce(buildRadioMap(sources, grid));
}

const fileForm = {
  id: 'w',
  name: 'W',
  short: 'W',
  outline: { rect: [0, 0, 30, 20] },
  zones: [{ id: 'all', name: 'All', shape: { rect: [0, 0, 30, 20] } }],
};
