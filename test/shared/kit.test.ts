import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fullJitterMs } from '#shared/kit/backoff.ts';
import { pause, scaledClock } from '#shared/kit/clock.ts';
import { gaussian, seededRandom } from '#shared/kit/random.ts';
import { fakeClock } from '#test/fakes/clock.ts';

describe('a scaled clock', () => {
  test('runs both clocks and every timer at its speed', () => {
    const base = fakeClock();
    const fast = scaledClock(base, 10);
    const wall = fast.wallMs();
    const boot = fast.bootMs();
    let rings = 0;
    const stop = fast.every(1_000, () => {
      rings += 1;
    });
    base.advance(500);
    expect(fast.wallMs() - wall).toBe(5_000);
    expect(fast.bootMs() - boot).toBe(5_000);
    expect(rings).toBe(5);
    stop();
    expect(base.waiting()).toBe(0);
  });
});

describe('a pause', () => {
  test('ends at once when it is aborted, and leaves no timer behind', async () => {
    const clock = fakeClock();
    const abort = new AbortController();
    const ended = pause(clock, 60_000, abort.signal);
    abort.abort();
    await ended;
    expect(clock.waiting()).toBe(0);
  });
});

describe('back-off', () => {
  test('never waits longer than its cap and never a negative time', () => {
    fc.assert(
      fc.property(fc.nat(200), fc.double({ min: 0, max: 0.999, noNaN: true }), (attempt, draw) => {
        const waitMs = fullJitterMs(attempt, () => draw, 1_000, 30_000);
        return waitMs >= 0 && waitMs <= Math.min(30_000, 1_000 * 2 ** attempt);
      }),
    );
  });
});

describe('seeded chance', () => {
  test('repeats from its seed and differs between seeds', () => {
    const draw = (seed: number): number[] => Array.from({ length: 5 }, seededRandom(seed));
    expect(draw(7)).toEqual(draw(7));
    expect(draw(7)).not.toEqual(draw(8));
  });

  test('gives normal numbers with the asked mean and spread', () => {
    const random = seededRandom(1);
    const sample = Array.from({ length: 20_000 }, () => gaussian(random, 3, 2));
    const mean = sample.reduce((a, b) => a + b) / sample.length;
    const sd = Math.sqrt(sample.reduce((a, b) => a + (b - mean) ** 2, 0) / sample.length);
    expect(mean).toBeCloseTo(3, 1);
    expect(sd).toBeCloseTo(2, 1);
  });
});
