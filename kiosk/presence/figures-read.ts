// What the plots, tables and sentences are made of: the same few numbers, worked out once from an answer. Nothing is
// estimated: what was not told stays null.

import type { SpaceKind } from '#shared/model/site.ts';
import type { UsePeriod } from '#shared/wire/utilisation.ts';
import { addDays, lengthOf, weekdayOf } from './figures-days.ts';

/** One step of the line: a day, or the seven days from `day` on. `offset` counts days from the first of its period. */
export type Point = {
  readonly offset: number;
  readonly day: string;
  readonly average: number | null;
  readonly peak: number | null;
};

const daysAtMost = 100;

export function isByWeek(period: UsePeriod): boolean {
  return lengthOf(period) > daysAtMost;
}

/** The weekdays of which something is told: where nobody works at weekends, these are not drawn as gaps. */
export function weekdaysOf({ perHour }: UsePeriod): readonly number[] {
  const told = perHour.filter(({ average }) => average !== null && average > 0);
  const from = told.length > 0 ? told : perHour;
  return [1, 2, 3, 4, 5, 6, 7].filter((weekday) => from.some((cell) => cell.weekday === weekday));
}

/** From the first to the last hour in which anything is in use. */
export function hoursOf({ perHour }: UsePeriod): readonly number[] {
  const used = perHour.filter(({ average }) => average !== null && average > 0);
  const hours = (used.length > 0 ? used : perHour).map(({ hour }) => hour);
  if (hours.length === 0) return [];
  const first = Math.min(...hours);
  return Array.from({ length: Math.max(...hours) - first + 1 }, (_, i) => first + i);
}

export function shareAt({ perHour }: UsePeriod, weekday: number, hour: number): number | null {
  return perHour.find((cell) => cell.weekday === weekday && cell.hour === hour)?.average ?? null;
}

/** Every day of the period that is worked on, or every week when there are many. */
export function pointsOf(period: UsePeriod, byWeek: boolean): readonly Point[] {
  const told = new Map(period.perDay.map((day) => [day.day, day]));
  const worked = weekdaysOf(period);
  const step = byWeek ? 7 : 1;
  const starts = Array.from({ length: Math.ceil(lengthOf(period) / step) }, (_, i) => i * step);
  return starts.flatMap((offset) => {
    const day = addDays(period.from, offset);
    if (!byWeek && !worked.includes(weekdayOf(day)) && !told.get(day)?.average) return [];
    const days = Array.from({ length: step }, (_, i) => told.get(addDays(day, i)));
    // A day on which nobody works would pull its week down.
    const counted = days.flatMap((one) => (one && (!byWeek || worked.includes(weekdayOf(one.day))) ? [one] : []));
    const peaks = counted.flatMap(({ peak }) => peak ?? []);
    return [{ offset, day, average: meanOf(counted), peak: peaks.length > 0 ? Math.max(...peaks) : null }];
  });
}

/** Of each weekday that is told, its average over the period, fullest first. */
export function weekdayAverages(period: UsePeriod): readonly { readonly weekday: number; readonly average: number }[] {
  return weekdaysOf(period)
    .flatMap((weekday) => {
      const average = meanOf(period.perDay.filter(({ day }) => weekdayOf(day) === weekday));
      return average === null ? [] : [{ weekday, average }];
    })
    .sort((a, b) => b.average - a.average);
}

export function fullestHour({ perHour }: UsePeriod): { weekday: number; hour: number; average: number } | null {
  const told = perHour.flatMap(({ weekday, hour, average }) => (average === null ? [] : [{ weekday, hour, average }]));
  return told.reduce<(typeof told)[number] | null>((most, cell) => (most && most.average >= cell.average ? most : cell), null);
}

/** Of booked hours; null where nothing was booked. */
export function usedShare(rooms: UsePeriod['rooms']): number | null {
  return rooms && rooms.bookedHours > 0 ? Math.min(1, rooms.usedHours / rooms.bookedHours) : null;
}

/** The one kind that was asked for, in a word, or any. */
export function spacesOf({ perKind }: UsePeriod): SpaceKind | 'any' {
  const [only, ...more] = perKind;
  return only && more.length === 0 ? only.kind : 'any';
}

function meanOf(days: readonly { readonly average: number | null }[]): number | null {
  const told = days.flatMap(({ average }) => average ?? []);
  return told.length > 0 ? told.reduce((sum, one) => sum + one, 0) / told.length : null;
}
