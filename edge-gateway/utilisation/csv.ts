// Utilisation as a file for a spreadsheet (RFC 4180). Every field is a number, a date, a word of this file or an id of the
// site, none of which can begin a formula; what is not told is empty.

import type { Use, UsePeriod, Utilisation } from '#shared/wire/utilisation.ts';

const columns = [
  ...['period', 'from', 'to', 'row', 'floor', 'zone', 'kind', 'day', 'weekday', 'hour', 'days', 'spaces'],
  ...['average', 'peak', 'no_show', 'released', 'walk_up', 'minutes_to_release', 'room_hours_booked', 'room_hours_used'],
  ...['known_presence', 'cells_not_told', 'cells', 'k'],
] as const;
type Row = Readonly<Partial<Record<(typeof columns)[number], string | number | null>>>;

/** Rows of the period and, when there is one, of what it is compared with: all, per kind, per zone, per day, per hour. */
export function csvOf({ k, period, compare }: Utilisation): string {
  const rows = [...rowsOf('period', k, period), ...(compare === null ? [] : rowsOf('compare', k, compare))];
  return [columns.join(), ...rows.map((row) => columns.map((column) => field(row[column] ?? '')).join())]
    .map((line) => `${line}\r\n`)
    .join('');
}

function rowsOf(name: 'period' | 'compare', k: number, period: UsePeriod): readonly Row[] {
  const { from, to, days, rooms, suppressed } = period;
  const common = { period: name, from, to };
  return [
    {
      ...{ ...common, row: 'all', days, ...figures(period.use), k, cells_not_told: suppressed.cells, cells: suppressed.of },
      ...{ room_hours_booked: rooms?.bookedHours ?? null, room_hours_used: rooms?.usedHours ?? null },
    },
    ...period.perKind.map(({ kind, spaces, use }) => ({ ...common, row: 'kind', kind, spaces, ...figures(use) })),
    ...period.perZone.map(({ floor, zone, spaces, use, about }) => {
      return { ...common, row: 'zone', floor, zone, spaces, ...figures(use), known_presence: about };
    }),
    ...period.perDay.map(({ day, average, peak }) => ({
      ...common,
      row: 'day',
      day,
      average: short(average),
      peak: short(peak),
    })),
    ...period.perHour.map(({ weekday, hour, average }) => ({ ...common, row: 'hour', weekday, hour, average: short(average) })),
  ];
}

function figures({ average, peak, noShow, released, walkUp, minutesToRelease }: Use): Row {
  return {
    ...{ average: short(average), peak: short(peak), no_show: short(noShow), released: short(released) },
    ...{ walk_up: short(walkUp), minutes_to_release: minutesToRelease },
  };
}

/** Four digits: the rounding of the cells is coarser by far. */
function short(share: number | null): number | null {
  return share === null ? null : Math.round(share * 10_000) / 10_000;
}

function field(value: string | number): string {
  const text = String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
