import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Observation } from '#gateway/locate/evidence.ts';
import type { AnchorField } from '#gateway/locate/radio-map.ts';
import { newStillMemory, remember, remembered, type StillMemory, stillness } from '#gateway/locate/still-memory.ts';
import { newTrack, trim, wipe } from '#gateway/locate/track.ts';
import { gaussian, seededRandom } from '#shared/kit/random.ts';

const fields = Array.from({ length: 9 }, (_, n) => ({ first: 4_000 * n }) as AnchorField);

function heard(anchor: number, meanDbm: number, count = 1): Observation {
  return { field: fields[anchor], meanDbm, count } as Observation;
}

/** Half a minute, a solve a second; `dbm` is what every anchor's mean does over the seconds. */
function after(seconds: number, dbm: (anchor: number, second: number) => number, noiseDb: number, seed: number): StillMemory {
  const random = seededRandom(seed);
  let memory = newStillMemory();
  for (let second = 0; second < seconds; second++) {
    memory = remember(
      memory,
      fields.map((_, anchor) => heard(anchor, dbm(anchor, second) + gaussian(random, 0, noiseDb))),
      second === 0 ? 0 : 1,
    );
  }
  return memory;
}

function meanStillness(dbm: (anchor: number, second: number) => number): number {
  const seeds = Array.from({ length: 30 }, (_, seed) => seed);
  return seeds.reduce((sum, seed) => sum + stillness(after(20, dbm, 3.5, seed)), 0) / seeds.length;
}

describe('what is remembered of somebody', () => {
  test('says of a person whose signals only scatter that they sit still, and of one whose signals wander that they walk', () => {
    expect(meanStillness((anchor) => -60 - anchor)).toBeGreaterThan(0.6);
    expect(meanStillness((anchor, second) => -60 - anchor + (anchor % 2 === 0 ? 1 : -1) * 0.7 * second)).toBeLessThan(0.1);
  });

  test('says of nobody in particular that they sit still', () => {
    expect(stillness(newStillMemory())).toBeCloseTo(0.5);
  });

  test('says of a signal a billion times as strong as before that its bearer moved', () => {
    const far = [0, 1, 2].reduce((memory) => remember(memory, [heard(0, -115), heard(1, -115)], 1), newStillMemory());
    expect(stillness(remember(far, [heard(0, -20), heard(1, -20)], 1))).toBeLessThan(0.01);
  });

  test('is a mean of powers: a deep dip of the signal hardly moves it', () => {
    const [dipped] = remembered([-60, -60, -90].reduce((memory, dbm) => remember(memory, [heard(0, dbm)], 0), newStillMemory()));
    expect(dipped?.meanDbm).toBeCloseTo(-61.8, 1);
  });

  test('is no single reading for as long as five seconds', () => {
    const memory = remember(newStillMemory(), [heard(3, -71)], 0);
    expect(remembered(memory)).toEqual([{ anchor: 12_000, meanDbm: expect.closeTo(-71), readings: 2 }]);
    const later = remember(memory, [], 4.9);
    expect(remembered(later)).toEqual([]);
    expect([...later].every((number) => number === 0)).toBe(true);
  });

  test('is no single reading for long when nothing more is heard', () => {
    const track = newTrack();
    track.still = remember(track.still, [heard(0, -50), heard(1, -60, 2)], 0);
    track.solvedAtMs = 10_000;
    trim(track, 13_900);
    expect(remembered(track.still)).toHaveLength(2);
    trim(track, 14_000);
    expect(remembered(track.still)).toEqual([{ anchor: 4_000, meanDbm: expect.closeTo(-60), readings: 4 }]);
  });

  test('is every mean, whatever came from other anchors, and the old room is zeroed when it grows', () => {
    const two = remember(newStillMemory(), [heard(0, -50, 2), heard(1, -80)], 0);
    const all = remember(
      two,
      fields.map((_, anchor) => heard(anchor, anchor === 0 ? -56 : -70)),
      0,
    );
    expect(remembered(all)).toHaveLength(fields.length);
    expect(remembered(all)[0]?.meanDbm).toBeCloseTo(-51.2, 1);
    expect(remembered(all)[1]?.meanDbm).toBeCloseTo(-72.6, 1);
    expect([...two].every((number) => number === 0)).toBe(true);
  });

  test('goes with the track', () => {
    const track = newTrack();
    track.still = remember(track.still, [heard(0, -50)], 0);
    const held = track.still;
    wipe(track);
    expect([...held].every((number) => number === 0)).toBe(true);
  });

  test('is a probability and means within what was heard, whatever is heard when', () => {
    const reading = fc.record({
      anchor: fc.nat(8),
      dbm: fc.integer({ min: -110, max: -20 }),
      count: fc.integer({ min: 1, max: 64 }),
    });
    const look = fc.record({
      seconds: fc.double({ min: 0, max: 40, noNaN: true }),
      readings: fc.array(reading, { maxLength: 12 }),
    });
    fc.assert(
      fc.property(fc.array(look, { maxLength: 30 }), (looks) => {
        let memory = newStillMemory();
        for (const { seconds, readings } of looks) {
          memory = remember(
            memory,
            readings.map(({ anchor, dbm, count }) => heard(anchor, dbm, count)),
            seconds,
          );
          expect(stillness(memory)).toBeGreaterThanOrEqual(0);
          expect(stillness(memory)).toBeLessThanOrEqual(1);
          for (const { meanDbm } of remembered(memory)) expect(Math.abs(meanDbm + 65)).toBeLessThan(45.1);
        }
        expect(memory.length).toBeLessThanOrEqual(5 * 12);
      }),
    );
  });
});
