// The way of bookings: the central booking system mirrored into memory, and what this edge owes it sent from the outbox.

import type { Clock } from '#shared/kit/clock.ts';
import { systemRandom } from '#shared/kit/random.ts';
import { createContractHttp } from './booking/adapters/contract-http.ts';
import { type BookingView, createBookingView } from './booking/booking-view.ts';
import { type Mirror, type MirrorListeners, startMirror } from './booking/mirror.ts';
import { type Relay, startRelay } from './booking/outbox-relay.ts';
import type { Config } from './config.ts';
import type { Running } from './running.ts';
import type { LocalBooking } from './store/local-table.ts';
import type { Store } from './store/open-store.ts';
import type { Log } from './watch/log.ts';

export type BookingWay = Running & { readonly mirror: Mirror; readonly view: BookingView<LocalBooking>; readonly relay: Relay };

type Deps = MirrorListeners & {
  readonly config: Config;
  readonly clock: Clock;
  readonly networkClock: Clock;
  readonly store: Store;
  readonly log: Log;
};

/** Starts following the booking system; it may be away, the mirror says so. */
export async function startBookingWay(deps: Deps): Promise<BookingWay> {
  const { config, clock, networkClock, store, log } = deps;
  const system = createContractHttp({
    url: config.bookingSystem.url,
    token: config.secrets.WAYPOST_BOOKING_TOKEN,
    clock: networkClock,
  });
  const relay = await startRelay({
    system,
    outbox: store.outbox,
    clock,
    random: systemRandom,
    onDelivered: (_, booking) => mirror.learned(booking),
    onRefused: (entry, code) => {
      log.warn({ action: entry.action, code }, 'the booking system refused an entry for good; it is in quarantine');
      deps.onBookings();
    },
  });
  const mirror = await startMirror({
    system,
    clock,
    random: systemRandom,
    onPerson: deps.onPerson,
    onPolicy: deps.onPolicy,
    onBookings: () => {
      for (const row of view.obsolete(clock.wallMs())) store.local.drop(row.booking, row.event);
      deps.onBookings();
    },
    onLink: (link) => {
      if (link.up) relay.linkIsBack();
      if (link.up) log.info({}, 'the booking system answers');
      else log.warn({ why: link.why }, 'the booking system does not answer; check-ins wait in the outbox');
      deps.onLink(link);
    },
  });
  const view = createBookingView(mirror, store.local.all);
  return {
    mirror,
    relay,
    view,
    stop: async () => {
      await relay.stop();
      await mirror.stop();
    },
  };
}
