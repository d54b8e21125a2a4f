import { expect, test } from 'vitest';
import { everyNight } from '#gateway/every-night.ts';
import { days, hours, minutes } from '#shared/kit/duration.ts';
import { fakeClock } from '#test/fakes/clock.ts';

/** Hours of the building's clock at which the work was done, over so many days from noon UTC of that day. */
function nights(timeZone: string, startIso: string, count: number): string[] {
  const clock = fakeClock(Date.parse(startIso));
  const done: string[] = [];
  const stop = everyNight(clock, timeZone, () => {
    done.push(new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit' }).format(clock.wallMs()));
  });
  clock.advance(days(count));
  stop();
  expect(clock.waiting()).toBe(0);
  return done;
}

test('the work is done once a night at three, by the clock of the building', () => {
  expect(nights('Europe/Berlin', '2027-01-10T12:00:00Z', 3)).toEqual(['03:00', '03:00', '03:00']);
  expect(nights('America/New_York', '2027-01-10T12:00:00Z', 3)).toHaveLength(3);
});

test('once also in the nights in which the clocks change', () => {
  expect(nights('Europe/Berlin', '2027-03-27T12:00:00Z', 2)).toEqual(['03:00', '03:00']);
  expect(nights('Europe/Berlin', '2027-10-30T12:00:00Z', 2)).toEqual(['03:00', '03:00']);
});

test('a wall clock that is set back over the hour does not bring the night twice', () => {
  const clock = fakeClock(Date.parse('2027-01-10T02:59:30Z'));
  let done = 0;
  everyNight(clock, 'UTC', () => {
    done += 1;
  });
  clock.advance(minutes(5));
  clock.stepWall(-minutes(30));
  clock.advance(hours(2));
  expect(done).toBe(1);
});
