// What a day's visits add up to, exactly. For memory only, for the moment in which day-cells.ts makes published numbers of
// it. A visit belongs to the day it began on; what of it lies after midnight counts nowhere.

import { hours, minutes } from '#shared/kit/duration.ts';
import type { DayWindow, SiteCalendar } from './site-days.ts';
import type { Visit } from './visits.ts';

export type DaySums = {
  /** Bookings that began, whatever became of them. */
  began: number;
  noShows: number;
  /** Given back before its end, used or not. */
  givenBack: number;
  walkUps: number;
  /** Bookings nobody came to of which it is known when their space was free again, and the minutes until then together. */
  emptied: number;
  emptyMin: number;
  bookedHours: number;
  usedHours: number;
  /** Spaces in use on average over each hour of the day's clock. */
  readonly inUse: number[];
};

/** An hour of the day: `label` is what the clock shows, `weight` 1/2 where it shows it twice that day. */
type Slot = DayWindow & { readonly label: number; readonly weight: number };
export type DaySlots = DayWindow & { readonly slots: readonly Slot[] };

/** The hours of a day. Where clocks go forward an hour is missing, where they go back one is there twice. */
export function daySlots(calendar: SiteCalendar, day: number): DaySlots {
  const { fromMs, toMs } = calendar.windowOf(day);
  const starts = Array.from({ length: Math.round((toMs - fromMs) / hours(1)) }, (_, n) => fromMs + hours(n));
  const labels = starts.map(calendar.hourOf);
  const slots = starts.map((startMs, n) => {
    const label = labels[n] ?? 0;
    return { fromMs: startMs, toMs: startMs + hours(1), label, weight: 1 / labels.filter((other) => other === label).length };
  });
  return { fromMs, toMs, slots };
}

export function noSums(): DaySums {
  return {
    ...{ began: 0, noShows: 0, givenBack: 0, walkUps: 0, emptied: 0, emptyMin: 0, bookedHours: 0, usedHours: 0 },
    inUse: Array.from({ length: 24 }, () => 0),
  };
}

/** Whether its time came before it was given back. */
export function hasBegun({ fromMs, outcome, releasedMs }: Visit): boolean {
  return outcome !== 'released' || releasedMs === null || releasedMs > fromMs;
}

/** Adds a visit that has begun. */
export function addVisit(sums: DaySums, visit: Visit, { slots }: DaySlots): void {
  const { fromMs, toMs, checkedInMs, releasedMs, outcome } = visit;
  sums.began += 1;
  sums.walkUps += visit.walkUp ? 1 : 0;
  sums.noShows += outcome === 'no-show' ? 1 : 0;
  sums.givenBack += outcome !== 'no-show' && releasedMs !== null && releasedMs < toMs ? 1 : 0;
  sums.bookedHours += (toMs - fromMs) / hours(1);
  if (outcome === 'used')
    addUse(sums, { fromMs: Math.max(fromMs, checkedInMs ?? fromMs), toMs: Math.min(toMs, releasedMs ?? toMs) }, slots);
  else if (releasedMs !== null) {
    sums.emptied += 1;
    sums.emptyMin += Math.max(0, Math.min(releasedMs, toMs) - fromMs) / minutes(1);
  }
}

function addUse(sums: DaySums, use: DayWindow, slots: readonly Slot[]): void {
  sums.usedHours += Math.max(0, use.toMs - use.fromMs) / hours(1);
  for (const { fromMs, toMs, label, weight } of slots) {
    const overlapMs = Math.min(use.toMs, toMs) - Math.max(use.fromMs, fromMs);
    if (overlapMs > 0) sums.inUse[label] = (sums.inUse[label] ?? 0) + (overlapMs / hours(1)) * weight;
  }
}
