import { describe, expect, it } from 'vitest';
import { addVisit, daySlots, hasBegun, noSums } from '#gateway/utilisation/day-sums.ts';
import { dayNumber, siteCalendar } from '#gateway/utilisation/site-days.ts';
import type { Visit } from '#gateway/utilisation/visits.ts';
import { hours, minutes } from '#shared/kit/duration.ts';
import { atHour, day, nobodyFor, visit } from './premises.ts';

const calendar = siteCalendar('Europe/Berlin');

function sumsOf(...all: readonly Visit[]) {
  const sums = noSums();
  for (const one of all) addVisit(sums, one, daySlots(calendar, day));
  return sums;
}
const inUse = (of: Readonly<Record<number, number>>): number[] => Array.from({ length: 24 }, (_, hour) => of[hour] ?? 0);

describe('what a day adds up to', () => {
  it('counts a space as in use from the check-in until it was given back, hour by hour', () => {
    const { inUse: used, ...sums } = sumsOf(
      visit('u-1-room', 0, { toMs: atHour(12), checkedInMs: atHour(9) + minutes(15), releasedMs: atHour(11) + minutes(30) }),
    );
    expect(used).toEqual(inUse({ 9: 0.75, 10: 1, 11: 0.5 }));
    expect(sums).toEqual({
      ...{ began: 1, noShows: 0, givenBack: 1, walkUps: 0, emptied: 0, emptyMin: 0, bookedHours: 3, usedHours: 2.25 },
    });
  });

  it('counts how long a space stood booked and empty, where it is known', () => {
    const free = atHour(9) + minutes(20);
    const sums = sumsOf(
      visit('u-1-desk', 0, nobodyFor(15)),
      visit('u-1-desk', 1, { ...nobodyFor(0), releasedMs: null }),
      visit('u-1-desk', 2, { outcome: 'released', checkedInMs: null, releasedMs: free }),
    );
    expect(sums).toMatchObject({ began: 3, noShows: 2, givenBack: 1, emptied: 2, emptyMin: 35, usedHours: 0, bookedHours: 24 });
    expect(sums.inUse).toEqual(inUse({}));
  });

  it('does not count what was given back before it began', () => {
    const given = (releasedMs: number): Visit => visit('u-1-desk', 0, { outcome: 'released', checkedInMs: null, releasedMs });
    expect([atHour(8), atHour(9), atHour(9) + minutes(5)].map((ms) => hasBegun(given(ms)))).toEqual([false, false, true]);
    expect(hasBegun(visit('u-1-desk', 0, { releasedMs: atHour(9) }))).toBe(true);
  });

  it('leaves what lies after midnight to nobody', () => {
    const { inUse: used } = sumsOf(visit('d-2-parking', 0, { fromMs: atHour(22), checkedInMs: atHour(22), toMs: atHour(30) }));
    expect(used).toEqual(inUse({ 22: 1, 23: 1 }));
  });

  it('is an average over an hour that the clock shows twice, and nothing in one it leaves out', () => {
    const through = (date: string): readonly number[] => {
      const slots = daySlots(calendar, dayNumber(date));
      const sums = noSums();
      addVisit(sums, visit('u-1-desk', 0, { fromMs: slots.fromMs, checkedInMs: null, toMs: slots.fromMs + hours(5) }), slots);
      return sums.inUse.slice(0, 6);
    };
    expect(through('2027-10-31')).toEqual([1, 1, 1, 1, 0, 0]);
    expect(through('2027-03-28')).toEqual([1, 1, 0, 1, 1, 1]);
  });
});
