// Known presence between the ways: counts of checked-in and located people, published by the shared tick to boards and,
// as the same suppressed numbers, to the booking system.

import type { Clock } from '#shared/kit/clock.ts';
import { systemRandom } from '#shared/kit/random.ts';
import type { Fix } from '#shared/model/fix.ts';
import type { FloorId } from '#shared/model/ids.ts';
import type { Board } from '#shared/wire/board.ts';
import type { BookingWay } from './booking-way.ts';
import type { HereWay } from './here-way.ts';
import type { Places } from './places.ts';
import { knownPeople } from './presence/known-people.ts';
import { startPresenceTick } from './presence/presence-tick.ts';
import type { PublishedCounts } from './presence/published-counts.ts';
import type { Running } from './running.ts';
import type { Store } from './store/open-store.ts';

export type PresenceWay = Running & {
  readonly of: (floor: FloorId) => Board['presence'];
  /** Nothing is published until the next tick: the group size was raised, or positions went off. */
  readonly drop: () => void;
};

type Deps = {
  readonly clock: Clock;
  readonly places: Places;
  readonly bookings: BookingWay;
  readonly fixes: () => readonly Fix[];
  /** The smallest group that is told, as it holds now. */
  readonly k: () => number;
  readonly counts: Pick<Store['counts'], 'add'>;
  readonly here: HereWay;
  /** What was published for each floor. */
  readonly onTick: (about: (floor: FloorId) => number | null) => void;
};

export function startPresenceWay(deps: Deps): PresenceWay {
  const { clock, places, bookings, here } = deps;
  let published: (PublishedCounts & { readonly tickMs: number }) | null = null;
  const tick = startPresenceTick({
    clock,
    random: systemRandom,
    zonesByFloor: places.zonesByFloor,
    k: deps.k,
    count: () => knownPeople({ checkedIn: checkedInBy(here), fixes: deps.fixes(), onWalls: here.onWalls }),
    onTick: (counts) => {
      published = counts;
      deps.counts.add(counts);
      bookings.relay.occupancy({ tickMs: counts.tickMs, zones: [...counts.zones] });
      deps.onTick((floor) => counts.floors.get(floor) ?? null);
    },
  });
  return {
    drop: () => {
      tick.drop();
      published = null;
    },
    stop: tick.stop,
    of: (floor) => {
      const zones = new Set(places.zonesByFloor.get(floor));
      return {
        tickMs: published?.tickMs ?? null,
        floorAbout: published?.floors.get(floor) ?? null,
        zones: published?.zones.filter((cell) => zones.has(cell.zone)) ?? [],
      };
    },
  };
}

/** In which zone whoever is checked in has their space; a guest counts as their host did. */
function checkedInBy(here: HereWay) {
  return here.checkedIn().flatMap(({ holder, zone }) => (holder === undefined ? [] : [{ person: holder, zone }]));
}
