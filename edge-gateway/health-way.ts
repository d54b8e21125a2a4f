// What health says, gathered from the parts that know.

import type { AnchorWay } from './anchor-way.ts';
import type { BookingWay } from './booking-way.ts';
import type { OpenFeeds } from './feeds.ts';
import type { GatewayDeps } from './gateway-deps.ts';
import type { PositionsWay } from './positions-way.ts';
import type { PositionVault } from './remember/vault.ts';
import type { Store } from './store/open-store.ts';
import { createHealth } from './watch/health.ts';

type Parts = {
  readonly deps: GatewayDeps;
  readonly store: Store;
  readonly bookings: BookingWay;
  readonly vault: PositionVault;
  readonly positions: Pick<PositionsWay, 'health'>;
  readonly feeds: OpenFeeds;
  readonly anchors: Pick<AnchorWay, 'counts'>;
};

export function healthOf({ deps, store, bookings, vault, positions, feeds, anchors }: Parts): ReturnType<typeof createHealth> {
  const { mirror } = bookings;
  return createHealth({
    version: deps.version,
    clock: deps.clock,
    broker: () => {
      const { up, scannersConnected } = feeds.broker.state();
      return { state: up ? 'up' : 'down', scannersConnected, scannersConfigured: deps.config.scanners.length };
    },
    anchors: () => {
      const { configured, silent } = anchors.counts();
      return { state: configured === 0 ? 'off' : 'up', configured, silent };
    },
    store: () => ({
      state: store.healthy() ? 'up' : 'down',
      schema: store.schema,
      outbox: store.outbox.size(),
      quarantined: store.outbox.quarantined(),
    }),
    booking: () => {
      const { up, sinceMs } = mirror.link();
      return { state: up ? 'up' : 'down', sinceMs: Math.round(sinceMs), mirror: mirror.loaded() ? 'loaded' : 'empty' };
    },
    positions: positions.health,
    vault: () => ({ state: 'up', ...vault.state() }),
    radio: () => {
      if (feeds.radio === null) return { state: 'off' };
      const { up, detail } = feeds.radio.state();
      return { state: up ? 'up' : 'down', ...(detail === undefined ? {} : { detail }) };
    },
  });
}
