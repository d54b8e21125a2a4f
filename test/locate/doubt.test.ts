import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createJudge, fade, newDoubtState, wipeDoubt } from '#gateway/locate/doubt.ts';
import { createHearers } from '#gateway/locate/hearers.ts';
import type { Look } from '#gateway/locate/look.ts';
import { addLook, newRecent } from '#gateway/locate/recent.ts';
import { createTwoPlaces } from '#gateway/locate/two-places.ts';
import { seededRandom } from '#shared/kit/random.ts';
import { tetamHall } from '../accuracy/tetam.ts';
import { ujiOffice, ujiPowers } from '../accuracy/uji.ts';
import { judgeAll, judgeWith, officeLook, recordedLooks, stepMs, times } from './looks.ts';
import type { Tag } from './office.ts';

const west: Tag = { x: 6, y: 6, storey: 0 };
const east: Tag = { x: 34, y: 14, storey: 0 };
const above: Tag = { x: 33, y: 14, storey: 1 };

/** The same tag heard at several places, with fading, two dozen times over. */
function heardAt(tags: readonly Tag[], seed = 1): readonly Look[] {
  const random = seededRandom(seed);
  return times(24).map((atMs) => officeLook(atMs, tags, {}, random));
}

describe('a tag in two places', () => {
  test.each([
    ['at both ends of a floor', [west, east]],
    ['on two floors, far apart', [west, above]],
    ['that sends more strongly than supposed', [west, east].map((tag) => ({ ...tag, powerDbm: -57 }))],
    ['that sends less strongly', [west, east].map((tag) => ({ ...tag, powerDbm: -68 }))],
  ])('%s is in doubt within fifteen seconds', (_, tags) => {
    for (let seed = 1; seed <= 20; seed++) {
      const began = judgeAll(heardAt(tags, seed)).indexOf('two-places');
      expect(began).toBeGreaterThanOrEqual(0);
      expect(began * stepMs).toBeLessThanOrEqual(15_000);
    }
  });

  test('is found even when each look hears only one of the two', () => {
    const random = seededRandom(3);
    const looks = times(24).map((atMs, i) => officeLook(atMs, i % 2 === 0 ? [west] : [east], { x: 20, y: 10 }, random));
    expect(judgeAll(looks)).toContain('two-places');
  });

  test('is not called so for one look', () => {
    const looks = times(12).map((atMs, i) => officeLook(atMs, i === 6 ? [west, east] : [west]));
    expect(new Set(judgeAll(looks))).toEqual(new Set([null]));
  });

  test('one tag is not, wherever it is and however strongly it sends', () => {
    for (let seed = 1; seed <= 60; seed++) {
      const random = seededRandom(seed);
      const tag = { x: random() * 40, y: random() * 20, storey: seed % 2, powerDbm: -72 + random() * 20 };
      expect(judgeAll(heardAt([tag], seed))).not.toContain('two-places');
    }
  });

  test('nor in an atrium, where two floors hear it as if there were no slab between them', () => {
    const random = seededRandom(5);
    for (let i = 0; i < 200; i++) {
      const at = { x: random() * 40, y: random() * 20, storey: 0 };
      const open = officeLook(0, [{ ...at, powerDbm: -30 }]).witnesses.map((w) => {
        const distanceM = Math.max(1, Math.hypot(w.by.x - at.x, w.by.y - at.y, 3.5 * w.by.storey));
        return { ...w, meanDbm: -61 - 22 * Math.log10(distanceM) };
      });
      expect(new Set(open.map(({ by }) => by.storey)).size).toBe(2);
      const looks = times(8).map((atMs) => ({ ...officeLook(atMs, [at]), witnesses: open }));
      expect(new Set(judgeAll(looks))).toEqual(new Set([null]));
    }
  });

  test('is one that a single anchor, far away, hears as if it lay beside it', () => {
    const looks = times(12).map((atMs) => {
      const look = officeLook(atMs, [west]);
      const [far] = officeLook(atMs, [east]).witnesses.filter(({ by }) => by.x === 35 && by.y === 15 && by.storey === 0);
      if (far === undefined) throw new Error('It hears what is beside it.');
      return {
        ...look,
        witnesses: [...look.witnesses.filter(({ by }) => by.anchor !== far.by.anchor), { ...far, meanDbm: -60 }],
      };
    });
    expect(judgeAll(looks).at(-1)).toBe('two-places');
  });

  test('is believed again ten seconds after the copy went, and no sooner', () => {
    const looks = [
      ...times(10).map((at) => officeLook(at, [west, east])),
      ...times(30, 7_000).map((at) => officeLook(at, [west])),
    ];
    const answers = judgeAll(looks);
    const lastMs = answers.lastIndexOf('two-places') * stepMs;
    expect(lastMs).toBeGreaterThan(7_000 + 9_000);
    expect(lastMs).toBeLessThan(7_000 + 14_000);
  });

  test('stays in doubt when the copy comes back for a moment', () => {
    const slow = (count: number, startMs: number) => Array.from({ length: count }, (_, i) => startMs + i * 1_400);
    const copied = slow(8, 0).map((at) => officeLook(at, [west, east]));
    const calm = (count: number, startMs: number) => slow(count, startMs).map((at) => officeLook(at, [west]));
    const again = slow(2, 18_200).map((at) => officeLook(at, [west, east]));
    expect(judgeAll([...copied, ...calm(12, 11_200)]).at(-1)).toBe(null);
    expect(judgeAll([...copied, ...calm(5, 11_200), ...again, ...calm(5, 21_000)]).at(-1)).toBe('two-places');
  });
});

