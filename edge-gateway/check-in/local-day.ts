// Where the day ends in the building's own time zone. Asked of Intl, because a day has 23, 24 or 25 hours and the rules
// for that belong to nobody here.

import { hours } from '#shared/kit/duration.ts';

/** The first moment (epoch ms) after `nowMs` at which the calendar of `timeZone` shows another date. */
export function endOfDayMs(nowMs: number, timeZone: string): number {
  const calendar = new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' });
  const today = calendar.format(nowMs);
  // No day is longer than 25 hours; halve until the two sides are one millisecond apart.
  let same = Math.floor(nowMs);
  let other = same + hours(26);
  while (other - same > 1) {
    const middle = Math.floor((same + other) / 2);
    if (calendar.format(middle) === today) same = middle;
    else other = middle;
  }
  return other;
}
