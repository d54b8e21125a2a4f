// Work for when nobody is in the office, by the building's own clock on the wall.

import type { Cancel, Clock } from '#shared/kit/clock.ts';
import { hours, minutes } from '#shared/kit/duration.ts';

/** An hour at which offices are empty, and which daylight saving time hardly anywhere skips. */
const nightHour = 3;

/**
 * Runs `work` once in the night, between three and four. A wall clock that jumps can bring a night early or twice, never
 * twice within six hours.
 */
export function everyNight(clock: Clock, timeZone: string, work: () => void): Cancel {
  const hour = new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', hourCycle: 'h23' });
  let lastBootMs = Number.NEGATIVE_INFINITY;
  return clock.every(minutes(1), () => {
    if (Number(hour.format(clock.wallMs())) !== nightHour || clock.bootMs() - lastBootMs < hours(6)) return;
    lastBootMs = clock.bootMs();
    work();
  });
}
