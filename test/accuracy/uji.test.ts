// The promise about accuracy where a phone hears fixed beacons; the protocol is in uji.ts. The gate is over the fixes of
// all three power levels together, every one of them, from the first made of one scan on.

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

  // The goal is 1.6 m and 1.4 m. It is not reached over all fixes of a stay of 13 seconds; see README.md, "Not reached".
  test('the settled fix is 1.75 m off on average, 1.65 m in the middle', () => {
    const { settled } = figures(ours);
    expect(settled.fixes).toBeGreaterThan(1_000);
    expect(settled.meanM).toBeLessThanOrEqual(1.75);
    expect(settled.medianM).toBeLessThanOrEqual(1.65);
  });

  // The average is reached here, the middle is not.
  test('from the fourth second of a stay on the settled fix is 1.6 m off on average, as is the last one of a stay', () => {
    const last = lastOfStay(ours);
    expect(afterFourScans(ours).meanM).toBeLessThanOrEqual(1.6);
    expect(last.meanM).toBeLessThanOrEqual(1.6);
    expect(last.medianM).toBeLessThanOrEqual(1.55);
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
  test('the settled fix is 1.8 m off on average, the last one of a stay 1.6 m', () => {
    const ours = run('engine, the other half', {}, 1);
    process.stdout.write(`  the last of a stay: ${JSON.stringify(lastOfStay(ours))}\n\n`);
    expect(figures(ours).settled.meanM).toBeLessThanOrEqual(1.8);
    expect(lastOfStay(ours).meanM).toBeLessThanOrEqual(1.6);
  });
});
