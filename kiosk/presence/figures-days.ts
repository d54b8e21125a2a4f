// Days as a site writes them, "2026-11-24": counted as dates, never as moments, so that no time zone and no summer time can
// move them. Only today needs the site's clock.

import { days } from '#shared/kit/duration.ts';

export function addDays(day: string, count: number): string {
  return new Date(Date.parse(day) + days(count)).toISOString().slice(0, 10);
}

/** 1 is Monday. */
export function weekdayOf(day: string): number {
  return new Date(Date.parse(day)).getUTCDay() || 7;
}

/** Both ends counted; zero or less when they are reversed. */
export function lengthOf({ from, to }: { readonly from: string; readonly to: string }): number {
  return (Date.parse(to) - Date.parse(from)) / days(1) + 1;
}

/** The day it is at this moment, there. */
export function dayAt(epochMs: number, timeZone: string): string {
  const parts = new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' });
  return parts.format(epochMs);
}
