// Builds the gateway: the store, the three ways through the house, and the server they end at. What is started last is
// stopped first.

import { join } from 'node:path';
import { type Clock, pause } from '#shared/kit/clock.ts';
import { done, type Outcome, type Refusal } from '#shared/kit/outcome.ts';
import type { Fix } from '#shared/model/fix.ts';
import type { FloorId, TagId } from '#shared/model/ids.ts';
import { defaultPolicy } from '#shared/model/policy.ts';
import { startAnchorWay } from './anchor-way.ts';
import { createBoards } from './board-way.ts';
import { startBookingWay } from './booking-way.ts';
import { readCalibration } from './calibration-file.ts';
import { startCalibrationWay } from './calibration-way.ts';
import { createCheckInWay } from './check-in-way.ts';
import type { Config } from './config.ts';
import { createDisplayRegistry } from './displays/registry.ts';
import { feedsOf, openFeeds } from './feeds.ts';
import { healthOf } from './health-way.ts';
import { startIntegrations } from './integration-way.ts';
import { createPersonKeys } from './mask/person-keys.ts';
import { startMeWay } from './me-way.ts';
import { placesOf } from './places.ts';
import { planFor } from './plan-view.ts';
import { startPresenceWay } from './presence-way.ts';
import { createBoardHub } from './push/board-hub.ts';
import { startHttpServer } from './push/http-server.ts';
import { phoneAccess } from './receive/phone-access.ts';
import { phonePosts } from './receive/phone-posts.ts';
import type { Running } from './running.ts';
import { derivedSecret } from './secrets.ts';
import { createSightings, startSightingWay } from './sighting-way.ts';
import { openStore } from './store/open-store.ts';
import type { Log } from './watch/log.ts';
import { createMetrics } from './watch/metrics.ts';

export type GatewayDeps = {
  readonly config: Config;
  readonly dataFolder: string;
  /** The built pages; may be missing. */
  readonly pagesFolder: string;
  readonly version: string;
  readonly clock: Clock;
  /** Limits network waits; the same as `clock` but in a replay, where the other side lives at normal speed. */
  readonly networkClock?: Clock;
  readonly log: Log;
  /** Sees every fix as it is made: to measure a replay against its truth. The gateway's own process never sets it. */
  readonly measure?: (fix: Fix) => void;
  /** Messages a scanner may send; the broker's default when not given. */
  readonly scannerRate?: { readonly perSecond: number; readonly burst: number };
};

export type Gateway = Running & { readonly httpPort: number; readonly mqttPort: number | null };

