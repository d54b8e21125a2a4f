// Whether civil time may be believed before rows are destroyed by it. A clock that was set wrong for a moment, or jumps
// ahead while it is being set right, must not take rows along that were to be kept for days.

import type { Clock } from '#shared/kit/clock.ts';
import { hours, seconds } from '#shared/kit/duration.ts';

/**
 * To be asked every few minutes: civil time, once it has run with the boot clock (to a minute between two questions) for
 * an hour of boot time; null before. So what is due goes at most an hour late, after a start or a step of the clock.
 */
export type SteadyClock = { readonly ask: () => number | null };

const steadyForMs = hours(1);
const toleranceMs = seconds(60);

export function createSteadyClock(clock: Clock): SteadyClock {
  let offsetMs = clock.wallMs() - clock.bootMs();
  let sinceBootMs = clock.bootMs();
  return {
    ask: () => {
      const wallMs = clock.wallMs();
      const bootMs = clock.bootMs();
      const nowOffsetMs = wallMs - bootMs;
      // Anything but a small difference, NaN included, begins the hour anew.
      if (!(Math.abs(nowOffsetMs - offsetMs) <= toleranceMs) || bootMs < sinceBootMs) sinceBootMs = bootMs;
      offsetMs = nowOffsetMs;
      return bootMs - sinceBootMs >= steadyForMs ? wallMs : null;
    },
  };
}
