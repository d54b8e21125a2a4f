// The promise about accuracy where fixed scanners hear a worn tag: five walks through a real hall, calibrated from the
// stationary fingerprints only. Every fix counts, the first included, against the truth at the moment it speaks of. The
// baselines play the same input in the same run.

import { beforeAll, describe, expect, test } from 'vitest';
import type { Method } from './evaluate.ts';
import { type Errors, figures, idleZoneChangesPerMinute } from './figures.ts';
import { type PooledOptions, player, print } from './pooled.ts';
import type { Recording } from './recording.ts';
import { tetamHall } from './tetam.ts';

const baselines = ['nearest', 'centroid', 'nls', 'knn'] as const satisfies readonly Method[];
const hall = tetamHall();

function run(title: string, options: PooledOptions, damage?: (recording: Recording) => Recording) {
  const played = player(hall, options)(damage);
  print(`TETAM, ${title}`, played);
  const scored = [...played.values()];
  return { ...figures(scored), idleZoneChangesPerMinute: idleZoneChangesPerMinute(scored), late: scored.map(({ late }) => late) };
}

function expectBeaten(ours: Errors, theirs: Errors): void {
  expect(ours.meanM).toBeLessThan(theirs.meanM ?? Number.NaN);
  expect(ours.p95M).toBeLessThan(theirs.p95M ?? Number.NaN);
}

describe('the TETAM walks, calibrated by fingerprints', () => {
  let ours: ReturnType<typeof run>;
  const theirs = new Map<string, Errors>();
  beforeAll(() => {
    ours = run('engine', {});
    for (const method of baselines) theirs.set(method, run(method, { method }).instant);
  });

  test('the settled fix is 1.2 m off on average, 1.1 m in the middle, 2.6 m for 95 of 100', () => {
    expect(ours.settled.fixes).toBeGreaterThan(400);
    expect(ours.settled.meanM).toBeLessThanOrEqual(1.2);
    expect(ours.settled.medianM).toBeLessThanOrEqual(1.1);
    expect(ours.settled.p95M).toBeLessThanOrEqual(2.6);
  });

  test('the instant fix is 1.45 m off on average, 3.1 m for 95 of 100', () => {
    expect(ours.instant.fixes).toBeGreaterThan(400);
    expect(ours.instant.meanM).toBeLessThanOrEqual(1.45);
    expect(ours.instant.p95M).toBeLessThanOrEqual(3.1);
  });

  test('no fix is older than promised', () => {
    expect(ours.late).toEqual([0, 0, 0, 0, 0]);
  });

  test.each(['settled', 'instant'] as const)('the radii of the %s fix are honest', (kind) => {
    expect(ours[kind].within68).toBeGreaterThanOrEqual(0.6);
    expect(ours[kind].within68).toBeLessThanOrEqual(0.76);
    expect(ours[kind].within95).toBeGreaterThanOrEqual(0.9);
    expect(ours[kind].within95).toBeLessThanOrEqual(0.98);
  });

  test('the named zone changes less than three times a minute beyond the true changes', () => {
    expect(ours.idleZoneChangesPerMinute).toBeLessThan(3);
  });

  test.each(baselines)('both fixes beat %s in mean and in p95', (method) => {
    const their = theirs.get(method);
    if (their === undefined) throw new Error('not played');
    expectBeaten(ours.instant, their);
    expectBeaten(ours.settled, their);
  });
});

describe('the TETAM walks, knowing only where the anchors are', () => {
  let ours: ReturnType<typeof run>;
  beforeAll(() => {
    ours = run('engine, uncalibrated', { calibrated: false });
  });

  test('the fix is 2.5 m off on average, and the radii own up to it', () => {
    expect(ours.settled.meanM).toBeLessThanOrEqual(2.5);
    expect(ours.instant.meanM).toBeLessThanOrEqual(2.5);
    expect(ours.instant.within68).toBeGreaterThanOrEqual(0.6);
    expect(ours.instant.within95).toBeGreaterThanOrEqual(0.9);
  });

  test.each(['nearest', 'centroid', 'nls'] as const)('both fixes beat %s in mean and in p95', (method) => {
    const their = run(`${method}, uncalibrated`, { method, calibrated: false }).instant;
    expectBeaten(ours.instant, their);
    expectBeaten(ours.settled, their);
  });
});

describe('the TETAM walks with a tag unlike the one that calibrated', () => {
  test('a calibration made with a tag 4 dB stronger still locates a weaker one', () => {
    const weaker = (rssi: number | null): number | null => (rssi === null ? null : rssi - 4);
    const ours = run('a tag 4 dB weaker', {}, (recording) => ({
      ...recording,
      sightings: recording.sightings.map((line) => ({ ...line, rssi: weaker(line.rssi) })),
    }));
    expect(ours.instant.meanM).toBeLessThanOrEqual(1.6);
  });
});
