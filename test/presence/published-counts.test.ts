import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { publishedCounts } from '#gateway/presence/published-counts.ts';
import { FloorId, ZoneId } from '#shared/model/ids.ts';

const floor = FloorId.parse('one');
const zones = (count: number): ZoneId[] => Array.from({ length: count }, (_, i) => ZoneId.parse(`z${i}`));

function publish(exact: readonly number[], k = 5, elsewhere = 0) {
  const ids = zones(exact.length);
  const published = publishedCounts(
    {
      zones: new Map(exact.map((count, i) => [ids[i] ?? ZoneId.parse('none'), count])),
      elsewhere: new Map([[floor, elsewhere]]),
    },
    new Map([[floor, ids]]),
    k,
  );
  return { zones: published.zones.map((zone) => zone.about), total: published.floors.get(floor) };
}

const tables = fc.array(fc.integer({ min: 0, max: 40 }), { minLength: 1, maxLength: 8 });

describe('published counts', () => {
  test('hide groups under five and round the others down to fives', () => {
    expect(publish([4, 0, 5, 9, 14])).toEqual({ zones: [null, null, 5, 5, 10], total: 30 });
  });

  test('hide the next smallest zone too where only one would be hidden', () => {
    expect(publish([3, 22, 11, 12])).toEqual({ zones: [null, 20, null, 10], total: 45 });
    expect(publish([3, 6])).toEqual({ zones: [null, null], total: 5 });
    expect(publish([3])).toEqual({ zones: [null], total: null });
  });

  test('take a larger k, never a smaller one', () => {
    expect(publish([9, 9, 10, 30], 10)).toEqual({ zones: [null, null, 10, 30], total: 55 });
    expect(publish([4, 4, 10], 1)).toEqual({ zones: [null, null, 10], total: 15 });
  });

  test('say about every zone of every floor, known or not', () => {
    const other = FloorId.parse('two');
    const plan = new Map([
      [floor, zones(2)],
      [other, [ZoneId.parse('far')]],
    ]);
    const published = publishedCounts({ zones: new Map(), elsewhere: new Map() }, plan, 5);
    expect(published.zones).toEqual(['z0', 'z1', 'far'].map((zone) => ({ zone, about: null })));
    expect([...published.floors]).toEqual([
      [floor, null],
      [other, null],
    ]);
  });

  test('count who is on a floor but in no zone in its total, once they are a group of their own', () => {
    expect(publish([6, 7], 5, 6)).toEqual({ zones: [5, 5], total: 15 });
    expect(publish([], 5, 7)).toEqual({ zones: [], total: 5 });
    expect(publish([9, 9], 10, 9)).toEqual({ zones: [null, null], total: 15 });
  });

  test('are the same whether nobody or a few are in no zone, and no zone ever tells of them', () => {
    fc.assert(
      fc.property(tables, fc.integer({ min: 0, max: 40 }), (exact, elsewhere) => {
        const [without, told] = [publish(exact), publish(exact, 5, elsewhere)];
        expect(told.zones).toEqual(without.zones);
        if (elsewhere < 5) expect(told.total).toBe(without.total);
        else expect(told.total).toBeLessThanOrEqual(exact.reduce((sum, count) => sum + count, elsewhere));
      }),
    );
  });

  test('are multiples of five from k on, and never more than are known', () => {
    fc.assert(
      fc.property(tables, fc.integer({ min: 5, max: 20 }), (exact, k) => {
        publish(exact, k).zones.forEach((about, i) => {
          if (about === null) return;
          expect(about % 5).toBe(0);
          expect(exact[i]).toBeGreaterThanOrEqual(k);
          expect(about).toBeLessThanOrEqual(exact[i] ?? 0);
        });
      }),
    );
  });

  test('never leave exactly one zone of a floor hidden beside a total', () => {
    fc.assert(
      fc.property(tables, (exact) => {
        const { zones: about, total } = publish(exact);
        const hidden = about.filter((value) => value === null).length;
        expect(hidden === 1 ? total : null).toBeNull();
      }),
    );
  });

  test('are the same whether a zone holds none or a few', () => {
    fc.assert(
      fc.property(tables, fc.integer({ min: 0, max: 4 }), fc.integer({ min: 0, max: 4 }), (exact, few, others) => {
        expect(publish([few, ...exact]).zones).toEqual(publish([others, ...exact]).zones);
      }),
    );
  });
});
