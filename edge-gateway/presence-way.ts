// Known presence between the ways: counts of checked-in and located people, published by the shared tick to boards and,
// as the same suppressed numbers, to the booking system.

import type { Clock } from '#shared/kit/clock.ts';
import { systemRandom } from '#shared/kit/random.ts';
import type { ConsentScope } from '#shared/model/consent.ts';
import type { Fix } from '#shared/model/fix.ts';
import type { FloorId, SubjectRef } from '#shared/model/ids.ts';
import type { Board } from '#shared/wire/board.ts';
import type { BookingWay } from './booking-way.ts';
import { sight } from './mask/decision.ts';
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
  readonly scopesOf: (ref: SubjectRef) => ReadonlySet<ConsentScope>;
  readonly onTick: () => void;
};

export function startPresenceWay(deps: Deps): PresenceWay {
  const { clock, places, bookings } = deps;
  const onWalls = (ref: SubjectRef): boolean => {
    const known = { mode: bookings.mirror.policy().mode, ref, person: bookings.people.person(ref), scopes: deps.scopesOf(ref) };
    return sight('position', { kind: 'wall', wallNames: 'full' }, known) !== 'nothing';
  };
  let published: (PublishedCounts & { readonly tickMs: number }) | null = null;
  const tick = startPresenceTick({
    clock,
    random: systemRandom,
    zonesByFloor: places.zonesByFloor,
    k: deps.k,
    count: () => knownPeople({ checkedIn: checkedIn(places, bookings, clock.wallMs()), fixes: deps.fixes(), onWalls }),
    onTick: (counts) => {
      published = counts;
      deps.counts.add(counts);
      bookings.relay.occupancy({ tickMs: counts.tickMs, zones: [...counts.zones] });
      deps.onTick();
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

/** Who is checked in now, and in which zone the space stands. */
function checkedIn(places: Places, { view }: BookingWay, nowMs: number) {
  const statusOf = view.statusAt(nowMs);
  return [...places.spaces.values()].flatMap(({ id, zone }) => {
    const { state, holder } = statusOf(id);
    return state === 'checked-in' && holder !== undefined ? [{ person: holder, zone }] : [];
  });
}
