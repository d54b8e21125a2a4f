// What may be said about how many known people are where. Small groups are hidden, numbers are rounded down to fives, and
// where one hidden zone could be worked out from its floor's total, a second one is hidden with it. Who is on a floor but
// in no zone counts in its total once they are a group of their own; a smaller one could be worked out from the rest.

import type { FloorId, ZoneId } from '#shared/model/ids.ts';
import type { ZonePresence } from '#shared/wire/board.ts';
import type { KnownCounts } from './known-people.ts';

export type PublishedCounts = {
  /** Every zone of the building, floor by floor. */
  readonly zones: readonly ZonePresence[];
  /** About how many on a whole floor; null where that can't be said. */
  readonly floors: ReadonlyMap<FloorId, number | null>;
};

export type ZonesByFloor = ReadonlyMap<FloorId, readonly ZoneId[]>;

/** Smallest group that is ever told; a site can only raise it. */
const leastK = 5;
const step = 5;

/** `counts` are exact and stay here; null means fewer than `k`, and nobody can tell none from a few. */
export function publishedCounts(counts: KnownCounts, zonesByFloor: ZonesByFloor, k: number): PublishedCounts {
  const least = Math.max(leastK, k);
  const zones: ZonePresence[] = [];
  const floors = new Map<FloorId, number | null>();
  for (const [floor, ids] of zonesByFloor) {
    const exact = ids.map((id) => counts.zones.get(id) ?? 0);
    const about = withSecondHidden(exact.map((count) => told(count, least)));
    about.forEach((value, i) => {
      const zone = ids[i];
      if (zone !== undefined) zones.push({ zone, about: value });
    });
    const elsewhere = counts.elsewhere.get(floor) ?? 0;
    const inZones = exact.reduce((sum, count) => sum + count, 0);
    floors.set(floor, told(elsewhere < least ? inZones : inZones + elsewhere, least));
  }
  return { zones, floors };
}

function told(count: number, least: number): number | null {
  return count < least ? null : Math.floor(count / step) * step;
}

/** If exactly one zone is hidden, hides the smallest of the others too; judged by the told numbers, then by order. */
function withSecondHidden(about: readonly (number | null)[]): readonly (number | null)[] {
  const shown = about.filter((value) => value !== null);
  if (about.length - shown.length !== 1) return about;
  const second = about.indexOf(shown.length > 0 ? Math.min(...shown) : null);
  return about.map((value, i) => (i === second ? null : value));
}
