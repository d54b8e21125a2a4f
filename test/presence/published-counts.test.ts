import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { publishedCounts } from '#gateway/presence/published-counts.ts';
import { FloorId, ZoneId } from '#shared/model/ids.ts';
import { countsOf, floor, publish, zoneIds } from './tables.ts';

const groups = fc.array(fc.integer({ min: 0, max: 40 }), { minLength: 1, maxLength: 8 });

describe('published counts', () => {
  test('S13: hide groups under five and round the others down to fives', () => {
    expect(publish({ unseen: [4, 0, 5, 9, 14] })).toEqual({ zones: [null, null, 5, 5, 10], total: 20 });
  });

  test('S14: add up to the floor’s number, so that nothing is left to subtract', () => {
    expect(publish({ unseen: [3, 22, 11, 12] })).toEqual({ zones: [null, 20, 10, 10], total: 40 });
    expect(publish({ unseen: [4, 4, 4, 4] })).toEqual({ zones: [null, null, null, null], total: null });
  });

  test('S14: tell people seen on the plan and the others apart, so that nobody can be worked out beside them', () => {
    expect(publish({ seen: [4, 4, 9], unseen: [4, 9, 9] })).toEqual({ zones: [null, 5, 10], total: 15 });
  });

  test('take a larger k, never a smaller one, and the next five where it lies between two', () => {
    expect(publish({ unseen: [9, 10, 30] }, 10)).toEqual({ zones: [null, 10, 30], total: 40 });
    expect(publish({ unseen: [9, 10, 30] }, 6)).toEqual({ zones: [null, 10, 30], total: 40 });
    expect(publish({ unseen: [4, 5, 10] }, 1)).toEqual({ zones: [null, 5, 10], total: 15 });
  });

  test('say about every zone of every floor, known or not', () => {
    const other = FloorId.parse('two');
    const plan = new Map([
      [floor, zoneIds(2)],
      [other, [ZoneId.parse('far')]],
    ]);
    const published = publishedCounts(countsOf({}), plan, 5);
    expect(published.zones).toEqual(['z0', 'z1', 'far'].map((zone) => ({ zone, about: null })));
    expect([...published.floors]).toEqual([
      [floor, null],
      [other, null],
    ]);
  });

  test('count who is on a floor but in no zone in its total, once they are a group of their own', () => {
    expect(publish({ unseen: [6, 7], elsewhere: { unseen: 6 } })).toEqual({ zones: [5, 5], total: 15 });
    expect(publish({ unseen: [0], elsewhere: { seen: 7, unseen: 4 } })).toEqual({ zones: [null], total: 5 });
    expect(publish({ unseen: [9, 9], elsewhere: { seen: 9 } }, 10)).toEqual({ zones: [null, null], total: null });
  });

  test('S13: are multiples of five from five on, and never more than are known', () => {
    fc.assert(
      fc.property(groups, groups, fc.nat(40), fc.nat(40), fc.integer({ min: 1, max: 30 }), (seen, unseen, a, b, k) => {
        const { zones, total } = publish({ seen, unseen, elsewhere: { seen: a, unseen: b } }, k);
        const all = zones.map((_, i) => (seen[i] ?? 0) + (unseen[i] ?? 0));
        for (const [about, most] of [...zones.map((about, i) => [about, all[i]] as const), [total, a + b + sum(all)] as const]) {
          if (about === null) continue;
          expect([about % 5, about >= Math.max(5, k), about <= (most ?? 0)]).toEqual([0, true, true]);
        }
      }),
    );
  });
});

function sum(values: readonly number[]): number {
  return values.reduce((a, b) => a + b, 0);
}
