// The published counts of a day, hour by hour: what walls had shown already, put together. Nothing is counted or rounded here.

import type { ZoneId } from '#shared/model/ids.ts';
import type { DaySlots } from './day-sums.ts';

/** As the store keeps it: the zones that had a number at that tick. */
export type PublishedTick = {
  readonly tickMs: number;
  readonly zones: readonly { readonly zone: ZoneId; readonly about: number }[];
};

/** Per hour 0 to 23: how many ticks told a number, their sum and the largest; and how many told none. */
export type ZoneDay = {
  readonly zone: ZoneId;
  readonly told: readonly number[];
  readonly total: readonly number[];
  readonly most: readonly number[];
  readonly untold: readonly number[];
};

/** One for every zone; none at all when nothing was published that day. */
export function zoneDays(zones: readonly ZoneId[], ticks: readonly PublishedTick[], { slots }: DaySlots): readonly ZoneDay[] {
  if (ticks.length === 0) return [];
  const hourly = (): number[] => Array.from({ length: 24 }, () => 0);
  const days = new Map(zones.map((zone) => [zone, { zone, told: hourly(), total: hourly(), most: hourly(), untold: hourly() }]));
  for (const { tickMs, zones: numbers } of ticks) {
    const hour = slots.find(({ fromMs, toMs }) => fromMs <= tickMs && tickMs < toMs)?.label;
    if (hour === undefined) continue;
    const published = new Map(numbers.map(({ zone, about }) => [zone, about]));
    for (const [zone, day] of days) {
      const about = published.get(zone);
      add(about === undefined ? day.untold : day.told, hour, 1);
      add(day.total, hour, about ?? 0);
      day.most[hour] = Math.max(day.most[hour] ?? 0, about ?? 0);
    }
  }
  return [...days.values()];
}

function add(list: number[], hour: number, count: number): void {
  list[hour] = (list[hour] ?? 0) + count;
}
