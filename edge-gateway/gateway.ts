// Builds the gateway: the store, the three ways through the house, and the server they end at. What is started last is
// stopped first.

import { join } from 'node:path';
import { type Clock, pause } from '#shared/kit/clock.ts';
import { done, type Outcome, type Refusal } from '#shared/kit/outcome.ts';
import type { Fix } from '#shared/model/fix.ts';
import type { FloorId, TagId } from '#shared/model/ids.ts';
import { startAnchorWay } from './anchor-way.ts';
import { createBoards } from './board-way.ts';
import { startBookingWay } from './booking-way.ts';
import { readCalibration } from './calibration-file.ts';
import { startCalibrationWay } from './calibration-way.ts';
import type { Config } from './config.ts';
import { feedsOf, openFeeds } from './feeds.ts';
import { startHttpWay } from './http-way.ts';
import { startIntegrations } from './integration-way.ts';
import { createPersonKeys } from './mask/person-keys.ts';
import { startMeWay } from './me-way.ts';
import { startOversight } from './oversight-way.ts';
import { placesOf } from './places.ts';
import { planFor } from './plan-view.ts';
import { startPresenceWay } from './presence-way.ts';
import { startPrivacyWay } from './privacy-way.ts';
import { createBoardHub } from './push/board-hub.ts';
import { phoneAccess } from './receive/phone-access.ts';
import type { Running } from './running.ts';
import { createSightings, startSightingWay } from './sighting-way.ts';
import { openStore } from './store/open-store.ts';
import type { Gates } from './watch/gates/gate.ts';
import type { Log } from './watch/log.ts';
import { createMetrics } from './watch/metrics.ts';

export type GatewayDeps = {
  readonly config: Config;
  readonly dataFolder: string;
  /** The built pages; may be missing. */
  readonly pagesFolder: string;
  readonly version: string;
  readonly clock: Clock;
  /** What has to hold of this machine before positions are kept in memory. */
  readonly gates: Gates;
  /** The vault was swept: a watchdog waits for it. */
  readonly onSwept?: () => void;
  /** The configuration file, whose kill switch is watched. */
  readonly configPath?: string;
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
  let built = false;
  const oversight = startOversight({
    ...{ config, clock, log, store: store.value, configPath: deps.configPath, version: deps.version, gates: deps.gates },
    onGivenUp: (entry) => bookings.takeBack(entry),
    onPositions: ({ on }) => {
      if (!on) sightings.forgetAll();
      if (!built) return;
      if (!on) privacy.positionsOff();
      if (!on) presence.drop();
      everywhere.immediately();
    },
  });
  started.push(oversight);
  const { audit, settings, positions } = oversight;

  const places = placesOf(config.site);
  const metrics = createMetrics({
    scanners: config.scanners.map((scanner) => scanner.id),
    health: () => anchors.scanners(),
    positions: positions.state,
  });
  started.push(metrics.startLoopWatch());
  const keys = createPersonKeys({ bootMs: clock.bootMs });
  const calibration = startCalibrationWay({
    ...{ config, clock, log, dataFolder: deps.dataFolder, survey: survey.value },
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
    ...{ config, clock, tunings, calibration: samples },
    documentVersion: () => oversight.policy().consentDocument.version,
    onForgotten: (ref) => {
      keys.forget(ref);
      people.personChanged(ref);
      everywhere.immediately();
    },
    onFlush: () => {
      metrics.vaultFlush();
      audit.note({ kind: 'clocks-moved' }, null);
      log.warn({}, 'the clocks moved apart; all positions were dropped and come back with the next sightings');
      everywhere.immediately();
    },
  });
  const { consent, vault } = sightings;
  const anchors = startAnchorWay({
    ...{ config, clock, metrics, engine: sightings.engine },
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
    spaces: [...places.spaces.keys()],
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
      oversight.policySaid(policy);
      // Asking anything makes the gate follow the document in force, and drops whom it no longer covers.
      consent.consenting();
      people.rulesChanged();
      everywhere.immediately();
    },
    onBookings: () => everywhere.changed(),
    onLink: () => everywhere.changed(),
  });
  started.push(bookings);
  const presence = startPresenceWay({
    ...{ clock, places, bookings, fixes: vault.all, scopesOf: consent.scopesOf, counts: store.value.counts },
    k: () => settings.inForce().k,
    onTick: () => everywhere.changed(),
  });
  started.push(presence);
  const boards = createBoards({
    ...{ clock, places, keys, bookings, vault, consent, presence, positions: positions.state },
    glassUntilMs: (floor) => privacy.glassUntilMs(floor),
  });

  const people = startMeWay({
    ...{ config, clock, networkClock, store: store.value, places, bookings, boards, consent, vault, log },
    heardBy: sightings.engine.heardBy,
    forgetPlace: sightings.forgetPlace,
    positions: positions.state,
    ownPort: () => (server.ok ? server.value.port : 0),
    onChanged: everywhere.changed,
  });
  started.push(people);
  const privacy = startPrivacyWay({
    ...{ config, clock, store: store.value, audit, settings, positions, bookings, vault, consent },
    documentText: people.documentText,
    onChange: everywhere.immediately,
    onGroupSize: presence.drop,
  });
  started.push(privacy);
  built = true;
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
    ...{ ...sightings, config, clock, metrics, anchors, calibration, integrations, people },
    positionsOn: () => positions.state().on,
    swept: deps.onSwept ?? (() => undefined),
    hidden: everywhere.changed,
    receive: feeds.value.receive,
    mask: boards.mask,
    push: (view) => everywhere.changed(view.floor),
    measure: deps.measure,
  });
  started.push(radio);

  const server = await startHttpWay({
    ...{ deps, store: store.value, places, bookings, vault, positions, feeds: feeds.value, anchors, calibration, metrics },
    ...{ hub, people, privacy, phones, onChanged: everywhere.changed },
  });
  if (!server.ok) return giveUp(server);
  started.push(server.value);
  return done({ stop, httpPort: server.value.port, mqttPort: feeds.value.broker.port ?? null });
}
