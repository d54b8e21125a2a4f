import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cutAt, holds, spanAround } from '#gateway/consent/clock-span.ts';
import { beginningOf, stepAt } from '#gateway/consent/rotating-id.ts';
import { minutes } from '#shared/kit/duration.ts';

const nowMs = beginningOf(1_000) + minutes(7);
const atSome = fc.integer({ min: beginningOf(999), max: beginningOf(1_002) });

describe('the span in which nothing about consents changes by itself', () => {
  test('without pauses is the quarter of an hour in which apps advertise the same id', () => {
    expect(spanAround(nowMs, [])).toEqual({ fromMs: beginningOf(1_000), untilMs: beginningOf(1_001) });
  });

  test('ends where the next pause ends, and begins where the last one ended', () => {
    const span = spanAround(nowMs, [nowMs + 2_000, nowMs + 1_000, nowMs - 3_000, nowMs - 4_000, beginningOf(1_005), 0]);
    expect(span).toEqual({ fromMs: nowMs - 3_000, untilMs: nowMs + 1_000 });
  });

  test('a pause that ends this very moment is over, so the span begins with it', () => {
    expect(spanAround(nowMs, [nowMs])).toEqual({ fromMs: nowMs, untilMs: beginningOf(1_001) });
    expect(cutAt({ fromMs: 0, untilMs: nowMs + 5 }, nowMs, nowMs)).toEqual({ fromMs: nowMs, untilMs: nowMs + 5 });
  });

  test('holds from its first moment on and no longer at its last', () => {
    const span = { fromMs: 10, untilMs: 20 };
    expect([9, 10, 19, 20].map((atMs) => holds(span, atMs))).toEqual([false, true, true, false]);
  });

  test('whatever the pauses: inside it no pause ends and no id rotates, and it holds the moment it was made for', () => {
    fc.assert(
      fc.property(atSome, fc.array(atSome, { maxLength: 6 }), atSome, (madeMs, pauseEndsMs, askedMs) => {
        const span = spanAround(madeMs, pauseEndsMs);
        expect(holds(span, madeMs)).toBe(true);
        if (!holds(span, askedMs)) return;
        expect(stepAt(askedMs)).toBe(stepAt(madeMs));
        for (const endMs of pauseEndsMs) expect(endMs > askedMs).toBe(endMs > madeMs);
      }),
    );
  });

  test('is no smaller than it has to be: right outside something has ended or rotated', () => {
    fc.assert(
      fc.property(atSome, fc.array(atSome, { maxLength: 6 }), (madeMs, pauseEndsMs) => {
        const { fromMs, untilMs } = spanAround(madeMs, pauseEndsMs);
        const changes = (atMs: number): boolean => pauseEndsMs.includes(atMs) || beginningOf(stepAt(atMs)) === atMs;
        expect([changes(fromMs), changes(untilMs)]).toEqual([true, true]);
      }),
    );
  });
});
