import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { placePairs } from '#gateway/locate/calibrate/pair-place.ts';
import { refit } from '#gateway/locate/calibrate/refit.ts';
import type { AnchorTuning } from '#gateway/locate/calibrate/tuning.ts';
import { seededRandom } from '#shared/kit/random.ts';
import { AnchorId } from '#shared/model/ids.ts';
import { Floor } from '#shared/model/site.ts';
import { anchorId, hall, heardBetween } from './anchors-that-hear-each-other.ts';

/** Two deaf anchors, one that hears too well; the others as they are. */
const gains = new Map([
  [0, -6],
  [5, -9],
  [10, 8],
]);
const gainDb = (i: number): number => gains.get(i) ?? 0;
const nobody: ReadonlySet<AnchorId> = new Set();
const pairs = placePairs(heardBetween({ gainDb, shadowDb: 2 }), [hall]);

const learnt = (tunings: readonly AnchorTuning[] = [], suspects = nobody, from = pairs): readonly AnchorTuning[] => {
  const result = refit(from, tunings, suspects);
  if (!result.ok) throw new Error(result.detail);
  return result.value.tunings;
};
/** A map that expects the same everywhere, as chance deserves it. */
const flat = hall.anchors.map(({ id }) => ({ anchor: id, offsetDb: 0, exponent: 1.2 }));
/** What an anchor hears more than the others of a transmitter eight metres away, where anchors hear each other. */
const hearsMoreDb = (tunings: readonly AnchorTuning[], i: number): number => {
  const level = (tuning: AnchorTuning): number => tuning.offsetDb - 9 * tuning.exponent;
  const mean = tunings.reduce((sum, tuning) => sum + level(tuning), 0) / tunings.length;
  return (
    level(tunings.find((tuning) => tuning.anchor === anchorId(i)) ?? { anchor: anchorId(i), offsetDb: 0, exponent: 0 }) - mean
  );
};

