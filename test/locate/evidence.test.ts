import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createWorkspace, type Observation, weigh } from '#gateway/locate/evidence.ts';
import { newExpectations, setExpectation } from '#gateway/locate/expectation.ts';
import { AnchorId } from '#shared/model/ids.ts';

type Said = { readonly meanDbm: number; readonly sdDb: number; readonly heardDbm: number; readonly count: number };

const cells = 3;
const offset = { meanDb: 1, variance: 4 };
const by = { anchor: AnchorId.parse('a'), storey: 0, x: 0, y: 0, expectedAtOneMetreDbm: -60 };

/** One observation per item; at cell 1 its anchor expects what the item says, at cell 0 nobody is, at cell 2 it is 10 dB off. */
function observed(items: readonly Said[]): readonly Observation[] {
  const table = newExpectations(cells * items.length);
  items.forEach(({ meanDbm, sdDb }, n) => {
    setExpectation(table, cells * n + 1, { meanDbm, sdDb });
    setExpectation(table, cells * n + 2, { meanDbm: meanDbm - 10, sdDb });
  });
  return items.map(({ heardDbm, count }, n) => {
    const field = { by, table, first: cells * n, supposedPowerDbm: null };
    return { by, field, meanDbm: heardDbm, count };
  });
}

/** The likelihoods of cells 1 and 2, and the largest, as `weigh` says. */
function weighed(items: readonly Said[]) {
  const work = createWorkspace(cells);
  work.cell.set([1, 2]);
  const best = weigh(observed(items), offset, work, 2);
  return { log: [...work.log.subarray(0, 2)], best };
}

/** The same from the textbook: Student's t with 8 degrees of freedom, each reading worth 0.35, three readings at most. */
function textbook(items: readonly Said[], moreDb: number): number {
  let [log, precision, residual] = [0, 0, 0];
  for (const { meanDbm, sdDb, heardDbm, count } of items) {
    const times = Math.min(3, count);
    const error = heardDbm - offset.meanDb - meanDbm + moreDb;
    const unlikely = 1 + (error / sdDb) ** 2 / 8;
    log -= 0.35 * times * (Math.log(sdDb) + 4.5 * Math.log(unlikely));
    const believed = (0.35 * times * 9) / 8 / unlikely / sdDb ** 2;
    precision += believed;
    residual += believed * error;
  }
  const tight = precision + 1 / offset.variance;
  return log + (0.5 * residual ** 2) / tight - 0.5 * Math.log(tight * offset.variance);
}

const said = fc.record({
  meanDbm: fc.double({ min: -140, max: -30, noNaN: true }),
  sdDb: fc.double({ min: 3, max: 8, noNaN: true }),
  heardDbm: fc.double({ min: -110, max: -20, noNaN: true }),
  count: fc.integer({ min: 1, max: 64 }),
});

describe('weighing what was heard', () => {
  test('is the likelihood of the textbook, for any number of anchors and readings', () => {
    fc.assert(
      fc.property(fc.array(said, { maxLength: 100 }), (items) => {
        const { log, best } = weighed(items);
        [0, 10].forEach((moreDb, k) => {
          const expected = textbook(items, moreDb);
          // Anchors lose up to a hundred-thousandth of a part each in single precision, and the logarithm its 0.0003.
          expect(Math.abs((log[k] ?? Number.NaN) - expected)).toBeLessThan(
            2e-3 + 1e-5 * Math.abs(expected) + 1e-4 * items.length,
          );
        });
        expect(best).toBe(Math.max(...log));
      }),
    );
  });

  test('stays a number when a hundred anchors are as wrong as can be', () => {
    const items = Array.from({ length: 100 }, () => ({ meanDbm: -150, sdDb: 4, heardDbm: -20, count: 3 }));
    const { log } = weighed(items);
    expect(log.every(Number.isFinite)).toBe(true);
    expect(log[0]).toBeCloseTo(textbook(items, 0), 0);
  });

  test('does not depend on the order in which anchors were heard', () => {
    fc.assert(
      fc.property(fc.array(said, { minLength: 2, maxLength: 8 }), (items) => {
        const there = weighed(items).log;
        weighed(items.toReversed()).log.forEach((log, k) => {
          expect(log).toBeCloseTo(there[k] ?? Number.NaN, 2);
        });
      }),
    );
  });

  test('a place where nobody can be says nothing, and breaks nothing', () => {
    const work = createWorkspace(cells);
    const best = weigh(observed([{ meanDbm: -60, sdDb: 5, heardDbm: -70, count: 2 }]), offset, work, 1);
    expect(best).toBeCloseTo(0, 2);
  });
});
