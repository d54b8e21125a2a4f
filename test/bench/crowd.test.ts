// What the benchmark's figures rest on: a crowd that is the same each time, is heard as a real one, and can be located.

import { describe, expect, test } from 'vitest';
import { createPositionEngine, type PositionEngine } from '#gateway/locate/engine.ts';
import { distanceM } from '#shared/geometry/point.ts';
import { segmentsCross } from '#shared/geometry/segment.ts';
import { SubjectRef } from '#shared/model/ids.ts';
import { nearest } from '#test/accuracy/baselines/nearest.ts';
import { createCrowd } from './crowd.ts';
import { drive, startMs } from './drive.ts';
import { quantile } from './numbers.ts';
import { createPremises, hall, plans } from './premises.ts';

describe('the crowd of the benchmark', () => {
  test('is the same each time', () => {
    const heard = () => createCrowd(hall, createPremises(hall), 7).heard(startMs, 500);
    expect(heard()).toEqual(heard());
  });

  test.each([7, 1_000])('everybody of %i is heard once per advert, in the order of time, in whatever pieces', (people) => {
    const crowd = createCrowd(hall, createPremises(hall), people);
    const whole = crowd.heard(startMs, 500);
    expect(new Set(whole.map(({ subject }) => subject)).size).toBe(people);
    expect(new Set(whole.map(({ subject, anchor }) => `${subject} ${anchor}`)).size).toBe(whole.length);
    const times = whole.map(({ heardAtBootMs }) => heardAtBootMs);
    expect(times).toEqual(times.toSorted((a, b) => a - b));
    const pieces = Array.from({ length: 10 }, (_, i) => crowd.heard(startMs + i * 50, 50));
    expect(pieces.flat()).toEqual(whole);
    for (const [i, piece] of pieces.entries())
      for (const { heardAtBootMs } of piece) expect(Math.floor((heardAtBootMs - startMs) / 50)).toBe(i);
  });

  test.each(plans)('about twelve anchors hear an advert on $widthM x $depthM m', (plan) => {
    const sightings = createCrowd(plan, createPremises(plan), 200).heard(startMs, 500).length;
    expect(sightings / 200).toBeGreaterThan(11);
    expect(sightings / 200).toBeLessThan(13);
  });

  test('walks no faster than people do and through no wall', () => {
    const premises = createPremises(hall);
    const crowd = createCrowd(hall, premises, 24);
    for (let person = 0; person < 24; person++) {
      const subject = SubjectRef.parse(`bench-${person}`);
      for (let ms = startMs; ms < startMs + 150_000; ms += 500) {
        const [from, to] = [crowd.place(subject, ms), crowd.place(subject, ms + 500)];
        expect(distanceM(from, to)).toBeLessThan(0.61);
        expect(premises.walls.some((wall) => segmentsCross({ from, to }, wall))).toBe(false);
      }
    }
  });

  test('is found by the engine, and better than by the nearest anchor: what is measured is real work', () => {
    const premises = createPremises(hall);
    const crowd = createCrowd(hall, premises, 20);
    const medianM = (engine: PositionEngine): number => {
      const errorsM: number[] = [];
      drive(engine, crowd, {
        fromMs: startMs,
        forMs: 10_000,
        onTick: (located) => {
          for (const { subject, instant } of located) errorsM.push(distanceM(instant, crowd.place(subject, instant.atBootMs)));
        },
      });
      return quantile(errorsM, 0.5);
    };
    expect(medianM(createPositionEngine(premises))).toBeLessThan(0.7 * medianM(nearest(premises)));
  });
});
