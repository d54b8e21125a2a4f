// One look at the whole gateway, for people and for machines. Each part answers for itself; a part that can't answer is
// down, and the health report still comes.

import type { Clock } from '#shared/kit/clock.ts';
import type { Health } from '#shared/wire/health.ts';

export type HealthParts = {
  readonly version: string;
  readonly clock: Pick<Clock, 'bootMs'>;
  readonly broker: () => Health['broker'];
  readonly anchors: () => Health['anchors'];
  readonly store: () => Health['store'];
  readonly booking: () => Health['booking'];
  readonly positions: () => Health['positions'];
  readonly vault: () => Health['vault'];
  readonly radio: () => Health['radio'];
};

/** The returned function gathers a report; `uptimeMs` counts from this call. */
export function createHealth(parts: HealthParts): () => Health {
  const startedBootMs = parts.clock.bootMs();
  return () => {
    const report = {
      version: parts.version,
      uptimeMs: Math.round(parts.clock.bootMs() - startedBootMs),
      broker: answer(parts.broker, { state: 'down', scannersConnected: 0, scannersConfigured: 0 }),
      anchors: answer(parts.anchors, { state: 'down', configured: 0, silent: 0 }),
      store: answer(parts.store, { state: 'down', schema: 0, outbox: 0, quarantined: 0 }),
      booking: answer(parts.booking, { state: 'down', sinceMs: null, mirror: 'empty' }),
      positions: answer(parts.positions, { state: 'down', detail: [] }),
      vault: answer(parts.vault, { state: 'down', capacity: 0, maxAgeMs: 0, flushes: 0 }),
      radio: answer(parts.radio, { state: 'down' }),
    } satisfies Omit<Health, 'status'>;
    return { status: shouldBeLookedAt(report) ? 'degraded' : 'ok', ...report };
  };
}

/**
 * Something is down, a scanner is missing, an anchor silent, nothing is known of the bookings, an entry was refused for
 * good, or a gate of the positions fails, even where its risk is accepted.
 */
function shouldBeLookedAt({ broker, anchors, store, booking, positions, vault, radio }: Omit<Health, 'status'>): boolean {
  const down = [broker, anchors, store, booking, positions, vault, radio].some((part) => part.state === 'down');
  const missing = broker.scannersConnected < broker.scannersConfigured || anchors.silent > 0;
  return down || missing || booking.mirror === 'empty' || store.quarantined > 0 || positions.detail.length > 0;
}

function answer<T>(ask: () => T, whenItThrows: T): T {
  try {
    return ask();
  } catch {
    return whenItThrows;
  }
}
