import { describe, expect, test } from 'vitest';
import type { Look } from '#gateway/locate/look.ts';
import { judgeAll, stepMs, times } from './looks.ts';

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
