import { describe, expect, it } from 'vitest';
import { dayNumber, dayText, siteCalendar, weekdayOf } from '#gateway/utilisation/site-days.ts';
import { hours } from '#shared/kit/duration.ts';

const utc = (text: string): number => Date.parse(text);

describe('a day of a site', () => {
  it.each([
    ['Europe/Berlin', '2027-01-15', '2027-01-14T23:00Z', 24],
    ['Europe/Berlin', '2027-03-28', '2027-03-27T23:00Z', 23],
    ['Europe/Berlin', '2027-10-31', '2027-10-30T22:00Z', 25],
    ['America/Los_Angeles', '2027-01-15', '2027-01-15T08:00Z', 24],
    ['Pacific/Kiritimati', '2027-01-15', '2027-01-14T10:00Z', 24],
    ['Asia/Kathmandu', '2027-01-15', '2027-01-14T18:15Z', 24],
    // Clocks there go forward at midnight: the day begins at one.
    ['Asia/Beirut', '2026-03-29', '2026-03-28T22:00Z', 23],
  ])('in %s begins at its own midnight: %s', (timeZone, date, begins, length) => {
    const calendar = siteCalendar(timeZone);
    const { fromMs, toMs } = calendar.windowOf(dayNumber(date));
    expect([new Date(fromMs).toISOString(), (toMs - fromMs) / hours(1)]).toEqual([new Date(utc(begins)).toISOString(), length]);
    expect([calendar.dayOf(fromMs), calendar.dayOf(toMs - 1)].map(dayText)).toEqual([date, date]);
    expect([calendar.dayOf(fromMs - 1), calendar.dayOf(toMs)]).toEqual([dayNumber(date) - 1, dayNumber(date) + 1]);
  });

  it('has the hours its clocks show', () => {
    const { hourOf } = siteCalendar('Europe/Berlin');
    expect(['2027-01-14T23:59Z', '2027-07-01T21:59Z', '2027-07-01T22:00Z'].map((text) => hourOf(utc(text)))).toEqual([0, 23, 0]);
  });

  it('has a weekday', () => {
    expect(['2027-01-15', '2027-01-18', '2027-01-17', '1969-12-29'].map((date) => weekdayOf(dayNumber(date)))).toEqual([
      5, 1, 7, 1,
    ]);
  });
});
