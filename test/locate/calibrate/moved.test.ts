import { describe, expect, test } from 'vitest';
import { comparablePairs, renewedBaseline } from '#gateway/locate/calibrate/baseline.ts';
import type { PairMean } from '#gateway/locate/calibrate/between-anchors.ts';
import { likelyMoved, movedSuspicion } from '#gateway/locate/calibrate/moved.ts';
import { anchorsById, placePairs } from '#gateway/locate/calibrate/pair-place.ts';
import { betterPlaces } from '#gateway/locate/calibrate/placement.ts';
import { distanceM, type Point } from '#shared/geometry/point.ts';
import { anchorId, hall, heardBetween } from './anchors-that-hear-each-other.ts';

const moved = anchorId(5);
/** Anchor 5 hangs at (15, 9); somebody put it twelve metres away. */
const elsewhere = { x: 27, y: 10 };
const really = (i: number): Point | undefined => (i === 5 ? elsewhere : undefined);
const witnesses = (pairs: readonly PairMean[], baseline: readonly PairMean[]) => {
  return { pairs, baseline, anchors: anchorsById([hall]), betterPlace: betterPlaces(placePairs(pairs, [hall]), [hall]) };
};

describe('an anchor that was moved', () => {
  test('is suspected, and no other is, by how its pairs shifted and by where it fits', () => {
    for (const seed of [1, 2, 3, 4]) {
      const today = heardBetween({ really, seed });
      expect([...likelyMoved(witnesses(today, heardBetween({ seed })))]).toEqual([moved]);
    }
  });

  test('is told with the reason: how many pairs shifted, and how far off it fits', () => {
    const { suspicion, reason } = movedSuspicion(moved, witnesses(heardBetween({ really }), heardBetween({})));
    expect(suspicion).toBe('likely');
    expect(reason).toMatch(
      /^Signals between it and \d+ of \d+ neighbours have shifted by more than 6 dB, and its signals fit better to a place some 1[0-4] m away\.$/,
    );
  });

  test('may be suspected without any history, from its place alone', () => {
    const { suspicion, reason } = movedSuspicion(moved, witnesses(heardBetween({ really }), []));
    expect(suspicion).toBe('maybe');
    expect(reason).toMatch(/check the plan/);
    const found = betterPlaces(placePairs(heardBetween({ really }), [hall]), [hall])(moved);
    expect(distanceM(found ?? { x: 0, y: 0 }, elsewhere)).toBeLessThan(3);
  });
});

describe('an anchor that was not moved', () => {
  test('is not suspected, whatever the walls do to its signals', () => {
    for (const seed of [1, 2, 3, 4, 5, 6]) {
      const pairs = heardBetween({ seed, shadowDb: 4 });
      const about = witnesses(pairs, pairs);
      for (const { id } of hall.anchors) expect(movedSuspicion(id, about)).toEqual({ suspicion: 'no', reason: '' });
    }
  });

  test('but turned or covered is told apart from a move: all its pairs shifted alike', () => {
    const covered = heardBetween({}).map((pair) =>
      pair.anchor === moved || pair.from === moved ? { ...pair, meanDbm: pair.meanDbm - 9 } : pair,
    );
    const { suspicion, reason } = movedSuspicion(moved, witnesses(covered, heardBetween({})));
    expect(suspicion).toBe('maybe');
    expect(reason).toMatch(/all alike: it hears -9 dB and is heard -9 dB\. Was it turned, covered or exchanged\?$/);
    expect(likelyMoved(witnesses(covered, heardBetween({}))).size).toBe(0);
  });

  test('but has become deaf is told apart too: what it sends is heard as before', () => {
    const deaf = heardBetween({ gainDb: (i) => (i === 5 ? -12 : 0) });
    const about = witnesses(deaf, heardBetween({}));
    expect(movedSuspicion(moved, about)).toMatchObject({
      suspicion: 'maybe',
      reason: expect.stringContaining('hears -12 dB and is heard 0 dB'),
    });
    expect(likelyMoved(about).size).toBe(0);
  });

  test('with five neighbours is not judged by its place: two coordinates, a power and a gain would explain anything', () => {
    const neighbours = new Set([0, 1, 4, 9, 10].map(anchorId));
    const isOwn = (pair: PairMean): boolean => pair.from === moved || pair.anchor === moved;
    const few = heardBetween({ really }).filter((p) => !isOwn(p) || neighbours.has(p.from) || neighbours.has(p.anchor));
    expect(betterPlaces(placePairs(few, [hall]), [hall])(moved)).toBeNull();
    expect(movedSuspicion(moved, witnesses([], []))).toEqual({ suspicion: 'no', reason: '' });
  });
});

describe('the baseline', () => {
  const old = renewedBaseline({ pairs: [], places: [] }, heardBetween({}), [hall], new Set());
  const today = heardBetween({ really });

  test('of an anchor that is suspected stays as it was, so that it is still suspected after the next night', () => {
    const next = renewedBaseline(old, today, [hall], new Set([moved]));
    expect(likelyMoved(witnesses(today, comparablePairs(next, [hall])))).toEqual(new Set([moved]));
  });

  test('of others follows what they hear these days', () => {
    const louder = heardBetween({}).map((pair) => ({ ...pair, meanDbm: pair.meanDbm + 3 }));
    expect(renewedBaseline(old, louder, [hall], new Set()).pairs).toEqual(louder);
  });

  test('begins anew for an anchor that the plan has moved', () => {
    const plan = {
      ...hall,
      anchors: hall.anchors.map((anchor) => (anchor.id === moved ? { ...anchor, at: elsewhere } : anchor)),
    };
    const comparable = comparablePairs(old, [plan]);
    expect(comparable.length).toBeGreaterThan(0);
    expect(comparable.filter((pair) => pair.from === moved || pair.anchor === moved)).toEqual([]);
  });
});
