// Day cells added up to shares. Everything is made of rounded numbers, so a share can come out a little beyond what is
// possible; it is brought back to 0..1. A cell that is not told is left out: its spaces count as little as its bookings. Only
// the fullest hour is taken of all spaces there are, so that a Saturday with one full room is no peak.

import type { Use } from '#shared/wire/utilisation.ts';
import type { UseCell, UseFigures } from './day-cells.ts';

/** The cells of one day that belong together; of a place and kind at most one. */
export type DayOfUse = { readonly day: number; readonly cells: readonly UseCell[] };

/** Hours in which offices work, by the site's clock; `average` is made of them, the fullest hour of all. */
export const workingHours: readonly number[] = Array.from({ length: 12 }, (_, n) => 7 + n);

export function figuresOf({ cells }: DayOfUse): readonly UseFigures[] {
  return cells.flatMap(({ told }) => told ?? []);
}

export function isTold(day: DayOfUse): boolean {
  return day.cells.some(({ told }) => told !== null);
}

export function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, value) => total + value, 0);
}

/** `part` of `whole` from 0 to 1; null when there is no whole. */
function shareOf(part: number, whole: number): number | null {
  return whole > 0 ? Math.min(1, Math.max(0, part / whole)) : null;
}

/** Spaces in use in an average one of `hours`, of those that are told. */
export function averageUse(days: readonly DayOfUse[], hours: readonly number[] = workingHours): number | null {
  let used = 0;
  let all = 0;
  for (const { cells } of days) {
    for (const { told, spaces } of cells) {
      if (told === null) continue;
      all += spaces;
      for (const hour of hours) used += told.inUse[hour] ?? 0;
    }
  }
  return shareOf(used, all * hours.length);
}

/** Of fewer spaces no peak is told: the highest of many rounded numbers lies up to a step too high, a quarter of them. */
const fewestForPeak = 20;

/** Spaces in use in the fullest hour of a day, of all there were. */
export function peakUse(day: DayOfUse): number | null {
  const spaces = sum(day.cells.map((cell) => cell.spaces));
  if (!isTold(day) || spaces < fewestForPeak) return null;
  let most = 0;
  for (let hour = 0; hour < 24; hour += 1) {
    let used = 0;
    for (const { told } of day.cells) used += told?.inUse[hour] ?? 0;
    most = Math.max(most, used);
  }
  return shareOf(most, spaces);
}

export function summedUse(days: readonly DayOfUse[]): Use {
  const figures = days.flatMap(figuresOf);
  const total = (of: (figures: UseFigures) => number): number => sum(figures.map(of));
  const began = total((one) => one.began);
  const emptied = total((one) => one.emptied);
  const peaks = days.flatMap((day) => peakUse(day) ?? []);
  return {
    average: averageUse(days),
    peak: peaks.length === 0 ? null : Math.max(...peaks),
    noShow: shareOf(
      total((one) => one.noShows),
      began,
    ),
    released: shareOf(
      total((one) => one.givenBack),
      began,
    ),
    walkUp: shareOf(
      total((one) => one.walkUps),
      began,
    ),
    minutesToRelease: emptied === 0 ? null : Math.round(total((one) => one.emptyMin) / emptied),
  };
}
