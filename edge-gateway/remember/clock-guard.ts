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

type Sample = { readonly bootMs: number; readonly offsetMs: number };

/**
 * The samples of the window that can still be its least or greatest: older ones that a newer one beats are not kept, so the
 * first is the extreme, the last the newest, and a sample costs the same however long the window is.
 */
type Candidates = { readonly samples: Sample[]; readonly beats: (newer: number, older: number) => boolean };

export function createClockGuard(clock: Clock): ClockGuard {
  const lowest: Candidates = { samples: [], beats: (newer, older) => newer <= older };
  const highest: Candidates = { samples: [], beats: (newer, older) => newer >= older };
  let lastBootMs = Number.NEGATIVE_INFINITY;

  const restart = (): void => {
    for (const { samples } of [lowest, highest]) samples.length = 0;
    lastBootMs = Number.NEGATIVE_INFINITY;
  };
  /** Keeps at most one sample a second. */
  const keep = (sample: Sample): void => {
    const newest = lowest.samples.at(-1);
    if (newest && sample.bootMs - newest.bootMs < samplePeriodMs) return;
    for (const candidates of [lowest, highest]) add(candidates, sample);
  };
  return {
    check: () => {
      const bootMs = clock.bootMs();
      const offsetMs = clock.wallMs() - bootMs;
      const min = Math.min(offsetMs, lowest.samples[0]?.offsetMs ?? offsetMs);
      const max = Math.max(offsetMs, highest.samples[0]?.offsetMs ?? offsetMs);
      const sound = Number.isFinite(offsetMs) && bootMs >= lastBootMs && max - min <= largestDriftMs;
      if (!sound) restart();
      if (!Number.isFinite(offsetMs)) return false;
      lastBootMs = bootMs;
      keep({ bootMs, offsetMs });
      return sound;
    },
  };
}

function add({ samples, beats }: Candidates, sample: Sample): void {
  for (let last = samples.at(-1); last && beats(sample.offsetMs, last.offsetMs); last = samples.at(-1)) samples.pop();
  samples.push(sample);
  for (let oldest = samples[0]; oldest && sample.bootMs - oldest.bootMs > guardWindowMs; oldest = samples[0]) samples.shift();
}
