// The way of check-ins: from the pad over the rules onto the disk, and from there by the booking way to the booking system.

import { randomBytes } from 'node:crypto';
import type { Clock } from '#shared/kit/clock.ts';
import type { BookingWay } from './booking-way.ts';
import { type CheckIn, createCheckIn } from './check-in/check-in.ts';
import type { Config } from './config.ts';
import type { Places } from './places.ts';
import type { Store } from './store/open-store.ts';
import type { Metrics } from './watch/metrics.ts';

type Deps = {
  readonly config: Config;
  readonly clock: Clock;
  readonly store: Store;
  readonly places: Places;
  readonly bookings: BookingWay;
  readonly metrics: Metrics;
};

/** The desk the pads talk to; every acknowledged action is counted. */
export function createCheckInWay(deps: Deps): CheckIn {
  const { config, clock, store, places, bookings, metrics } = deps;
  const desk = createCheckIn({
    bookings: bookings.view,
    people: {
      byIdentifier: (identifier) => bookings.mirror.personByIdentifier(identifier) ?? null,
      loaded: bookings.mirror.loaded,
    },
    policy: bookings.mirror.policy,
    spaces: places.spaces,
    timeZone: config.site.timeZone,
    clock,
    pepper: config.secrets.WAYPOST_PIN_PEPPER,
    store,
    relay: bookings.relay,
    randomBytes,
  });
  const counted = <In extends readonly unknown[], Reply extends { readonly ok: boolean }>(
    action: (...input: In) => Promise<Reply>,
    did: 'checked-in' | 'released' | 'walked-up',
  ): ((...input: In) => Promise<Reply>) => {
    return async (...input) => {
      const reply = await action(...input);
      if (reply.ok) metrics.checkIn(did);
      metrics.outboxSize(store.outbox.size());
      return reply;
    };
  };
  return {
    ...desk,
    confirm: counted(desk.confirm, 'checked-in'),
    release: counted(desk.release, 'released'),
    walkUp: counted(desk.walkUp, 'walked-up'),
  };
}
