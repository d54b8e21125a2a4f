// "09:00" typed at the console is nine o'clock at the site, on short and long days too.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { atSiteTime, dayAfter, noonOf, siteDayOf, siteTimeOf, typedTime } from '#kiosk/presence/act-site-time.ts';

const zones = ['Europe/Berlin', 'America/St_Johns', 'Asia/Kathmandu', 'Pacific/Kiritimati', 'Australia/Lord_Howe', 'UTC'];
const berlin = 'Europe/Berlin';

describe('a time of the site', () => {
  test('is the moment when its clocks show it, in every zone and on every day', () => {
    const moment = fc.integer({ min: Date.UTC(2020, 0), max: Date.UTC(2040, 0) });
    fc.assert(
      fc.property(moment, fc.constantFrom(...zones), (atMs, zone) => {
        const minuteMs = Math.floor(atMs / 60_000) * 60_000;
        const found = atSiteTime(siteDayOf(minuteMs, zone), siteTimeOf(minuteMs, zone), zone);
        // An hour that comes twice is meant the first time.
        expect([0, 1_800_000, 3_600_000]).toContain(minuteMs - found);
        expect(siteTimeOf(found, zone)).toBe(siteTimeOf(minuteMs, zone));
        expect(siteDayOf(noonOf(siteDayOf(minuteMs, zone), zone), zone)).toBe(siteDayOf(minuteMs, zone));
      }),
      { numRuns: 300 },
    );
  });

  test('that the clocks skip is as much later, and that they show twice is the first', () => {
    expect(atSiteTime('2026-03-29', '02:30', berlin)).toBe(Date.UTC(2026, 2, 29, 1, 30));
    expect(atSiteTime('2026-10-25', '02:30', berlin)).toBe(Date.UTC(2026, 9, 25, 0, 30));
    expect(atSiteTime('2026-11-24', '00:00', berlin)).toBe(Date.UTC(2026, 10, 23, 23));
  });

  test('is counted in days of the calendar, whatever the clocks do', () => {
    expect([dayAfter('2026-10-24', 1), dayAfter('2026-03-01', -1), dayAfter('2026-12-31', 1)]).toEqual([
      '2026-10-25',
      '2026-02-28',
      '2027-01-01',
    ]);
  });

  test('can be typed as people write it, and nothing else is taken for one', () => {
    for (const typed of ['9', '09', '9:00', '9.00', '0900', ' 09 : 00 ']) expect(typedTime(typed), typed).toBe('09:00');
    expect([typedTime('0:15'), typedTime('2359')]).toEqual(['00:15', '23:59']);
    for (const typed of ['', '24', '9:60', '9:5', '-9', '9pm', '123456', '٩']) expect(typedTime(typed), typed).toBeNull();
  });
});