/** Starts everything or nothing. A refusal's `detail` is a sentence for the operator. */
export async function startGateway(deps: GatewayDeps): Promise<Outcome<Gateway>> {
  const { config, clock, log, networkClock = clock } = deps;
  const started: Running[] = [];
  const stop = async (): Promise<void> => {
    for (const part of started.splice(0).reverse()) await part.stop();
  };
  const giveUp = async (refusal: Refusal): Promise<Refusal> => {
    await stop();
    return refusal;
  };
  const survey = readCalibration(config);
  if (!survey.ok) return survey;
  for (const warning of survey.warnings) log.warn({ stage: 'calibration' }, warning);
  const store = openStore({
    path: join(deps.dataFolder, 'waypost.sqlite'),
    clock,
    notice: (sentence) => log.warn({ stage: 'store' }, sentence),
  });
  if (!store.ok) return store;
  started.push(store.value);

  const places = placesOf(config.site);
  const metrics = createMetrics({ scanners: config.scanners.map((scanner) => scanner.id), health: () => anchors.scanners() });
  started.push(metrics.startLoopWatch());
  const keys = createPersonKeys({ bootMs: clock.bootMs });
  let documentVersion = defaultPolicy.consentDocument.version;
  const calibration = startCalibrationWay({
    config,
    dataFolder: deps.dataFolder,
    survey: survey.value,
    clock,
    log,
    apply: ({ samples, tunings }) => {
      const breathe = (): Promise<void> => pause(networkClock, 0);
      void sightings.engine.resurvey({ calibration: samples, tunings }, breathe);
    },
    isSomebodys: (tag) => consent.claims(tag),
    lastHeardAgoMs: (anchor) => anchors.list().anchors.find(({ id }) => id === anchor)?.lastHeardAgoMs ?? null,
  });
  started.push(calibration);
  const { samples, tunings } = calibration.inUse();
  const sightings = createSightings({
    config,
    calibration: samples,
    tunings,
    clock,
    documentVersion: () => documentVersion,
    onForgotten: (ref) => {
      keys.forget(ref);
      people.personChanged(ref);
      everywhere.immediately();
    },
    onFlush: (count) => {
      metrics.vaultFlush();
      log.warn({ count }, 'the clocks moved apart; all positions were dropped and come back with the next sightings');
      everywhere.immediately();
    },
  });
  const { consent, vault } = sightings;
  const anchors = startAnchorWay({
    config,
    clock,
    engine: sightings.engine,
    metrics,
    log: log.child({ stage: 'watch' }),
    calibration: calibration.figuresOf,
  });
  started.push(anchors);
  /** Walls and employees' pages alike. */
  const everywhere = {
    changed: (floor?: FloorId) => {
      hub.changed(floor);
      people.hub.changed(floor);
    },
    immediately: () => {
      hub.immediately();
      people.hub.immediately();
    },
  };
  const hub = createBoardHub({
    boardFor: (display, floor) => boards.boardFor(display, floor),
    planFor: (display) => planFor(config.site, display),
    clock,
    onFrame: metrics.boardFrame,
  });
  const bookings = await startBookingWay({
    config,
    clock,
    networkClock,
    store: store.value,
    log,
    onPerson: (ref, person) => {
      if (person === null) {
        consent.forget(ref);
        people.gone(ref);
      } else consent.learn(person);
      people.personChanged(ref);
      everywhere.immediately();
    },
    onPolicy: (policy) => {
      documentVersion = policy.consentDocument.version;
      // Asking anything makes the gate follow the document in force, and drops whom it no longer covers.
      consent.consenting();
      people.rulesChanged();
      everywhere.immediately();
    },
    onBookings: () => everywhere.changed(),
    onLink: () => everywhere.changed(),
  });
  started.push(bookings);
  const presence = startPresenceWay({ config, clock, places, bookings, fixes: vault.all, onTick: () => everywhere.changed() });
  started.push(presence);
  const boards = createBoards({ clock, places, keys, bookings, vault, consent, presence });

  const people = startMeWay({
    ...{ config, clock, networkClock, store: store.value, places, bookings, boards, consent, vault, log },
    heardBy: sightings.engine.heardBy,
    forgetPlace: sightings.forgetPlace,
    ownPort: () => (server.ok ? server.value.port : 0),
    onChanged: everywhere.changed,
  });
  started.push(people);
  const phones = phoneAccess({
    find: consent.phone,
    // Before the company's word is known, an app is as unknown as everybody: it must not be told to give up.
    appsAllowed: () => !bookings.mirror.loaded() || bookings.mirror.policy().mobileApps,
    bootMs: clock.bootMs,
  });
  const feeds = await openFeeds(
    feedsOf({ config, clock, onRefusal: metrics.brokerRefused, rate: deps.scannerRate, phones, onLife: anchors.life }),
    {
      clock: networkClock,
      notice: (sentence) => log.warn({ stage: 'receive' }, sentence),
    },
  );
  if (!feeds.ok) return giveUp(feeds);
  const claimedBy = (tag: TagId): 'person' | 'nobody' | 'unknown' => {
    if (!bookings.mirror.loaded()) return 'unknown';
    return consent.claims(tag) ? 'person' : 'nobody';
  };
  const integrations = startIntegrations({ config, clock: networkClock, claimedBy, log: log.child({ stage: 'integrate' }) });
  started.push(integrations);
  const radio = await startSightingWay({
    ...sightings,
    config,
    clock,
    metrics,
    anchors,
    calibration,
    integrations,
    people,
    hidden: everywhere.changed,
    receive: feeds.value.receive,
    mask: boards.mask,
    push: (view) => everywhere.changed(view.floor),
    measure: deps.measure,
  });
  started.push(radio);

  const server = await startHttpServer({
    ...config.http,
    version: deps.version,
    pagesFolder: deps.pagesFolder,
    displays: createDisplayRegistry({
      displays: config.displays,
      tokenOf: (id) => derivedSecret(config.secrets.WAYPOST_DISPLAY_KEY, 'display', id),
      bootMs: clock.bootMs,
    }),
    hub,
    checkIn: createCheckInWay({ config, clock, store: store.value, places, bookings, metrics, onChanged: everywhere.changed }),
    people: people.pages,
    phones: phonePosts({ phones, deliver: feeds.value.deliver, stampMs: clock.bootMs }),
    health: healthOf({ deps, store: store.value, bookings, vault, feeds: feeds.value, anchors }),
    anchors: anchors.list,
    calibration: calibration.desk,
    mayInspect: calibration.isInstaller,
    metrics,
    clock: networkClock,
    log: log.child({ stage: 'push' }),
  });
  if (!server.ok) return giveUp(server);
  started.push(server.value);
  return done({ stop, httpPort: server.value.port, mqttPort: feeds.value.broker.port ?? null });
}
