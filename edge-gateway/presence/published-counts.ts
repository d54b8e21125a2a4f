// What may be said about how many known people are where. A group smaller than k is not told, a larger one is rounded down
// to fives; people seen on the plan and people unseen are groups of their own. A floor's number is what its groups were
// told as, added up: it holds nothing that has not been said, so no difference of a number and others gives a group away.

import type { FloorId, ZoneId } from '#shared/model/ids.ts';
import type { ZonePresence } from '#shared/wire/board.ts';
import type { KnownCounts } from './known-people.ts';

export type PublishedCounts = {
  /** Every zone of the building, floor by floor. */
  readonly zones: readonly ZonePresence[];
  /** At least so many on a whole floor, as far as it can be said; null where nothing can. */
  readonly floors: ReadonlyMap<FloorId, number | null>;
};

export type ZonesByFloor = ReadonlyMap<FloorId, readonly ZoneId[]>;

/** Smallest group that is ever told; a site can only raise it. Numbers are multiples of it. */
const step = 5;

/** `counts` are exact and stay here; null means less than a group, and nobody can tell none from a few. */
export function publishedCounts({ seen, unseen }: KnownCounts, zonesByFloor: ZonesByFloor, k: number): PublishedCounts {
  const least = leastGroup(k);
  const zones: ZonePresence[] = [];
  const floors = new Map<FloorId, number | null>();
  for (const [floor, ids] of zonesByFloor) {
    const cells = ids.map((zone) => ({ zone, about: told(least, seen.zones.get(zone), unseen.zones.get(zone)) }));
    const elsewhere = told(least, seen.elsewhere.get(floor), unseen.elsewhere.get(floor));
    zones.push(...cells);
    floors.set(floor, sum([...cells.map(({ about }) => about), elsewhere]));
  }
  return { zones, floors };
}

/** A k between two fives counts as the larger: from 7 on, "5" would mean 7, 8 or 9 and say more than it should. */
function leastGroup(k: number): number {
  return Math.max(step, Math.ceil(k / step) * step);
}

/** Each group by itself, then added: what is told of one says nothing of the other. */
function told(least: number, ...groups: readonly (number | undefined)[]): number | null {
  return sum(groups.map((count = 0) => (count < least ? null : Math.floor(count / step) * step)));
}

function sum(about: readonly (number | null)[]): number | null {
  return about.reduce<number>((total, value) => total + (value ?? 0), 0) || null;
}
