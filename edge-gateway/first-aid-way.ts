// First aid per floor, as of the presence tick and not in between: whoever watches a wall learns from it neither when
// somebody came nor when they left (rule 13).

import type { Clock } from '#shared/kit/clock.ts';
import type { FloorId } from '#shared/model/ids.ts';
import type { FloorSafety } from '#shared/wire/safety.ts';
import type { BookingWay } from './booking-way.ts';
import { type HereWay, safetyPerson } from './here-way.ts';
import { tidy } from './mask/initials.ts';
import type { Places } from './places.ts';
import { firstAidOf } from './safety/first-aid.ts';

export type FirstAidWay = {
  readonly of: (floor: FloorId) => FloorSafety;
  /** The presence tick: what was published for each floor. */
  readonly tick: (about: (floor: FloorId) => number | null) => void;
};

type Deps = {
  readonly clock: Clock;
  readonly places: Places;
  readonly bookings: BookingWay;
  readonly here: HereWay;
  readonly k: () => number;
};

const notYet: FloorSafety = { state: 'unknown', gapFromMs: null, named: [] };

export function createFirstAid({ clock, places, bookings, here, k }: Deps): FirstAidWay {
  let byFloor: ReadonlyMap<FloorId, FloorSafety> = new Map();
  /** Who takes their consent to be named back is gone from every wall at once. */
  const stillNamed = (safety: FloorSafety): FloorSafety => {
    const labels = new Set(bookings.people.people().flatMap((one) => (one.dutyNamed === true ? [tidy(one.displayName)] : [])));
    return { ...safety, named: safety.named.filter(({ label }) => labels.has(label)) };
  };
  return {
    of: (floor) => {
      const safety = byFloor.get(floor);
      return safety === undefined || !bookings.mirror.usable() ? notYet : stillNamed(safety);
    },
    tick: (about) => {
      const checkedIn = here
        .checkedIn()
        .flatMap(({ holder, guest, ...place }) => (holder === undefined || guest ? [] : [{ person: holder, ...place }]));
      const located = here.located();
      const common = { k: k(), checkedIn, located, known: bookings.mirror.usable(), nowMs: clock.wallMs() };
      const person = safetyPerson(bookings.people.person);
      byFloor = new Map(
        places.floors.map((floor) => [floor, firstAidOf({ ...common, floor, about: about(floor), person })] as const),
      );
    },
  };
}
