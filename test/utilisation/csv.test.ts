import { describe, expect, it } from 'vitest';
import { csvOf } from '#gateway/utilisation/csv.ts';
import { usageDay } from '#gateway/utilisation/day-cells.ts';
import { daySlots } from '#gateway/utilisation/day-sums.ts';
import { siteCalendar } from '#gateway/utilisation/site-days.ts';
import { createUtilisation } from '#gateway/utilisation/utilisation.ts';
import { seededRandom } from '#shared/kit/random.ts';
import { day, down, premises, up, visits } from './premises.ts';

function file(compare: boolean): string {
  const all = [...visits('u-1-desk', 12), ...visits('u-1-room', 6), ...visits('u-2-desk', 3)];
  const slots = daySlots(siteCalendar('Europe/Berlin'), day);
  const kept = usageDay({ site: premises, day, slots, visits: all, ticks: [], k: 5, random: seededRandom(1) });
  const range = { from: '2027-01-15', to: '2027-01-15' };
  const reply = createUtilisation({ site: premises, between: () => [kept], k: () => 5 }).answer(
    { range, compare: compare ? range : null, floors: null, kinds: null },
    [up, down],
  );
  if (!reply.ok) throw new Error(reply.why);
  return csvOf(reply);
}

describe('utilisation as a file', () => {
  it('is RFC 4180: one header, as many fields in each row, every line ended with CR LF', () => {
    const text = file(true);
    expect(text.endsWith('\r\n')).toBe(true);
    const rows = text.split('\r\n').slice(0, -1);
    expect(rows[0]).toBe(
      'period,from,to,row,floor,zone,kind,day,weekday,hour,days,spaces,average,peak,no_show,released,walk_up,minutes_to_release,' +
        'room_hours_booked,room_hours_used,known_presence,cells_not_told,cells,k',
    );
    expect(rows.filter((row) => row.includes('\n') || row.split(',').length !== 24)).toEqual([]);
    // All, three kinds, five zones, one day, and every hour of a week: twice.
    expect(rows).toHaveLength(1 + 2 * (1 + 3 + 5 + 1 + 168));
    expect(rows.filter((row) => row.startsWith('compare,'))).toHaveLength(178);
  });

  it('holds nothing that a spreadsheet takes for a formula, and leaves empty what is not told', () => {
    const rows = file(false).split('\r\n').slice(1, -1);
    const fields = rows.flatMap((row) => row.split(','));
    expect(fields.filter((one) => !/^(?:[a-z0-9][a-z0-9_.-]*)?$/.test(one))).toEqual([]);
    expect(rows.find((row) => row.includes(',u-2,'))).toBe('period,2027-01-15,2027-01-15,zone,up,u-2,,,,,,10,,,,,,,,,,,,');
    expect(rows.find((row) => row.includes(',all,'))).toMatch(/^period,2027-01-15,2027-01-15,all,,,,,,,1,,0\.\d+,/);
  });
});
