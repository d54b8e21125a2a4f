// Figures for Prometheus. Labels are constants of ours or ids of the configuration; anything else counts as "other", so
// that no label can carry a person and their number stays bounded.

import { monitorEventLoopDelay } from 'node:perf_hooks';
import { Counter, Gauge, Registry } from 'prom-client';
import type { Doubt } from '#shared/model/fix.ts';
import type { AnchorId } from '#shared/model/ids.ts';
import { GateName, type PositionsState } from '#shared/model/positions.ts';
import type { ScannerHealth } from './anchor-watch.ts';
import { scannerFigures } from './scanner-figures.ts';

export type Metrics = {
  readonly decodeRefused: (reason: string, scanner: string) => void;
  readonly sighting: (result: 'consented' | 'dropped') => void;
  readonly fix: () => void;
  /** A fix the radio contradicts; it was shown to nobody. */
  readonly doubted: (reason: Doubt) => void;
  /** `scanner` is the one that logged in, if one did. */
  readonly brokerRefused: (reason: string, scanner?: string) => void;
  readonly checkIn: (action: 'checked-in' | 'released' | 'walked-up') => void;
  readonly boardFrame: () => void;
  readonly vaultFlush: () => void;
  readonly outboxSize: (entries: number) => void;
  /** Begins to measure how late the event loop runs; ends with `stop`. */
  readonly startLoopWatch: () => { readonly stop: () => Promise<void> };
  readonly anchorOutage: (anchor: AnchorId) => void;
  readonly contentType: string;
  /** In Prometheus' text form: what everybody may see, and for an inspector the health of each scanner too. */
  readonly text: (audience?: 'everybody' | 'inspector') => Promise<string>;
};

const loopResolutionMs = 20;

type MetricsDeps = {
  /** The configured ids: the only values the label `scanner` can take besides "unknown". */
  readonly scanners: readonly string[];
  /** Asked for at every read. */
  readonly health?: () => readonly ScannerHealth[];
  /** Asked for at every read; without it there are no figures of it. */
  readonly positions?: () => PositionsState;
};

export function createMetrics({ scanners, health = () => [], positions }: MetricsDeps): Metrics {
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
  const doubted = counter('doubted_fixes_total', 'Places the radio contradicts, shown to nobody', 'reason');
  const refusedAtBroker = counter('broker_refused_total', 'Connections and packets the broker refused', 'reason', 'scanner');
  const checkIns = counter('checkins_total', 'Acknowledged actions at the pads', 'action');
  const frames = counter('board_frames_total', 'Boards sent to displays');
  const flushes = counter('vault_flushes_total', 'Times the position vault was emptied because a clock moved');
  const outbox = gauge('outbox_size', 'Entries the booking system has not confirmed yet');
  const outages = counter('anchor_outages_total', 'Times an anchor fell silent so that a person should look', 'anchor');
  const ofScanners = scannerFigures(health);
  if (positions !== undefined) {
    gauge('positions_on', 'Whether people may be located now', () => (positions().on ? 1 : 0));
    gatesFailing(registry, positions);
  }
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
    doubted: (reason) => doubted.inc({ reason }),
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
    anchorOutage: (anchor) => outages.inc({ anchor }),
    text: async (audience = 'everybody') => {
      const figures = await registry.metrics();
      return audience === 'inspector' ? figures + (await ofScanners()) : figures;
    },
  };
}

/** A gate whose risk the configuration accepts fails all the same. */
function gatesFailing(registry: Registry, positions: () => PositionsState): void {
  const made: Gauge<'gate'> = new Gauge({
    name: 'waypost_gate_failing',
    help: 'Whether a gate of the positions fails, even where its risk is accepted',
    labelNames: ['gate'],
    registers: [registry],
    collect: () => {
      const { failing, accepted } = positions();
      for (const name of GateName.options) made.set({ gate: name }, [...failing, ...accepted].includes(name) ? 1 : 0);
    },
  });
}

/** Reasons in this house are words joined by hyphens; whatever looks otherwise came from outside. */
function constant(reason: string): string {
  return /^[a-z]+(?:-[a-z0-9]+){0,5}$/.test(reason) && reason.length <= 32 ? reason : 'other';
}
