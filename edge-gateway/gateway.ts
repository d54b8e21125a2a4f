// Builds the gateway: the store, the three ways through the house, and the server they end at. What is started last is
// stopped first.

import { join } from 'node:path';
import { pause } from '#shared/kit/clock.ts';
import { done, type Outcome, type Refusal } from '#shared/kit/outcome.ts';
import { startAnchorWay } from './anchor-way.ts';
import { createBoards } from './board-way.ts';
import { startBookingWay } from './booking-way.ts';
import { readCalibration } from './calibration-file.ts';
import { startCalibrationWay } from './calibration-way.ts';
import { startConsoleWay } from './console-way.ts';
import { feedsOf, openFeeds } from './feeds.ts';
import { createFirstAid } from './first-aid-way.ts';
import type { GatewayDeps } from './gateway-deps.ts';
import { createHere } from './here-way.ts';
import { startHttpWay } from './http-way.ts';
import { claimsOf, startIntegrations } from './integration-way.ts';
import { createPersonKeys } from './mask/person-keys.ts';
import { startMeWay } from './me-way.ts';
import { startOversight } from './oversight-way.ts';
import { placesOf } from './places.ts';
import { planFor } from './plan-view.ts';
import { startPresenceWay } from './presence-way.ts';
import { startPrivacyWay } from './privacy-way.ts';
import { type BoardHub, createBoardHub } from './push/board-hub.ts';
import { phoneAccess } from './receive/phone-access.ts';
import type { Running } from './running.ts';
import { createSightings, startSightingWay } from './sighting-way.ts';
import { openStore } from './store/open-store.ts';
import { createMetrics } from './watch/metrics.ts';

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
  const keys = createPersonKeys();
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
  /** Walls and employees' pages alike: names that may not stand there any longer, and emergencies. The rest goes on a beat. */
  const both = (tell: (one: Pick<BoardHub, 'immediately' | 'emergency'>) => void) => (): void => {
    if (built) for (const one of [hub, people.hub]) tell(one);
  };
  const everywhere = { immediately: both((one) => one.immediately()), emergency: both((one) => one.emergency()) };
  const hub = createBoardHub({
    emergencyFor: (display) => managers.emergency.onWall(display),
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
  });
  started.push(bookings);
  const here = createHere({ clock, places, bookings, consent, vault });
  const k = (): number => settings.inForce().k;
  const firstAid = createFirstAid({ clock, places, bookings, here, k });
  const presence = startPresenceWay({
    ...{ clock, places, bookings, here, k, fixes: vault.all, counts: store.value.counts },
    onTick: firstAid.tick,
  });
  started.push(presence);
  const boards = createBoards({
    ...{ clock, places, keys, bookings, vault, consent, presence, firstAid, positions: positions.state },
    glassUntilMs: (floor) => privacy.glassUntilMs(floor),
  });

  const managers = startConsoleWay({
    ...{
      config,
      clock,
      log,
      dataFolder: deps.dataFolder,
      store: store.value,
      audit,
      places,
      bookings,
      boards,
      here,
      firstAid,
      hub,
      k,
    },
    anchors: anchors.list,
    onEmergency: everywhere.emergency,
  });
  started.push(managers);
  const people = startMeWay({
    managed: managers.manage.managed,
    emergencyOf: managers.emergency.of,
    ...{ config, clock, networkClock, store: store.value, places, bookings, boards, consent, vault, log },
    heardBy: sightings.engine.heardBy,
    forgetPlace: sightings.forgetPlace,
    positions: positions.state,
    ownPort: () => (server.ok ? server.value.port : 0),
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
    feedsOf({
      config,
      clock,
      onRefusal: metrics.brokerRefused,
      rate: deps.scannerRate,
      phones,
      onLife: anchors.life,
      onFirePanel: managers.hearPanel,
    }),
    {
      clock: networkClock,
      notice: (sentence) => log.warn({ stage: 'receive' }, sentence),
    },
  );
  if (!feeds.ok) return giveUp(feeds);
  const integrations = startIntegrations({
    ...{ config, clock: networkClock, log: log.child({ stage: 'integrate' }) },
    claimedBy: claimsOf(bookings.mirror, consent.claims),
  });
  started.push(integrations);
  const radio = await startSightingWay({
    ...{ ...sightings, config, clock, metrics, anchors, calibration, integrations, people },
    positionsOn: () => positions.state().on,
    swept: deps.onSwept ?? (() => undefined),
    receive: feeds.value.receive,
    mask: boards.mask,
    // Boards go out on a beat of their own (push/board-hub.ts), so that no frame tells when somebody moved.
    push: () => undefined,
    measure: deps.measure,
  });
  started.push(radio);

  const server = await startHttpWay({
    ...{ deps, store: store.value, places, bookings, vault, positions, feeds: feeds.value, anchors, calibration, metrics },
    ...{ hub, people, privacy, phones, managers },
  });
  if (!server.ok) return giveUp(server);
  started.push(server.value);
  return done({ stop, httpPort: server.value.port, mqttPort: feeds.value.broker.port ?? null });
}
