// What is told of a day that is over, made once and kept instead of what it was made of (shared/decisions/0010). Per kind of
// space, for every zone, floor and the whole building, each by itself: nothing at all where fewer than k bookings began, and
// else numbers that are rounded at random to multiples of five. Why no later question can tell more: every answer of this room
// is a function of these cells and of nothing else (post-processing). Whoever reads all of them has seen everything that any
// range, selection, comparison or repetition can ever say; asking twice draws no second number. A group that is the only
// part of another is the same group and has the same cell. Numbers of presence are those that walls showed.

import type { Random } from '#shared/kit/random.ts';
import type { FloorId, ZoneId } from '#shared/model/ids.ts';
import type { Site, SpaceKind } from '#shared/model/site.ts';
import { addVisit, type DaySlots, type DaySums, hasBegun, noSums } from './day-sums.ts';
import { roundedAtRandom } from './random-rounding.ts';
import { leftOut, type SpaceGroup, spaceGroups, withParts } from './space-groups.ts';
import type { Visit } from './visits.ts';
import { type PublishedTick, type ZoneDay, zoneDays } from './zone-days.ts';

/** What may be told: multiples of five (`emptyMin`: of 75), rounded once. */
export type UseFigures = {
  /** Bookings that began; of them: nobody came, given back before their end, made on the spot. */
  readonly began: number;
  readonly noShows: number;
  readonly givenBack: number;
  readonly walkUps: number;
  /** Bookings nobody came to, as far as it is known when the space was free again, and how long they kept it until then. */
  readonly emptied: number;
  readonly emptyMin: number;
  /** Of rooms only. */
  readonly rooms: { readonly bookedHours: number; readonly usedHours: number } | null;
  /** Spaces in use on average over each hour, 0 to 23 of the site's clock. */
  readonly inUse: readonly number[];
};

/** Null floor and zone: the whole building; null zone: the whole floor. `told` null: too few, or left out to hide another. */
export type UseCell = {
  readonly floor: FloorId | null;
  readonly zone: ZoneId | null;
  readonly kind: SpaceKind;
  /** How many there were that day. */
  readonly spaces: number;
  readonly told: UseFigures | null;
};

/** `day` as in site-days.ts. */
export type UsageDay = { readonly day: number; readonly cells: readonly UseCell[]; readonly presence: readonly ZoneDay[] };

type DayRows = {
  readonly site: Site;
  readonly day: number;
  readonly slots: DaySlots;
  /** Those that began that day. */
  readonly visits: readonly Visit[];
  readonly ticks: readonly PublishedTick[];
  /** The smallest group that is told, in force now. */
  readonly k: number;
  readonly random: Random;
};

/** Counts are told in steps of this, and no smaller group ever. */
const step = 5;
/** Five bookings that kept their space for the usual quarter of an hour are a step too. */
const emptyStepMin = step * 15;

export function usageDay({ site, day, slots, visits, ticks, k, random }: DayRows): UsageDay {
  const begun = visits.filter(hasBegun);
  return {
    day,
    cells: spaceGroups(site).flatMap((root) => cellsOf(root, { begun, slots, least: leastGroup(k), random })),
    presence: zoneDays(
      site.floors.flatMap((floor) => floor.zones.map(({ id }) => id)),
      ticks,
      slots,
    ),
  };
}

/** A k between two fives counts as the larger, as for published counts: else "5" would mean 7, 8 or 9. */
function leastGroup(k: number): number {
  return Math.max(step, Math.ceil(k / step) * step);
}

type Making = { readonly begun: readonly Visit[]; readonly slots: DaySlots; readonly least: number; readonly random: Random };

function cellsOf(root: SpaceGroup, { begun, slots, least, random }: Making): UseCell[] {
  const groups = withParts(root);
  const sums = new Map(groups.map((group) => [group, sumsOf(group, begun, slots)]));
  const hidden = leftOut(root, (group) => sums.get(group)?.began ?? 0, least);
  // One drawing per set of spaces; sets with the same number of spaces that lie in one another are the same.
  const drawn = new Map<SpaceGroup, UseFigures>();
  const draw = (group: SpaceGroup, same: UseFigures | null): void => {
    const figures = same ?? rounded(group, sums.get(group) ?? noSums(), random);
    drawn.set(group, figures);
    for (const part of group.parts) draw(part, part.spaces.size === group.spaces.size ? figures : null);
  };
  draw(root, null);
  return groups.map((group) => {
    const { floor, zone, kind, spaces } = group;
    return { floor, zone, kind, spaces: spaces.size, told: hidden.has(group) ? null : (drawn.get(group) ?? null) };
  });
}

function sumsOf(group: SpaceGroup, begun: readonly Visit[], slots: DaySlots): DaySums {
  const sums = noSums();
  for (const visit of begun) if (group.spaces.has(visit.space)) addVisit(sums, visit, slots);
  return sums;
}

/** Draws for every number, told or not, so that what is drawn for one group says nothing about another. */
function rounded({ kind }: SpaceGroup, sums: DaySums, random: Random): UseFigures {
  const told = (value: number): number => roundedAtRandom(value, step, random);
  return {
    began: told(sums.began),
    noShows: told(sums.noShows),
    givenBack: told(sums.givenBack),
    walkUps: told(sums.walkUps),
    emptied: told(sums.emptied),
    emptyMin: roundedAtRandom(sums.emptyMin, emptyStepMin, random),
    rooms: kind === 'room' ? { bookedHours: told(sums.bookedHours), usedHours: told(sums.usedHours) } : null,
    inUse: sums.inUse.map(told),
  };
}
