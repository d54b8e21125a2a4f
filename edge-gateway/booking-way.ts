// The way of bookings: the central booking system mirrored into memory, and what this edge owes it sent from the outbox.

import { isBookingEvent, type OutboxEntry } from '#shared/booking-api/outbox.ts';
import type { Clock } from '#shared/kit/clock.ts';
import { systemRandom } from '#shared/kit/random.ts';
import type { SpaceId } from '#shared/model/ids.ts';
import { createContractHttp } from './booking/adapters/contract-http.ts';
import type { BookingSystem } from './booking/booking-system.ts';
import { type BookingView, createBookingView } from './booking/booking-view.ts';
import { createDecisions, type Decisions } from './booking/decisions.ts';
import { type Mirror, type MirrorListeners, startMirror } from './booking/mirror.ts';
import { type Relay, startRelay } from './booking/outbox-relay.ts';
import { createPersonView, type PersonView } from './booking/person-view.ts';
import { subjectKey } from './check-in/pin.ts';
import type { Config } from './config.ts';
import type { Running } from './running.ts';
import type { LocalBooking } from './store/local-table.ts';
import type { Store } from './store/open-store.ts';
import { startVisitBook } from './utilisation/visit-book.ts';
import type { Log } from './watch/log.ts';

export type BookingWay = Running & {
  readonly system: BookingSystem;
  readonly mirror: Mirror;
  readonly view: BookingView<LocalBooking>;
  /** People with what they decided here laid over the mirror's word: what everybody but the mirror itself asks. */
  readonly people: PersonView;
  readonly relay: Relay;
  readonly decisions: Decisions;
  /** This entry is owed no more and was not delivered: what it changed here is taken back. */
  readonly takeBack: (entry: OutboxEntry) => void;
};

type Deps = Pick<MirrorListeners, 'onPerson' | 'onPolicy'> & {
  readonly config: Config;
  readonly clock: Clock;
  readonly networkClock: Clock;
  readonly store: Store;
  /** The bookable spaces of this building. */
  readonly spaces: readonly SpaceId[];
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
  const people = createPersonView(
    { person: (ref) => mirror.person(ref), people: () => mirror.people() },
    store.outbox,
    deps.onPerson,
  );
  const takeBack = (entry: OutboxEntry): void => {
    if (!isBookingEvent(entry)) people.changed(entry.person);
  };
  const relay = await startRelay({
    system,
    outbox: store.outbox,
    clock,
    random: systemRandom,
    onDelivered: (entry, result) => {
      if (result !== null && 'booking' in result) mirror.learned(result.booking);
      else if (result !== null) mirror.learnedPerson(result.person);
      // How long an extended booking lasts is the booking system's word from now on.
      if (entry.action === 'extend') store.local.drop(entry.booking, entry.event);
      if (!isBookingEvent(entry)) people.changed(entry.person);
    },
    onRefused: (entry, code) => {
      log.warn({ action: entry.action, code }, 'the booking system refused an entry for good; it is in quarantine');
      takeBack(entry);
    },
    onHeldUp: (entry, code) => {
      log.warn({ action: entry.action, code }, 'the booking system refused what it has to take; it will be asked again');
    },
    hasLeft: (ref) => mirror.loaded() && mirror.person(ref) === undefined,
  });
  const mirror = await startMirror({
    system,
    clock,
    random: systemRandom,
    onPerson: (ref) => {
      people.changed(ref);
      if (mirror.person(ref) === undefined) dropLeavers();
    },
    onPolicy: deps.onPolicy,
    onBookings: () => {
      for (const row of view.obsolete(clock.wallMs())) store.local.drop(row.booking, row.event);
      visits.look();
    },
    onLink: (link) => {
      if (link.up) relay.linkIsBack();
      if (link.up) log.info({}, 'the booking system answers');
      else log.warn({ why: link.why }, 'the booking system does not answer; check-ins wait in the outbox');
      if (link.up) dropLeavers();
    },
  });
  const view = createBookingView(mirror, store.local.all);
  /** Rule 17: rows of people whom the booking system has no more. */
  const dropLeavers = (): void => {
    if (!mirror.loaded()) return;
    const everybody = mirror.people();
    const pinSubjects = everybody.map(({ identifier }) => subjectKey(identifier, config.secrets.WAYPOST_PIN_PEPPER));
    store.keepOnly({ people: everybody.map(({ ref }) => ref), pinSubjects });
  };
  const visits = startVisitBook({
    clock,
    bookings: (nowMs) => deps.spaces.flatMap((space) => view.ofSpace(space, nowMs)),
    deeds: store.local.all,
    live: () => mirror.loaded() && mirror.link().up,
    put: store.visits.put,
  });
  const decisions = createDecisions({ store, relay, onDecided: people.decided });
  return {
    ...{ system, mirror, relay, view, people, decisions, takeBack },
    stop: async () => {
      await visits.stop();
      await relay.stop();
      await mirror.stop();
    },
  };
}
