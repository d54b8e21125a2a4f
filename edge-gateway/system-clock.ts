// The machine's clocks for the gateway process. Boot time has to count suspend, which process.hrtime does not; on Linux
// os.uptime() reads /proc/uptime (hundredths of a second), which does.

import { uptime } from 'node:os';
import { type Clock, systemClock } from '#shared/kit/clock.ts';

export const machineClock: Clock = systemClock(() => uptime() * 1000);

/**
 * Boot time for stamping sightings: the exact clock costs 6 microseconds a call, so between two exact readings, at most
 * 5 ms apart on the monotonic clock, the older one is repeated. A stamp is never younger than the truth.
 */
export function stampClock(bootMs: () => number, freshForMs = 5): () => number {
  let readAt = Number.NEGATIVE_INFINITY;
  let stamp = 0;
  return () => {
    const now = performance.now();
    if (now - readAt > freshForMs) {
      stamp = bootMs();
      readAt = now;
    }
    return stamp;
  };
}
