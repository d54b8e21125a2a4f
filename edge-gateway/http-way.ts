// The HTTP server, fitted to everything it answers for: displays, pads, people, phones, the privacy desk, health and figures.

import type { Clock } from '#shared/kit/clock.ts';
import type { AnchorWay } from './anchor-way.ts';
import type { BookingWay } from './booking-way.ts';
import type { CalibrationWay } from './calibration-way.ts';
import { createCheckInWay } from './check-in-way.ts';
import type { ConsoleWay } from './console-way.ts';
import { createDisplayRegistry } from './displays/registry.ts';
import type { OpenFeeds } from './feeds.ts';
import type { GatewayDeps } from './gateway-deps.ts';
import { healthOf } from './health-way.ts';
import type { MeWay } from './me-way.ts';
import type { Places } from './places.ts';
import type { PositionsWay } from './positions-way.ts';
import type { PrivacyWay } from './privacy-way.ts';
import type { BoardHub } from './push/board-hub.ts';
import { startHttpServer } from './push/http-server.ts';
import type { PhoneAccess } from './receive/phone-access.ts';
import { phonePosts } from './receive/phone-posts.ts';
import type { PositionVault } from './remember/vault.ts';
import { derivedSecret } from './secrets.ts';
import type { Store } from './store/open-store.ts';
import type { Metrics } from './watch/metrics.ts';

type Parts = {
  readonly deps: GatewayDeps;
  readonly store: Store;
  readonly places: Places;
  readonly bookings: BookingWay;
  readonly vault: PositionVault;
  readonly positions: PositionsWay;
  readonly feeds: OpenFeeds;
  readonly anchors: AnchorWay;
  readonly calibration: CalibrationWay;
  readonly metrics: Metrics;
  readonly hub: BoardHub;
  readonly people: MeWay;
  readonly privacy: PrivacyWay;
  readonly phones: PhoneAccess;
  readonly managers: Pick<ConsoleWay, 'manage' | 'emergency'>;
};

/** A refusal's `detail` is a sentence for the operator. */
export function startHttpWay(parts: Parts): ReturnType<typeof startHttpServer> {
  const { deps, store, places, bookings, vault, positions, feeds, anchors, calibration, metrics, privacy } = parts;
  const { config, clock, log } = deps;
  const networkClock: Clock = deps.networkClock ?? clock;
  return startHttpServer({
    ...config.http,
    version: deps.version,
    pagesFolder: deps.pagesFolder,
    displays: createDisplayRegistry({
      displays: config.displays,
      tokenOf: (id) => derivedSecret(config.secrets.WAYPOST_DISPLAY_KEY, 'display', id),
      bootMs: clock.bootMs,
    }),
    hub: parts.hub,
    checkIn: createCheckInWay({ config, clock, store, places, bookings, metrics }),
    people: parts.people.pages,
    privacy: parts.people.pages && privacy.desk,
    privacyOf: privacy.privacyOf,
    manage: parts.people.pages && parts.managers.manage,
    emergency: parts.managers.emergency,
    phones: phonePosts({ phones: parts.phones, deliver: feeds.deliver, stampMs: clock.bootMs }),
    health: healthOf({ deps, store, bookings, vault, positions, feeds, anchors }),
    anchors: anchors.list,
    calibration: calibration.desk,
    mayInspect: calibration.isInstaller,
    metrics,
    clock: networkClock,
    log: log.child({ stage: 'push' }),
  });
}
