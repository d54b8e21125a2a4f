// Whether the boot clock can be believed about ages. A clock that stood still (a suspend it does not count, a paused
// machine) makes old positions look young; it shows as a move of wall minus boot. One comparison per tick misses many
// small pauses, so the whole span over the last 30 minutes counts. A pause in which both clocks stood still shows only
// once the wall clock is set right; until then nothing inside the machine can know.

import type { Clock } from '#shared/kit/clock.ts';
import { minutes, seconds } from '#shared/kit/duration.ts';

const guardWindowMs = minutes(30);
const largestDriftMs = seconds(5);
const samplePeriodMs = seconds(1);

export type ClockGuard = {
  /** Looks at both clocks now. False: ages measured so far mean nothing any more; the window has begun anew. */
  readonly check: () => boolean;
};

type Span = { readonly min: number; readonly max: number };
const nothing: Span = { min: Number.POSITIVE_INFINITY, max: Number.NEGATIVE_INFINITY };

type Sample = { readonly bootMs: number; readonly offsetMs: number };

export function createClockGuard(clock: Clock): ClockGuard {
  let samples: Sample[] = [];
  let span = nothing;
  let lastBootMs = Number.NEGATIVE_INFINITY;

  const restart = (): void => {
    samples = [];
    span = nothing;
    lastBootMs = Number.NEGATIVE_INFINITY;
  };
  /** Keeps one sample a second, so a window is 1,800 of them. */
  const keep = (sample: Sample): void => {
    const newest = samples.at(-1);
    if (newest && sample.bootMs - newest.bootMs < samplePeriodMs) return;
    samples.push(sample);
    span = widened(span, sample.offsetMs);
    for (let oldest = samples[0]; oldest && sample.bootMs - oldest.bootMs > guardWindowMs; oldest = samples[0]) {
      samples.shift();
      const marked = oldest.offsetMs === span.min || oldest.offsetMs === span.max;
      if (marked) span = samples.reduce((wide, kept) => widened(wide, kept.offsetMs), nothing);
    }
  };
  return {
    check: () => {
      const bootMs = clock.bootMs();
      const offsetMs = clock.wallMs() - bootMs;
      const { min, max } = widened(span, offsetMs);
      const sound = Number.isFinite(offsetMs) && bootMs >= lastBootMs && max - min <= largestDriftMs;
      if (!sound) restart();
      if (!Number.isFinite(offsetMs)) return false;
      lastBootMs = bootMs;
      keep({ bootMs, offsetMs });
      return sound;
    },
  };
}

function widened({ min, max }: Span, offsetMs: number): Span {
  return { min: Math.min(min, offsetMs), max: Math.max(max, offsetMs) };
}
