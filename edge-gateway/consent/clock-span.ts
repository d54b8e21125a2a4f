// Between which moments of the wall clock nothing about consents changes by itself: no pause ends and no app's id rotates.
// Every sighting asks whether the clock is still inside, which costs two comparisons; a clock that was stepped back is
// outside just as one that ran on.

import { beginningOf, stepAt } from './rotating-id.ts';

/** From `fromMs` on and before `untilMs`, milliseconds since the epoch. */
export type ClockSpan = { readonly fromMs: number; readonly untilMs: number };

/** The span around `nowMs` in which all of `pauseEndsMs` stay behind or ahead. */
export function spanAround(nowMs: number, pauseEndsMs: Iterable<number>): ClockSpan {
  const step = stepAt(nowMs);
  let span: ClockSpan = { fromMs: beginningOf(step), untilMs: beginningOf(step + 1) };
  for (const endMs of pauseEndsMs) span = cutAt(span, endMs, nowMs);
  return span;
}

/** `span`, which holds `nowMs`, without what lies beyond the end of one more pause. */
export function cutAt(span: ClockSpan, pauseEndMs: number, nowMs: number): ClockSpan {
  return pauseEndMs > nowMs
    ? { ...span, untilMs: Math.min(span.untilMs, pauseEndMs) }
    : { ...span, fromMs: Math.max(span.fromMs, pauseEndMs) };
}

export function holds(span: ClockSpan, nowMs: number): boolean {
  return nowMs >= span.fromMs && nowMs < span.untilMs;
}
