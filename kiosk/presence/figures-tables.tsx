// The numbers of each plot as a table: the same rows in the same order, and "not told" in words where a plot has hatching or
// a gap.

import type { ReactNode } from 'react';
import { useFiguresWords } from '#kiosk/i18n/use-figures-words.ts';
import type { UsePeriod, Utilisation } from '#shared/wire/utilisation.ts';
import { lineRows } from './figures-line.ts';
import type { ZoneRow } from './figures-plots.tsx';
import { hoursOf, isByWeek, shareAt, weekdaysOf } from './figures-read.ts';
import s from './figures-tables.module.css';
import { hoursWords, minutesWords } from './figures-units.ts';
import tables from './table.module.css';

type Cell = string;
type TableProps = { readonly caption: string; readonly head: readonly string[]; readonly rows: readonly (readonly Cell[])[] };

/** The first cell of a row is its heading. */
function Numbers({ caption, head, rows }: TableProps): ReactNode {
  return (
    <table className={`${tables.table} ${s.numbers}`}>
      <caption className="visually-hidden">{caption}</caption>
      <thead>
        <tr>
          {head.map((name) => (
            <th key={name} scope="col">
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(([name, ...cells]) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            {cells.map((cell, i) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a cell is known by its column.
              <td key={i}>{cell}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

export function HeatTable({ period }: { readonly period: UsePeriod }): ReactNode {
  const words = useFiguresWords();
  const weekdays = weekdaysOf(period);
  const head = [words.say('figures.heat.hour'), ...weekdays.map((day) => words.shortWeekday(day))];
  const rows = hoursOf(period).map((hour) => [
    words.hour(hour),
    ...weekdays.map((weekday) => words.share(shareAt(period, weekday, hour))),
  ]);
  return <Numbers caption={words.say('figures.heat')} head={head} rows={rows} />;
}

export function LineTable({ figures }: { readonly figures: Utilisation }): ReactNode {
  const words = useFiguresWords();
  const byWeek = isByWeek(figures.period);
  const compared = figures.compare !== null;
  const columns = ['figures.column.average', 'figures.column.peak'] as const;
  const then = [byWeek ? 'figures.line.thenWeek' : 'figures.line.thenDay', 'figures.line.thenShare'] as const;
  const head = [byWeek ? ('figures.line.week' as const) : ('figures.line.day' as const), ...columns, ...(compared ? then : [])];
  const rows = lineRows(figures).map(({ now, past }) => [
    words.day(now.day),
    words.share(now.average),
    words.share(now.peak),
    ...(compared ? [past ? words.day(past.day) : '', words.share(past?.average ?? null)] : []),
  ]);
  const caption = words.say(byWeek ? 'figures.line.weeks' : 'figures.line.days');
  return <Numbers caption={caption} head={head.map((id) => words.say(id))} rows={rows} />;
}

export function ZonesTable({ zones }: { readonly zones: readonly ZoneRow[] }): ReactNode {
  const words = useFiguresWords();
  const columns = ['figures.zones.zone', 'figures.zones.spaces', 'figures.column.average', 'figures.column.peak'] as const;
  const head = [...columns.map((id) => words.say(id)), words.say('figures.zones.about')];
  const rows = zones.map(({ name, spaces, use, about }) => [
    name,
    words.number(spaces),
    words.share(use.average),
    words.share(use.peak),
    about === null ? words.say('figures.notTold') : words.say('figures.zones.about.value', { n: words.number(about) }),
  ]);
  return <Numbers caption={words.say('figures.zones')} head={head} rows={rows} />;
}

export function KindsTable({ period }: { readonly period: UsePeriod }): ReactNode {
  const words = useFiguresWords();
  const columns = ['kind', 'noShow', 'released', 'walkUp', 'minutes'] as const;
  const rows = period.perKind.map(({ kind, use }) => [
    words.say(`figures.kind.${kind}`),
    words.share(use.noShow),
    words.share(use.released),
    words.share(use.walkUp),
    minutesWords(use.minutesToRelease, words),
  ]);
  const head = columns.map((column) => words.say(`figures.kindsPlot.${column}`));
  return <Numbers caption={words.say('figures.kindsPlot')} head={head} rows={rows} />;
}

export function RoomsTable({ figures }: { readonly figures: Utilisation }): ReactNode {
  const words = useFiguresWords();
  const told = [
    { name: words.say('figures.line.now'), rooms: figures.period.rooms },
    ...(figures.compare ? [{ name: words.say('figures.line.then'), rooms: figures.compare.rooms }] : []),
  ];
  const hours = (count: number | undefined): string =>
    count === undefined ? words.say('figures.notTold') : hoursWords(count, words);
  const rows = told.map(({ name, rooms }) => [name, hours(rooms?.bookedHours), hours(rooms?.usedHours)]);
  const head = (['time', 'booked', 'used'] as const).map((column) => words.say(`figures.roomsPlot.${column}`));
  return <Numbers caption={words.say('figures.roomsPlot')} head={head} rows={rows} />;
}
