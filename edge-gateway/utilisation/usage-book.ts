// Makes the published cells of each day that is over, once. After two hours more, when the last taps of the day have come in;
// days that passed while the gateway was off follow, a minute each, newest first. A day of which no row is left is none.

import type { Running } from '#gateway/running.ts';
import type { Clock } from '#shared/kit/clock.ts';
import { hours, minutes } from '#shared/kit/duration.ts';
import type { Outcome } from '#shared/kit/outcome.ts';
import type { Random } from '#shared/kit/random.ts';
import type { Site } from '#shared/model/site.ts';
import { type UsageDay, usageDay } from './day-cells.ts';
import { daySlots } from './day-sums.ts';
import { siteCalendar } from './site-days.ts';
import type { Visit } from './visits.ts';
import type { PublishedTick } from './zone-days.ts';

type Between<T> = { readonly between: (fromMs: number, toMs: number) => readonly T[] };
type Deps = {
  readonly clock: Clock;
  readonly site: Site;
  readonly store: {
    readonly visits: Between<Visit>;
    readonly counts: Between<PublishedTick>;
    readonly usage: { readonly put: (day: UsageDay) => Outcome<unknown>; readonly days: () => readonly number[] };
  };
  /** The smallest group that is told. */
  readonly k: () => number;
  readonly random: Random;
};

/** As many as history is ever kept (`historyDays`). */
const mostDays = 365;
const lateWordsMs = hours(2);
/** What a wrong clock makes of a day stands for ever, so civil time has to run with the boot clock for as long. */
const steadyForMs = hours(1);
const steadyWithinMs = minutes(1);

/** What can't be stored is tried again a minute later. */
export function startUsageBook({ clock, site, store, k, random }: Deps): Running {
  const calendar = siteCalendar(site.timeZone);
  /** Looked at since the start: made, or nothing is left of them. */
  const settled = new Set<number>();
  let offsetMs = clock.wallMs() - clock.bootMs();
  let steadySinceMs = clock.bootMs();

  const isSteady = (): boolean => {
    const nowOffsetMs = clock.wallMs() - clock.bootMs();
    if (Math.abs(nowOffsetMs - offsetMs) > steadyWithinMs) {
      steadySinceMs = clock.bootMs();
      // Days that had not come under another clock may come yet.
      settled.clear();
    }
    offsetMs = nowOffsetMs;
    return clock.bootMs() - steadySinceMs >= steadyForMs;
  };
  const make = (day: number): Outcome<unknown> => {
    const slots = daySlots(calendar, day);
    const visits = store.visits.between(slots.fromMs, slots.toMs);
    const ticks = store.counts.between(slots.fromMs, slots.toMs);
    if (visits.length === 0 && ticks.length === 0) return { ok: true, value: undefined };
    return store.usage.put(usageDay({ site, day, slots, visits, ticks, k: k(), random }));
  };
  const look = (): void => {
    if (!isSteady()) return;
    const over = calendar.dayOf(clock.wallMs() - lateWordsMs) - 1;
    const next = Array.from({ length: mostDays }, (_, n) => over - n).find((day) => !settled.has(day));
    if (next === undefined) return;
    if (store.usage.days().includes(next) || make(next).ok) settled.add(next);
  };
  const cancel = clock.every(minutes(1), look);
  return { stop: async () => cancel() };
}