describe('real radio', () => {
  test.each([['TETAM', tetamHall] as const, ...ujiPowers.map((power) => [`UJI ${power}`, () => ujiOffice(power)] as const)])(
    '%s is never in doubt',
    (_, recorded) => {
      const all = recordedLooks(recorded());
      expect(all.flat().length).toBeGreaterThan(400);
      for (const looks of all) expect(new Set(judgeAll(looks))).toEqual(new Set([null]));
    },
  );
});

describe('what can not be true', () => {
  const anyNumber = fc.oneof(fc.double(), fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 1e300));
  const anyLook = fc.record({
    ...{ atMs: anyNumber, storey: anyNumber, x: anyNumber, y: anyNumber, radius68M: anyNumber },
    witnesses: fc.array(
      fc.record({
        by: fc.record({
          anchor: fc.constantFrom(...officeLook(0, [west, above]).witnesses.map(({ by }) => by.anchor)),
          ...{ storey: anyNumber, x: anyNumber, y: anyNumber, expectedAtOneMetreDbm: anyNumber },
        }),
        ...{ meanDbm: anyNumber, count: anyNumber },
      }),
      { maxLength: 12 },
    ),
  });

  test('never throws, and is never kept in numbers', () => {
    fc.assert(
      fc.property(fc.array(anyLook, { maxLength: 20 }), (looks) => {
        const judge = createJudge();
        const state = newDoubtState();
        for (const look of looks) {
          judge(state, look);
          expect(state.recent.looks).toBeLessThanOrEqual(4);
          expect(state.recent.places).toBeLessThanOrEqual(12);
        }
      }),
    );
  });

  test('is no reason to find two places', () => {
    fc.assert(
      fc.property(fc.array(anyLook, { minLength: 3, maxLength: 5 }), (looks) => {
        const hearers = createHearers();
        const recent = newRecent();
        for (const look of looks) addLook(recent, look, hearers);
        expect(createTwoPlaces(hearers)(recent)).toBeGreaterThanOrEqual(0);
      }),
    );
  });

  test('and looks of every ten milliseconds fill no memory', () => {
    const judge = createJudge();
    const state = newDoubtState();
    for (let atMs = 0; atMs < 8_000; atMs += 10) judge(state, { ...officeLook(0, [west]), atMs });
    expect(state.recent).toMatchObject({ looks: 4, places: 12 });
    expect(state.recent.cells.byteLength).toBeLessThan(1_024);
  });

  test('does not end a doubt', () => {
    const state = newDoubtState();
    judgeWith(
      state,
      times(10).map((at) => officeLook(at, [west, east])),
    );
    const before = structuredClone(state);
    expect(createJudge()(state, { ...officeLook(7_000, [west]), x: Number.NaN })).toBe('two-places');
    expect(state).toEqual(before);
  });

  test('a clock that goes back begins anew', () => {
    const [back, fresh] = [newDoubtState(), newDoubtState()];
    judgeWith(back, [officeLook(90_000, [west]), officeLook(1_000, [east])]);
    judgeWith(fresh, [officeLook(1_000, [east])]);
    expect({ ...back, recent: { ...back.recent, cells: null } }).toEqual({ ...fresh, recent: { ...fresh.recent, cells: null } });
  });
});

describe('what is held of a subject', () => {
  test('are looks of three seconds and places of eight, looks or no looks', () => {
    const state = newDoubtState();
    judgeWith(
      state,
      times(6).map((at) => officeLook(at, [west])),
    );
    const lastMs = 5 * stepMs;
    fade(state, lastMs + 2_900);
    expect(state.recent).toMatchObject({ looks: 1, places: 1 });
    fade(state, lastMs + 3_000);
    expect(state.recent).toMatchObject({ looks: 0, places: 1 });
    fade(state, lastMs + 8_001);
    expect(state.recent).toMatchObject({ looks: 0, places: 0 });
    expect(state.recent.cells.every((number) => number === 0)).toBe(true);
  });

  test('is zeroed when they are forgotten', () => {
    const state = newDoubtState();
    judgeWith(
      state,
      times(10).map((at) => officeLook(at, [west, east])),
    );
    expect(state.doubt).not.toBe(null);
    wipeDoubt(state);
    expect(state.recent.cells.every((number) => number === 0)).toBe(true);
    expect({ ...state, recent: null }).toEqual({ ...newDoubtState(), recent: null });
  });
});
