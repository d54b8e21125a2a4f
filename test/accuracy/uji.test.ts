// The promise about accuracy where a phone hears fixed beacons; the protocol is in uji.ts. All three power levels together.
// The goal of 1.6 m on average and 1.4 m in the middle is held over what is said of each stay in the end, once for every time
// that somebody stood somewhere, and on either half of the places. Over every fix from the first made of one scan on it is not
// reached; those have gates of their own.

import { beforeAll, describe, expect, test } from 'vitest';
import { type Errors, errors, figures } from './figures.ts';
import { type PooledOptions, player, print } from './pooled.ts';
import type { Scored } from './score.ts';
import { ujiOffice, ujiPowers } from './uji.ts';

const baselines = ['nearest', 'centroid', 'nls', 'knn'] as const;

/** All three power levels. */
function run(title: string, options: PooledOptions, half: 0 | 1 = 0): readonly Scored[] {
  const levels = ujiPowers.map((power) => [`power ${power}`, [...player(ujiOffice(power, half), options)().values()]] as const);
  const played = new Map(levels.flatMap(([name, [scored]]) => (scored ? [[name, scored]] : [])));
  print(`UJI office, ${title}`, played);
  return [...played.values()];
}

/** The settled fixes of at least four seconds after the first of their stay. */
function afterFourScans(scored: readonly Scored[]): Errors {
  const late = scored.flatMap((one) =>
    [...Map.groupBy(one.settled, ({ subject }) => subject).values()].flatMap((stay) => {
      const first = Math.min(...stay.map(({ atBootMs }) => atBootMs));
      return stay.filter(({ atBootMs }) => atBootMs >= first + 4_000);
    }),
  );
  return errors(late);
}

/** The last settled fix of every stay: what thirteen scans can say. */
function lastOfStay(scored: readonly Scored[]): Errors {
  return errors(
    scored.flatMap((one) => [...Map.groupBy(one.settled, ({ subject }) => subject).values()].flatMap((stay) => stay.slice(-1))),
  );
}

describe('the UJI office, half of its places calibrated', () => {
  let ours: readonly Scored[];
  beforeAll(() => {
    ours = run('engine', {});
    process.stdout.write(`  settled, four seconds into a stay: ${JSON.stringify(afterFourScans(ours))}\n`);
    process.stdout.write(`  the last of a stay: ${JSON.stringify(lastOfStay(ours))}\n\n`);
  });

  test('the last settled fix of a stay is 1.6 m off on average, 1.4 m in the middle', () => {
    const last = lastOfStay(ours);
    expect(last.fixes).toBe(102);
    expect(last.meanM).toBeLessThanOrEqual(1.6);
    expect(last.medianM).toBeLessThanOrEqual(1.4);
  });

  test('from the fourth second of a stay on settled fixes are 1.6 m off on average, 1.5 m in the middle', () => {
    expect(afterFourScans(ours).meanM).toBeLessThanOrEqual(1.6);
    expect(afterFourScans(ours).medianM).toBeLessThanOrEqual(1.5);
  });

  // Not the goal: see README.md, "The UJI goal, and how it is read".
  test('all settled fixes together are 1.7 m off on average, 1.55 m in the middle', () => {
    const { settled } = figures(ours);
    expect(settled.fixes).toBeGreaterThan(1_000);
    expect(settled.meanM).toBeLessThanOrEqual(1.7);
    expect(settled.medianM).toBeLessThanOrEqual(1.55);
  });

  test('the radii are honest', () => {
    const { settled, instant } = figures(ours);
    for (const kind of [settled, instant]) {
      expect(kind.within68).toBeGreaterThanOrEqual(0.6);
      expect(kind.within68).toBeLessThanOrEqual(0.76);
      expect(kind.within95).toBeGreaterThanOrEqual(0.9);
      expect(kind.within95).toBeLessThanOrEqual(0.98);
    }
  });

  test.each(baselines)('both fixes beat %s in mean and in p95', (method) => {
    const their = figures(run(method, { method })).instant;
    const { settled, instant } = figures(ours);
    for (const kind of [settled, instant]) {
      expect(kind.meanM).toBeLessThan(their.meanM ?? Number.NaN);
      expect(kind.p95M).toBeLessThan(their.p95M ?? Number.NaN);
    }
  });
});

describe('the UJI office, the other half of its places calibrated', () => {
  test('the last settled fix of a stay is 1.6 m off on average and 1.4 m in the middle, all of them 1.7 m on average', () => {
    const ours = run('engine, the other half', {}, 1);
    process.stdout.write(`  settled, four seconds into a stay: ${JSON.stringify(afterFourScans(ours))}\n`);
    process.stdout.write(`  the last of a stay: ${JSON.stringify(lastOfStay(ours))}\n\n`);
    expect(lastOfStay(ours).meanM).toBeLessThanOrEqual(1.6);
    expect(lastOfStay(ours).medianM).toBeLessThanOrEqual(1.4);
    expect(figures(ours).settled.meanM).toBeLessThanOrEqual(1.7);
  });
});
