// A year in an invented office, day by day: what became of its bookings, and what the walls told of known presence. Weekdays
// differ, summer and the turn of the year are quiet, lunch is a dip, some zones are liked better, some people never come.
// Pure and seeded: a day is the same whichever days are asked for.

import { hours, minutes } from '#shared/kit/duration.ts';
import { type Random, seededRandom } from '#shared/kit/random.ts';
import type { SpaceId, ZoneId } from '#shared/model/ids.ts';
import type { Site } from '#shared/model/site.ts';
import { shuffled } from './pick.ts';
import { meetingsIn } from './year-rooms.ts';

/** As the gateway keeps it: times are whole five minutes. */
export type YearVisit = {
  readonly space: SpaceId;
  readonly fromMs: number;
  readonly toMs: number;
  readonly checkedInMs: number | null;
  readonly releasedMs: number | null;
  readonly outcome: 'used' | 'released' | 'no-show';
  readonly walkUp: boolean;
};
type YearTick = { readonly tickMs: number; readonly zones: readonly { readonly zone: ZoneId; readonly about: number }[] };
export type YearDay = { readonly day: number; readonly visits: readonly YearVisit[]; readonly ticks: readonly YearTick[] };

type Wanted = {
  /** Whole days since 1970-01-01; the last one, and how many in all. */
  readonly toDay: number;
  readonly days: number;
  readonly seed: number;
  /** When a day begins where the office is (epoch ms). */
  readonly beginMs: (day: number) => number;
};

/** Oldest day first, one at a time: a year of a large office is a lot of ticks. */
export function* syntheticYear(site: Site, { toDay, days, seed, beginMs }: Wanted): Generator<YearDay> {
  for (let day = toDay - days + 1; day <= toDay; day += 1) {
    yield officeDay(site, {
      day,
      startMs: beginMs(day),
      random: seededRandom(seed * 1_000_003 + day),
      liking: likings(site, seed),
    });
  }
}

type Day = {
  readonly day: number;
  readonly startMs: number;
  readonly random: Random;
  readonly liking: ReadonlyMap<ZoneId, number>;
};

/** Monday first; what of the spaces is booked on an ordinary day of it. */
const weekdays = [0.6, 0.84, 0.78, 0.82, 0.42, 0.03, 0.01];

function officeDay(site: Site, { day, startMs, random, liking }: Day): YearDay {
  const busy = (weekdays[(day + 3) % 7] ?? 0) * season(day) * (0.92 + 0.16 * random());
  const visits = site.floors.flatMap((floor) =>
    floor.spaces.flatMap(({ id, kind, zone }) => {
      const wanted = busy * (liking.get(zone) ?? 1);
      if (kind === 'room') return meetingsIn(id, { startMs, wanted, random });
      return random() < wanted * (kind === 'parking' ? 0.7 : 1) ? stayAt(id, startMs, random) : [];
    }),
  );
  return { day, visits, ticks: ticksOf(site, visits, startMs) };
}

/** Fewer people in July and August, few around the turn of the year. */
function season(day: number): number {
  const date = new Date(day * hours(24));
  const [month, ofMonth] = [date.getUTCMonth() + 1, date.getUTCDate()];
  if ((month === 12 && ofMonth >= 23) || (month === 1 && ofMonth <= 3)) return 0.15;
  if (month === 7 || month === 8) return 0.72;
  return 0.94 + 0.06 * Math.sin((day / 365) * 2 * Math.PI);
}

/** Between 0.5 and 1.15, the same all year. */
function likings(site: Site, seed: number): ReadonlyMap<ZoneId, number> {
  const random = seededRandom(seed);
  const zones = site.floors.flatMap((floor) => floor.zones.map(({ id }) => id));
  const order = shuffled(zones, random);
  return new Map(order.map((zone, n) => [zone, 0.5 + (0.65 * n) / Math.max(1, order.length - 1)]));
}

/** A whole day, or a morning and perhaps an afternoon of somebody else. */
function stayAt(space: SpaceId, startMs: number, random: Random): readonly YearVisit[] {
  const come = 7.5 + 2 * random();
  if (random() < 0.6) return [stay(space, startMs, [come, come + 7.5 + 1.5 * random()], random)];
  const morning = stay(space, startMs, [come, 12], random);
  return random() < 0.7 ? [morning, stay(space, startMs, [12.75 + 0.5 * random(), 16.5 + 1.5 * random()], random)] : [morning];
}

function stay(space: SpaceId, startMs: number, [fromH, toH]: readonly [number, number], random: Random): YearVisit {
  const [fromMs, toMs] = [startMs + fives(hours(fromH)), startMs + fives(hours(toH))];
  const chance = random();
  const nobody = { space, fromMs, toMs, checkedInMs: null, walkUp: false };
  if (chance < 0.09) return { ...nobody, outcome: 'no-show', releasedMs: fromMs + fives(minutes(30 + 30 * random())) };
  if (chance < 0.12) return { ...nobody, outcome: 'released', releasedMs: fromMs + fives(minutes(5 + 40 * random())) };
  const walkUp = chance > 0.86;
  const checkedInMs = walkUp ? fromMs : fromMs + fives(minutes(20 * random()));
  const releasedMs = random() < 0.25 ? toMs - fives(minutes(10 + 80 * random())) : null;
  return { space, fromMs, toMs, checkedInMs, releasedMs, outcome: 'used', walkUp };
}

function fives(ms: number): number {
  return Math.round(ms / minutes(5)) * minutes(5);
}

/** What walls told: of desks in use, nothing under five, down to fives above. */
function ticksOf(site: Site, visits: readonly YearVisit[], startMs: number): YearTick[] {
  const zoneOf = new Map(
    site.floors.flatMap((floor) => floor.spaces.filter(({ kind }) => kind === 'desk').map(({ id, zone }) => [id, zone])),
  );
  const stays = visits.flatMap(({ space, outcome, checkedInMs, fromMs, releasedMs, toMs }) => {
    const zone = zoneOf.get(space);
    return outcome === 'used' && zone !== undefined ? [{ zone, fromMs: checkedInMs ?? fromMs, toMs: releasedMs ?? toMs }] : [];
  });
  return Array.from({ length: 24 * 12 }, (_, n) => {
    const tickMs = startMs + n * minutes(5);
    const counts = new Map<ZoneId, number>();
    for (const { zone, fromMs, toMs } of stays) {
      if (fromMs <= tickMs && tickMs < toMs) counts.set(zone, (counts.get(zone) ?? 0) + 1);
    }
    const told = [...counts].filter(([, count]) => count >= 5);
    return { tickMs, zones: told.map(([zone, count]) => ({ zone, about: Math.floor(count / 5) * 5 })) };
  });
}
