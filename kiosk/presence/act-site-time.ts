// Days and hours as the site's clocks show them, for forms in which a manager types "09:00" and means the building's nine
// o'clock, wherever this machine stands. The rules of time zones are asked of Intl; they belong to nobody here. Pure.

import { days, hours } from '#shared/kit/duration.ts';
import { SiteDay } from '#shared/wire/manage.ts';

/** "2026-11-24": the calendar's day at that moment (epoch ms). */
export function siteDayOf(atMs: number, timeZone: string): string {
  return partsOf(atMs, timeZone).slice(0, 10);
}

/** "10:42": what the clocks of the site show at that moment. */
export function siteTimeOf(atMs: number, timeZone: string): string {
  return partsOf(atMs, timeZone).slice(11, 16);
}

/** So many days later, or earlier when negative, whatever the clocks do in between. */
export function dayAfter(day: string, count: number): string {
  return new Date(Date.parse(`${SiteDay.parse(day)}T00:00:00Z`) + days(count)).toISOString().slice(0, 10);
}

/** Noon of that day, to name the day by: it falls on it in every zone. */
export function noonOf(day: string, timeZone: string): number {
  return atSiteTime(day, '12:00', timeZone);
}

/**
 * The moment (epoch ms) when the site's clocks show `time` ("HH:MM") on `day`: the earlier of two when the clocks go back,
 * and as much later as they jump when they go forward over it.
 */
export function atSiteTime(day: string, time: string, timeZone: string): number {
  const asUtcMs = Date.parse(`${day}T${time}:00Z`);
  // No zone is further than 14 hours from UTC, and none changes twice within a day and a half.
  const before = asUtcMs - aheadMs(asUtcMs - hours(18), timeZone);
  const after = asUtcMs - aheadMs(asUtcMs + hours(18), timeZone);
  return shows(before, asUtcMs, timeZone) || !shows(after, asUtcMs, timeZone) ? before : after;
}

/** "9", "0930", "9.30" and "9:30" as "09:30"; null when it is no time of day. */
export function typedTime(typed: string): string | null {
  const found = /^\s*(\d{1,2})(?:\s*[:.]?\s*(\d{2}))?\s*$/.exec(typed);
  const hour = Number(found?.[1]);
  const minute = Number(found?.[2] ?? 0);
  if (!found || hour > 23 || minute > 59) return null;
  return `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
}

function shows(atMs: number, asUtcMs: number, timeZone: string): boolean {
  return atMs + aheadMs(atMs, timeZone) === asUtcMs;
}

/** How far the site's clocks are ahead of UTC then. */
function aheadMs(atMs: number, timeZone: string): number {
  return Date.parse(`${partsOf(atMs, timeZone)}Z`) - Math.floor(atMs / 1000) * 1000;
}

/** "2026-11-24T10:42:00" */
function partsOf(atMs: number, timeZone: string): string {
  const found = Object.fromEntries(
    clockOf(timeZone)
      .formatToParts(atMs)
      .map(({ type, value }) => [type, value]),
  );
  return `${found.year}-${found.month}-${found.day}T${found.hour}:${found.minute}:${found.second}`;
}

/** Making one takes a thousand times as long as using it, and a page has one zone. */
const clocks = new Map<string, Intl.DateTimeFormat>();

function clockOf(timeZone: string): Intl.DateTimeFormat {
  const known = clocks.get(timeZone);
  if (known) return known;
  const two = '2-digit';
  const date = { year: 'numeric', month: two, day: two } as const;
  const time = { hour: two, minute: two, second: two, hourCycle: 'h23' } as const;
  const made = new Intl.DateTimeFormat('en-CA', { timeZone, ...date, ...time });
  clocks.set(timeZone, made);
  return made;
}