describe('a refit from what anchors hear of each other', () => {
  test('recovers how well each of them hears', () => {
    const tunings = learnt();
    const middle = [...gains.values()].reduce((sum, gain) => sum + gain, 0) / 16;
    expect(tunings).toHaveLength(16);
    for (let i = 0; i < 16; i++) expect(Math.abs(hearsMoreDb(tunings, i) - (gainDb(i) - middle))).toBeLessThan(2);
    for (const tuning of tunings) expect(tuning.exponent).toBeGreaterThan(1.8);
    for (const tuning of tunings) expect(tuning.exponent).toBeLessThan(3);
  });

  test('is accepted once, and refused when it would only be different', () => {
    const again = refit(pairs, learnt(), nobody);
    expect(again).toMatchObject({ ok: false, why: 'not-better' });
    if (!again.ok && again.why === 'not-better') expect(again.score.afterDb).toBeGreaterThan(again.score.beforeDb * 0.98);
    expect(again.ok ? '' : again.detail).toMatch(
      /^At pairs held out the new map is wrong by [\d.]+ dB, the one in use by [\d.]+ dB/,
    );
  });

  test('is refused where it would only look better on what it has seen: readings by chance', () => {
    for (const seed of [1, 2, 3, 4, 5]) {
      const random = seededRandom(seed);
      const chance = heardBetween({}).map((pair) => ({ ...pair, meanDbm: -90 + 50 * random() }));
      expect(refit(placePairs(chance, [hall]), flat, nobody)).toMatchObject({ ok: false, why: 'not-better' });
    }
  });

  test('is not spoilt by a cupboard before some pairs of an anchor, less still when a door opened and closed there', () => {
    const blocked = (varianceDb2: number) =>
      pairs.map((pair) =>
        pair.anchor === anchorId(10) && [9, 11, 6].some((i) => pair.from === anchorId(i))
          ? { ...pair, meanDbm: pair.meanDbm - 25, varianceDb2 }
          : pair,
      );
    const [truth, shut, restless] = [pairs, blocked(6), blocked(400)].map((from) => hearsMoreDb(learnt([], nobody, from), 10));
    expect(Math.abs((shut ?? 99) - (truth ?? 0))).toBeLessThan(5);
    expect(Math.abs((restless ?? 99) - (truth ?? 0))).toBeLessThan(0.8 * Math.abs((shut ?? 0) - (truth ?? 0)));
  });

  test('says nothing of a whole floor: the offsets of each floor are around zero, however faintly its anchors send', () => {
    const cellar = Floor.parse({
      ...{ id: 'cellar', name: 'Cellar', short: 'C', outline: { rect: [0, 0, 40, 24] } },
      zones: [{ id: 'c', name: 'C', shape: { rect: [0, 0, 40, 24] } }],
      anchors: hall.anchors.map(({ id, at }) => ({ id: `c-${id}`, at: [at.x, at.y] })),
    });
    const below = (id: AnchorId): AnchorId => AnchorId.parse(`c-${id}`);
    const faint = heardBetween({ gainDb }).map((pair) => ({
      ...pair,
      from: below(pair.from),
      anchor: below(pair.anchor),
      meanDbm: pair.meanDbm - 12,
    }));
    const tunings = learnt([], nobody, placePairs([...heardBetween({ gainDb }), ...faint], [hall, cellar]));
    const offsets = (floor: Floor) => tunings.filter(({ anchor }) => floor.anchors.some(({ id }) => id === anchor));
    for (const floor of [hall, cellar]) {
      expect(Math.abs(offsets(floor).reduce((sum, { offsetDb }) => sum + offsetDb, 0) / 16)).toBeLessThan(1);
    }
  });

  test('says how many pairs it would need when there are too few', () => {
    const few = refit(pairs.slice(0, 12), [], nobody);
    expect(few).toMatchObject({ ok: false, why: 'too-few-pairs' });
    expect(few.ok ? '' : few.detail).toContain('at least 10 are needed');
    expect(refit([], [], nobody)).toMatchObject({ ok: false, why: 'too-few-pairs' });
  });

  test('leaves an anchor that may have moved as it was, and lets it teach nobody', () => {
    const inUse = [{ anchor: anchorId(3), offsetDb: 2, exponent: 2.5 }];
    const tunings = learnt(inUse, new Set([anchorId(3)]));
    expect(tunings.find((tuning) => tuning.anchor === anchorId(3))).toEqual(inUse[0]);
    const without = pairs.filter((pair) => pair.from !== anchorId(3) && pair.anchor !== anchorId(3));
    expect(tunings.filter((tuning) => tuning.anchor !== anchorId(3))).toEqual(learnt([], nobody, without));
  });

  test('keeps within what a sound radio can be, whatever was heard', () => {
    const pair = fc.record({
      from: fc.integer({ min: 0, max: 15 }).map(anchorId),
      anchor: fc.integer({ min: 0, max: 15 }).map(anchorId),
      count: fc.integer({ min: 20, max: 1_000 }),
      meanDbm: fc.double({ min: -110, max: -20, noNaN: true }),
      varianceDb2: fc.double({ min: 0, max: 2_000, noNaN: true }),
    });
    fc.assert(
      fc.property(fc.uniqueArray(pair, { minLength: 20, maxLength: 60, selector: (p) => `${p.from} ${p.anchor}` }), (heard) => {
        const result = refit(
          placePairs(
            heard.filter((p) => p.from !== p.anchor),
            [hall],
          ),
          [],
          nobody,
        );
        for (const { offsetDb, exponent } of result.ok ? result.value.tunings : []) {
          expect(Math.abs(offsetDb)).toBeLessThanOrEqual(15);
          expect(exponent).toBeGreaterThanOrEqual(1.2);
          expect(exponent).toBeLessThanOrEqual(4.5);
        }
      }),
      { numRuns: 30 },
    );
  });

  test('does not learn across slabs', () => {
    const upstairs = { ...hall, id: hall.id, anchors: hall.anchors.filter((_, i) => i >= 8) };
    const two = [{ ...hall, anchors: hall.anchors.filter((_, i) => i < 8) }, upstairs];
    const placed = placePairs(heardBetween({}), two);
    expect(placed.length).toBeGreaterThan(0);
    const upper = new Set(upstairs.anchors.map((anchor) => anchor.id));
    expect(placed.filter((pair) => upper.has(pair.from) !== upper.has(pair.anchor))).toEqual([]);
  });
});
