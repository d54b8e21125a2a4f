import { describe, expect, test } from 'vitest';
import { radioLoad } from '#gateway/watch/radio-load.ts';
import { minutes, seconds } from '#shared/kit/duration.ts';

const report = (atS: number, more: object) => ({ scanner: 's-1', atBootMs: seconds(atS), ...more });

/** A load that was told these totals, fifteen seconds apart. */
function counted(...totals: number[]) {
  const load = radioLoad();
  totals.forEach((advertsTotal, i) => {
    load.report(report(15 * i, { advertsTotal }));
  });
  return { load, rate: load.advertsPerSecond(seconds(15 * (totals.length - 1))) };
}

describe('adverts a second', () => {
  test('are not known from one count', () => {
    expect(counted(5_000).rate).toBeNull();
  });

  test('are the difference of two counts over the time between them', () => {
    expect(counted(5_000, 5_300).rate).toBe(20);
  });

  test('are an average over a minute once there was a first figure', () => {
    const steady = [0, 300, 600, 900];
    expect(counted(...steady, 3_000).rate).toBe(20);
    expect(counted(...steady, 3_000, 6_300).rate).toBe(100);
  });

  test('are rounded so far that one more phone does not show', () => {
    const rates = [0, 0.4, 0.6, 1.4, 2.3, 4, 8, 12, 17, 40, 90, 400].map((rate) => counted(0, rate * 15).rate);
    expect(rates).toEqual([0, 0, 1, 1, 2, 5, 10, 10, 20, 50, 100, 500]);
  });

  test('begin anew when the scanner does', () => {
    expect(counted(5_000, 5_300, 40, 340, 640, 940, 1_240).rate).toBe(20);
  });

  test('are zero for a radio that went deaf, not unknown', () => {
    expect(counted(700, 700).rate).toBe(0);
  });

  test('are not told any more when the reports end', () => {
    const { load } = counted(0, 300);
    expect(load.advertsPerSecond(seconds(15) + minutes(6))).toBe(20);
    expect(load.advertsPerSecond(seconds(16) + minutes(6))).toBeNull();
  });
});

describe('a saturated radio', () => {
  test.each([
    [39, 45, false],
    [41, 45, true],
    [45, 45, true],
    [0, 45, false],
  ])('with %i tags in %i places: %s', (tagsHeld, tagSlots, full) => {
    const load = radioLoad();
    load.report(report(0, { tagsHeld, tagSlots }));
    expect(load.saturated()).toBe(full);
  });

  test('is not guessed when the scanner does not tell both, or has no place at all', () => {
    const load = radioLoad();
    load.report(report(0, { tagsHeld: 45 }));
    load.report(report(1, { tagsHeld: 45, tagSlots: 0 }));
    expect(load.saturated()).toBeNull();
  });
});
