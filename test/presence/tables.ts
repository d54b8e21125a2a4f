// Tables of exact counts for tests: one floor whose zones are z0, z1 and so on.

import type { KnownCounts } from '#gateway/presence/known-people.ts';
import { publishedCounts } from '#gateway/presence/published-counts.ts';
import { FloorId, ZoneId } from '#shared/model/ids.ts';

export const floor = FloorId.parse('one');

/** Exact counts, zone by zone; what is left out is nobody. */
export type Table = {
  readonly seen?: readonly number[];
  readonly unseen?: readonly number[];
  readonly elsewhere?: { readonly seen?: number; readonly unseen?: number };
};
/** What is published of a floor: its zones in order, and its total. */
export type Told = { readonly zones: readonly (number | null)[]; readonly total: number | null };

export function zoneIds(count: number): ZoneId[] {
  return Array.from({ length: count }, (_, i) => ZoneId.parse(`z${i}`));
}

export function countsOf({ seen = [], unseen = [], elsewhere = {} }: Table): KnownCounts {
  const counts = (exact: readonly number[], none: number | undefined) => {
    const ids = zoneIds(exact.length);
    return {
      zones: new Map(ids.map((zone, i) => [zone, exact[i] ?? 0])),
      elsewhere: new Map(none === undefined ? [] : [[floor, none]]),
    };
  };
  return { seen: counts(seen, elsewhere.seen), unseen: counts(unseen, elsewhere.unseen) };
}

export function publish(table: Table, k = 5): Told {
  const count = Math.max(table.seen?.length ?? 0, table.unseen?.length ?? 0);
  const published = publishedCounts(countsOf(table), new Map([[floor, zoneIds(count)]]), k);
  return { zones: published.zones.map(({ about }) => about), total: published.floors.get(floor) ?? null };
}
