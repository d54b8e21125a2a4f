// Known presence between the ways: counts of checked-in and located people, published by the shared tick to boards and,
// as the same suppressed numbers, to the booking system.

import type { Clock } from '#shared/kit/clock.ts';
import type { Fix } from '#shared/model/fix.ts';
import type { FloorId } from '#shared/model/ids.ts';
import type { Board } from '#shared/wire/board.ts';
import type { BookingWay } from './booking-way.ts';
import type { Config } from './config.ts';
import type { Places } from './places.ts';
import { knownPeople } from './presence/known-people.ts';
import { startPresenceTick } from './presence/presence-tick.ts';
import type { PublishedCounts } from './presence/published-counts.ts';
import type { Running } from './running.ts';

export type PresenceWay = Running & { readonly of: (floor: FloorId) => Board['presence'] };

type Deps = {
  readonly config: Config;
  readonly clock: Clock;
  readonly places: Places;
  readonly bookings: BookingWay;
  readonly fixes: () => readonly Fix[];
  readonly onTick: () => void;
};

export function startPresenceWay(deps: Deps): PresenceWay {
  const { clock, places, bookings } = deps;
  let published: (PublishedCounts & { readonly tickMs: number }) | null = null;
  const tick = startPresenceTick({
    clock,
    zonesByFloor: places.zonesByFloor,
    k: deps.config.presence.k,
    count: () => knownPeople({ checkedIn: checkedIn(places, bookings, clock.wallMs()), fixes: deps.fixes() }),
    onTick: (counts) => {
      published = counts;
      bookings.relay.occupancy({ tickMs: counts.tickMs, zones: [...counts.zones] });
      deps.onTick();
    },
  });
  return {
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

/** Who is checked in now, and in which zone the space stands. */
function checkedIn(places: Places, { view }: BookingWay, nowMs: number) {
  const statusOf = view.statusAt(nowMs);
  return [...places.spaces.values()].flatMap(({ id, zone }) => {
    const { state, holder } = statusOf(id);
    return state === 'checked-in' && holder !== undefined ? [{ person: holder, zone }] : [];
  });
}
