// Days as the people of a building count them: by the calendar of its own time zone, not UTC. A day is a whole number, the
// days since 1970-01-01 of the date that is written on it, so that days can be counted; Intl knows when each one begins.

import { days, hours } from '#shared/kit/duration.ts';

export type SiteCalendar = {
  /** The day of a time (epoch ms). */
  readonly dayOf: (atMs: number) => number;
  /** When that day begins and ends (epoch ms, the end not included): 23, 24 or 25 hours. */
  readonly windowOf: (day: number) => DayWindow;
  /** 0 to 23, as a clock on the wall shows it. */
  readonly hourOf: (atMs: number) => number;
};

export type DayWindow = { readonly fromMs: number; readonly toMs: number };

/** `timeZone` is an IANA name that Intl knows. */
export function siteCalendar(timeZone: string): SiteCalendar {
  const date = new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' });
  const hour = new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', hourCycle: 'h23' });
  const dayOf = (atMs: number): number => dayNumber(date.format(atMs));
  const beginMs = (day: number): number => {
    // No zone is more than 14 hours from UTC; halve until the two sides are one millisecond apart.
    let before = day * days(1) - hours(15);
    let from = day * days(1) + hours(15);
    while (from - before > 1) {
      const middle = Math.floor((before + from) / 2);
      if (dayOf(middle) < day) before = middle;
      else from = middle;
    }
    return from;
  };
  return {
    dayOf,
    windowOf: (day) => ({ fromMs: beginMs(day), toMs: beginMs(day + 1) }),
    hourOf: (atMs) => Number(hour.format(atMs)),
  };
}

/** Of a date as it is written, "2027-01-15". */
export function dayNumber(date: string): number {
  return Date.parse(`${date}T00:00:00Z`) / days(1);
}

export function dayText(day: number): string {
  return new Date(day * days(1)).toISOString().slice(0, 10);
}

/** 1 is Monday, 7 is Sunday. */
export function weekdayOf(day: number): number {
  // 1970-01-01 was a Thursday.
  return ((((day + 3) % 7) + 7) % 7) + 1;
}
