// Figures for Prometheus. Labels are constants of ours or ids of the configuration; anything else counts as "other", so
// that no label can carry a person and their number stays bounded.

import { monitorEventLoopDelay } from 'node:perf_hooks';
import { Counter, Gauge, Registry } from 'prom-client';

export type Metrics = {
  readonly decodeRefused: (reason: string, scanner: string) => void;
  readonly sighting: (result: 'consented' | 'dropped') => void;
  readonly fix: () => void;
  /** `scanner` is the one that logged in, if one did. */
  readonly brokerRefused: (reason: string, scanner?: string) => void;
  readonly checkIn: (action: 'checked-in' | 'released' | 'walked-up') => void;
  readonly boardFrame: () => void;
  readonly vaultFlush: () => void;
  readonly outboxSize: (entries: number) => void;
  /** Begins to measure how late the event loop runs; ends with `stop`. */
  readonly startLoopWatch: () => { readonly stop: () => Promise<void> };
  readonly contentType: string;
  /** All figures in Prometheus' text form. */
  readonly text: () => Promise<string>;
};

const loopResolutionMs = 20;

/** `scanners` are the configured ids: the only values the label `scanner` can take besides "unknown". */
export function createMetrics({ scanners }: { readonly scanners: readonly string[] }): Metrics {
  const registry = new Registry();
  const configured = new Set(scanners);
  const counter = <L extends string>(name: string, help: string, ...labelNames: L[]): Counter<L> =>
    new Counter({ name: `waypost_${name}`, help, labelNames, registers: [registry] });
  const gauge = (name: string, help: string, read?: () => number): Gauge => {
    const made: Gauge = new Gauge({
      name: `waypost_${name}`,
      help,
      registers: [registry],
      ...(read && { collect: () => made.set(read()) }),
    });
    return made;
  };
  const refusedAtDecode = counter('decode_refused_total', 'Messages no sighting could be read from', 'reason', 'scanner');
  const sightings = counter('sightings_total', 'Sightings by what the consent gate did', 'result');
  const fixes = counter('fixes_total', 'Places computed');
  const refusedAtBroker = counter('broker_refused_total', 'Connections and packets the broker refused', 'reason', 'scanner');
  const checkIns = counter('checkins_total', 'Acknowledged actions at the pads', 'action');
  const frames = counter('board_frames_total', 'Boards sent to displays');
  const flushes = counter('vault_flushes_total', 'Times the position vault was emptied because a clock moved');
  const outbox = gauge('outbox_size', 'Entries the booking system has not confirmed yet');
  gauge('resident_memory_bytes', 'Resident memory of the gateway', () => process.memoryUsage.rss());
  const loop = monitorEventLoopDelay({ resolution: loopResolutionMs });
  gauge('event_loop_lag_p99_seconds', 'How late the event loop ran, 99th percentile since the last read', () => {
    // What is recorded is the time between two looks, so the time that was meant to pass is taken off.
    const lateMs = loop.count === 0 ? 0 : Math.max(0, loop.percentile(99) / 1e6 - loopResolutionMs);
    loop.reset();
    return lateMs / 1000;
  });
  const known = (scanner: string | undefined): string => (scanner !== undefined && configured.has(scanner) ? scanner : 'unknown');
  return {
    decodeRefused: (reason, scanner) => refusedAtDecode.inc({ reason: constant(reason), scanner: known(scanner) }),
    sighting: (result) => sightings.inc({ result }),
    fix: () => fixes.inc(),
    brokerRefused: (reason, scanner) => refusedAtBroker.inc({ reason: constant(reason), scanner: known(scanner) }),
    checkIn: (action) => checkIns.inc({ action }),
    boardFrame: () => frames.inc(),
    vaultFlush: () => flushes.inc(),
    outboxSize: (entries) => outbox.set(entries),
    startLoopWatch: () => {
      loop.enable();
      return {
        stop: async () => {
          loop.disable();
        },
      };
    },
    contentType: registry.contentType,
    text: () => registry.metrics(),
  };
}

/** Reasons in this house are words joined by hyphens; whatever looks otherwise came from outside. */
function constant(reason: string): string {
  return /^[a-z]+(?:-[a-z0-9]+){0,5}$/.test(reason) && reason.length <= 32 ? reason : 'other';
}
