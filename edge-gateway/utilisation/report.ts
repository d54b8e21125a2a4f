// One period of utilisation, made of published day cells and the plan as it is today, and of nothing else. For each question
// the coarsest cells that are exactly what was asked: those of the whole building only when every floor was asked for.

import type { FloorId } from '#shared/model/ids.ts';
import type { Site, SpaceKind } from '#shared/model/site.ts';
import type { UsePeriod } from '#shared/wire/utilisation.ts';
import type { UsageDay, UseCell } from './day-cells.ts';
import { dayText, weekdayOf } from './site-days.ts';
import { averageUse, type DayOfUse, figuresOf, isTold, peakUse, sum, summedUse, workingHours } from './use-sums.ts';

export type Asked = {
  /** Days as in site-days.ts, both included. */
  readonly from: number;
  readonly to: number;
  /** At least one of the site. */
  readonly floors: ReadonlySet<FloorId>;
  readonly kinds: ReadonlySet<SpaceKind>;
};

/**
 * `days`: what is kept of the range, oldest first. A day counts when anything asked for is told of it: an empty weekend makes
 * no average smaller, and is in `perDay` without numbers.
 */
export function utilisationOf(days: readonly UsageDay[], site: Site, asked: Asked): UsePeriod {
  const floors = site.floors.filter(({ id }) => asked.floors.has(id));
  const whole = floors.length === site.floors.length;
  const coarse = pickCells(days, asked, ({ floor, zone }) => (whole ? floor === null : zone === null && floor !== null));
  const fine = pickCells(days, asked, ({ zone }) => zone !== null);
  const cells = [...coarse, ...fine].flatMap((day) => day.cells);
  const kinds = [...asked.kinds];
  const ofKind = (kind: SpaceKind): DayOfUse[] => narrowed(coarse, (cell) => cell.kind === kind);
  const spaces = floors.flatMap((floor) => floor.spaces);
  return {
    from: dayText(asked.from),
    to: dayText(asked.to),
    days: days.filter((_, n) => [coarse[n], fine[n]].some((day) => day !== undefined && isTold(day))).length,
    use: summedUse(coarse),
    rooms: roomHours(coarse),
    perDay: coarse.map((day) => ({ day: dayText(day.day), average: averageUse([day]), peak: peakUse(day) })),
    perHour: perHour(coarse),
    perZone: perZone(floors, { asked, fine, days }),
    perKind: kinds
      .map((kind) => ({ kind, spaces: spaces.filter((space) => space.kind === kind).length, use: summedUse(ofKind(kind)) }))
      .filter(({ spaces }) => spaces > 0),
    suppressed: { cells: cells.filter(({ told }) => told === null).length, of: cells.length },
  };
}

function pickCells(days: readonly UsageDay[], { floors, kinds }: Asked, level: (cell: UseCell) => boolean): DayOfUse[] {
  return narrowed(days, (cell) => kinds.has(cell.kind) && level(cell) && (cell.floor === null || floors.has(cell.floor)));
}

function narrowed(days: readonly DayOfUse[], wanted: (cell: UseCell) => boolean): DayOfUse[] {
  return days.map(({ day, cells }) => ({ day, cells: cells.filter(wanted) }));
}

function roomHours(days: readonly DayOfUse[]): UsePeriod['rooms'] {
  const rooms = days.flatMap(figuresOf).flatMap((figures) => figures.rooms ?? []);
  if (rooms.length === 0) return null;
  return { bookedHours: sum(rooms.map((one) => one.bookedHours)), usedHours: sum(rooms.map((one) => one.usedHours)) };
}

function perHour(days: readonly DayOfUse[]): UsePeriod['perHour'] {
  const ofWeekday = Map.groupBy(days, ({ day }) => weekdayOf(day));
  return Array.from({ length: 7 * 24 }, (_, n) => {
    const [weekday, hour] = [Math.floor(n / 24) + 1, n % 24];
    return { weekday, hour, average: averageUse(ofWeekday.get(weekday) ?? [], [hour]) };
  });
}

type Days = { readonly asked: Asked; readonly fine: readonly DayOfUse[]; readonly days: readonly UsageDay[] };

function perZone(floors: Site['floors'], { asked, fine, days }: Days): UsePeriod['perZone'] {
  // By zone first: one pass over the cells, however many zones there are.
  const cellsOf = new Map<string, DayOfUse[]>();
  for (const { day, cells } of fine) {
    for (const [zone, own] of Map.groupBy(cells, (cell) => cell.zone ?? '')) {
      const list = cellsOf.get(zone) ?? [];
      list.push({ day, cells: own });
      cellsOf.set(zone, list);
    }
  }
  const about = aboutOf(days);
  return floors.flatMap(({ id: floor, zones, spaces }) =>
    zones.map(({ id: zone }) => ({
      ...{ floor, zone },
      spaces: spaces.filter((space) => space.zone === zone && asked.kinds.has(space.kind)).length,
      use: summedUse(cellsOf.get(zone) ?? []),
      about: about(zone),
    })),
  );
}

/** The average of what was published in working hours, where anything was. */
function aboutOf(days: readonly UsageDay[]): (zone: string) => number | null {
  const ofZone = Map.groupBy(
    days.flatMap(({ presence }) => presence),
    ({ zone }) => String(zone),
  );
  return (zone) => {
    const known = ofZone.get(zone) ?? [];
    const overHours = (list: readonly number[]): number => sum(workingHours.map((hour) => list[hour] ?? 0));
    const ticks = sum(known.map(({ told }) => overHours(told)));
    return ticks === 0 ? null : Math.round(sum(known.map(({ total }) => overHours(total))) / ticks);
  };
}
