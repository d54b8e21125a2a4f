// How the demo office was used, as a gateway would tell it: for any range and choice, from a year that is the same every time,
// with busy Tuesdays, a dip at lunch, a quiet summer, and cells that were too small to be told.

import { addDays, lengthOf, weekdayOf } from '#kiosk/presence/figures-days.ts';
import { days } from '#shared/kit/duration.ts';
import { seededRandom } from '#shared/kit/random.ts';
import type { SpaceKind } from '#shared/model/site.ts';
import { type Use, type UsePeriod, Utilisation, type UtilisationRequest } from '#shared/wire/utilisation.ts';
import { mePlan } from '#test/kiosk/me/me-data.ts';

const byWeekday = [0.52, 0.71, 0.66, 0.6, 0.33];
const byHour = [0.28, 0.55, 0.86, 1, 0.97, 0.62, 0.8, 0.98, 0.9, 0.66, 0.36, 0.12];
const firstHour = 7;
const byKind: Readonly<Record<SpaceKind, number>> = { desk: 0.86, room: 0.62, parking: 0.4 };
/** Before this day nothing is kept. */
const keptFrom = '2025-11-24';

export function figuresOf({ range, compare, floors, kinds }: UtilisationRequest): Utilisation {
  const planned = mePlan.floors.filter(({ id }) => floors === null || floors.includes(id));
  const chosen = (['desk', 'room', 'parking'] as const).filter((kind) => kinds === null || kinds.includes(kind));
  const spaces = planned.flatMap((floor) => floor.spaces.map(({ zone, kind }) => ({ floor: floor.id, zone, kind })));
  const counted = spaces.filter(({ kind }) => chosen.includes(kind));
  const period = (of: UtilisationRequest['range']): UsePeriod => periodOf(of, counted);
  return Utilisation.parse({
    ok: true,
    k: 5,
    period: period(range),
    compare: compare && compare.to >= keptFrom ? period(compare) : null,
  });
}

type Counted = readonly { readonly floor: string; readonly zone: string; readonly kind: SpaceKind }[];

function periodOf(range: UtilisationRequest['range'], spaces: Counted): UsePeriod {
  const all = Array.from({ length: lengthOf(range) }, (_, i) => addDays(range.from, i));
  const kept = all.filter((day) => weekdayOf(day) < 6 && day >= keptFrom);
  const kinds = [...new Set(spaces.map(({ kind }) => kind))];
  const strength = mean(spaces.map(({ kind }) => byKind[kind]));
  const perDay = kept.map((day) => dayOf(day, strength));
  const average = mean(perDay.flatMap((day) => day.average ?? []));
  const zones = [...new Map(spaces.map(({ floor, zone }) => [`${floor} ${zone}`, { floor, zone }])).values()];
  const hasRooms = kinds.includes('room');
  const bookedHours = Math.round(kept.length * 31 * (0.8 + average));
  return {
    ...range,
    days: kept.length,
    use: usage(average, 0.12),
    rooms: hasRooms ? { bookedHours, usedHours: Math.round(bookedHours * 0.68) } : null,
    perDay,
    perHour: [1, 2, 3, 4, 5].flatMap((weekday) => byHour.map((_, i) => hourOf(weekday, i, strength))),
    perZone: zones.map(({ floor, zone }, i) => {
      const [scale = 1] = [1.24, 1.02, 0.74, 0.9, 1.1].slice(i % 5);
      const inZone = spaces.filter((space) => space.zone === zone && space.floor === floor).length;
      const told = i % 6 !== 5;
      return {
        floor,
        zone,
        spaces: inZone,
        use: told ? usage(Math.min(0.95, average * scale), 0.08 + i * 0.01) : nothing,
        about: told ? 5 * Math.max(1, Math.round((average * scale * inZone) / 5)) : null,
      };
    }) as UsePeriod['perZone'],
    perKind: kinds.map((kind, i) => ({
      kind,
      spaces: spaces.filter((space) => space.kind === kind).length,
      use: usage(Math.min(0.95, (average * byKind[kind]) / strength), [0.1, 0.19, 0.06][i] ?? 0.1),
    })),
    suppressed: { cells: Math.round(kept.length * 1.8), of: kept.length * 21 },
  };
}

const nothing: Use = { average: null, peak: null, noShow: null, released: null, walkUp: null, minutesToRelease: null };

function usage(average: number, noShow: number): Use {
  const peak = Math.min(1, average * 1.42);
  return { average, peak, noShow, released: noShow / 2, walkUp: 0.24 - noShow, minutesToRelease: 18 + noShow * 100 };
}

function dayOf(day: string, strength: number): UsePeriod['perDay'][number] {
  const random = seededRandom(Date.parse(day) / days(1));
  const month = Number(day.slice(5, 7));
  const season = month === 8 ? 0.62 : month === 12 || month === 7 ? 0.82 : 1;
  const average = (byWeekday[weekdayOf(day) - 1] ?? 0) * strength * season * (0.9 + random() * 0.2);
  return random() < 0.04 ? { day, average: null, peak: null } : { day, average, peak: Math.min(1, average * 1.35) };
}

function hourOf(weekday: number, i: number, strength: number): UsePeriod['perHour'][number] {
  const untold = i === byHour.length - 1 && weekday > 3;
  const average = (byWeekday[weekday - 1] ?? 0) * (byHour[i] ?? 0) * strength * 1.3;
  return { weekday, hour: firstHour + i, average: untold ? null : Math.min(1, average) };
}

function mean(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, one) => sum + one, 0) / values.length;
}
