import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type DoubtState, fade, judge, trusted } from '#gateway/locate/doubt.ts';
import type { Look } from '#gateway/locate/look.ts';
import { twoPlacesGain } from '#gateway/locate/two-places.ts';
import { seededRandom } from '#shared/kit/random.ts';
import type { Doubt } from '#shared/model/fix.ts';
import { tetamHall } from '../accuracy/tetam.ts';
import { ujiOffice, ujiPowers } from '../accuracy/uji.ts';
import { officeLook, recordedLooks } from './looks.ts';
import type { Tag } from './office.ts';

type Answers = readonly (Doubt | null)[];

function judgeAll(looks: readonly Look[]): Answers {
  let state: DoubtState = trusted;
  return looks.map((look) => {
    const judged = judge(state, look);
    state = judged.state;
    return judged.doubt;
  });
}

const stepMs = 700;
const times = (count: number, startMs = 0): readonly number[] => Array.from({ length: count }, (_, i) => startMs + i * stepMs);

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

describe('a tag that moves too fast', () => {
  const at = (x: number, more: Partial<Look> = {}) => ({ storey: 0, x, y: 10, radius68M: 1.5, ...more });
  const looksAt = (places: readonly Partial<Look>[]): readonly Look[] =>
    times(places.length).map((atMs, i) => ({ atMs, ...at(0), witnesses: [], ...places[i] }));
  const still = (x: number, count: number, more: Partial<Look> = {}) => Array.from({ length: count }, () => at(x, more));

  test('is in doubt when it jumps from one sure place to another', () => {
    const answers = judgeAll(looksAt([...still(5, 10), ...still(30, 10)]));
    expect(answers.slice(0, 11)).toEqual(Array(11).fill(null));
    expect(answers.slice(11)).toEqual(Array(9).fill('too-fast'));
  });

  test('is believed again ten seconds after it came to rest', () => {
    const answers = judgeAll(looksAt([...still(5, 10), ...still(30, 20)]));
    expect(answers.at(11 + 14)).toBe('too-fast');
    expect(answers.at(11 + 15)).toBe(null);
  });

  test('stays in doubt as long as it jumps to and fro', () => {
    const answers = judgeAll(looksAt([...still(5, 10), ...[30, 5, 30, 5, 30].flatMap((x) => still(x, 6))]));
    expect(answers.slice(11)).toEqual(Array(29).fill('too-fast'));
  });

  test('is not meant when a person runs, or is heard again somewhere else after a while', () => {
    const running = Array.from({ length: 20 }, (_, i) => at(1 + i * stepMs * 0.0025));
    expect(new Set(judgeAll(looksAt(running)))).toEqual(new Set([null]));
    const away = [...looksAt(still(5, 10)), ...times(10, 18_000).map((atMs) => ({ atMs, ...at(30), witnesses: [] }))];
    expect(new Set(judgeAll(away))).toEqual(new Set([null]));
    const search = [...still(5, 4), ...still(30, 10)].map((place, i) => ({ atMs: 18_000 + i * stepMs, ...place, witnesses: [] }));
    expect(new Set(judgeAll([...looksAt(still(5, 10)), ...search]))).toEqual(new Set([null]));
  });

  test('nor when the engine was not sure of the first place, or has only begun to look', () => {
    expect(new Set(judgeAll(looksAt([...still(5, 10, { radius68M: 6 }), ...still(30, 10)])))).toEqual(new Set([null]));
    expect(new Set(judgeAll(looksAt([...still(5, 4), ...still(30, 10)])))).toEqual(new Set([null]));
  });

  test('nor is a single wrong fix', () => {
    const answers = judgeAll(looksAt([...still(5, 10), ...still(30, 1), ...still(5, 10)]));
    expect(new Set(answers)).toEqual(new Set([null]));
  });

  test('may take the lift, but not three times in eight seconds', () => {
    const up = still(5, 10, { storey: 1 });
    expect(new Set(judgeAll(looksAt([...still(5, 10), ...up, ...still(5, 10)])))).toEqual(new Set([null]));
    const flapping = Array.from({ length: 20 }, (_, i) => at(5, { storey: Math.floor(i / 2) % 2 }));
    expect(judgeAll(looksAt(flapping))).toContain('too-fast');
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
        let state: DoubtState = trusted;
        for (const look of looks) {
          state = judge(state, look).state;
          expect(state.looks.length).toBeLessThanOrEqual(4);
          expect(state.motion?.places.length ?? 0).toBeLessThanOrEqual(12);
          expect(Number.isNaN(twoPlacesGain(state.looks))).toBe(false);
        }
      }),
    );
  });

  test('and looks of every ten milliseconds fill no memory', () => {
    let state: DoubtState = trusted;
    for (let atMs = 0; atMs < 8_000; atMs += 10) state = judge(state, { ...officeLook(0, [west]), atMs }).state;
    expect(state.looks.length).toBeLessThanOrEqual(4);
    expect(state.motion?.places.length).toBeLessThanOrEqual(12);
  });

  test('does not end a doubt', () => {
    const { state } = times(10).reduce((judged, at) => judge(judged.state, officeLook(at, [west, east])), {
      state: trusted,
      doubt: null as Doubt | null,
    });
    const judged = judge(state, { ...officeLook(7_000, [west]), x: Number.NaN });
    expect(judged).toEqual({ state, doubt: 'two-places' });
  });

  test('a clock that goes back begins anew', () => {
    const late = judge(trusted, officeLook(90_000, [west])).state;
    expect(judge(late, officeLook(1_000, [east]))).toEqual(judge(trusted, officeLook(1_000, [east])));
  });
});

test('what anchors heard is kept for three seconds, looks or no looks', () => {
  const { state } = judge(trusted, officeLook(1_000, [west]));
  expect(fade(state, 3_900).looks).toHaveLength(1);
  expect(fade(state, 4_000).looks).toHaveLength(0);
});
