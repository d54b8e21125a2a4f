// The health of each scanner for Prometheus, in a registry of its own: not everybody may see it (push/inspector.ts). Labels
// are configured ids. A firmware's version becomes a number, since a label must not be made of what a sender says.

import { Gauge, Registry } from 'prom-client';
import type { ScannerHealth } from './anchor-watch.ts';

/** What each figure is of a scanner; null is left out. */
const figures: Readonly<Record<string, readonly [help: string, of: (scanner: ScannerHealth) => number | null]>> = {
  up: [
    '1 while something comes from it, 0 when it is silent',
    ({ state }) => (state === 'unknown' ? null : Number(state !== 'silent')),
  ],
  last_heard_seconds: ['Age of the last word from it, in whole minutes', ({ lastHeardAgoMs: ms }) => ms && ms / 1000],
  adverts_per_second: ['Adverts of all radios near it, by its own count, rounded', (scanner) => scanner.advertsPerSecond],
  saturated: ['1 when its table of tags is nearly full', ({ saturated }) => (saturated === null ? null : Number(saturated))],
  clock_skew_seconds: ['Its clock minus ours', ({ clockSkewMs: ms }) => ms && ms / 1000],
  firmware: [
    'Version of its firmware, major * 1e6 + minor * 1e3 + patch',
    ({ firmwareVersion }) => versionNumber(firmwareVersion),
  ],
};

/** The returned function asks `health` and writes the figures of all scanners as text. */
export function scannerFigures(health: () => readonly ScannerHealth[]): () => Promise<string> {
  const registry = new Registry();
  const gauges = Object.entries(figures).map(([name, [help, of]]) => {
    const gauge = new Gauge({ name: `waypost_scanner_${name}`, help, labelNames: ['scanner'], registers: [registry] });
    return { gauge, of };
  });
  return () => {
    const scanners = health();
    for (const { gauge, of } of gauges) {
      gauge.reset();
      for (const scanner of scanners) {
        const value = of(scanner);
        if (value !== null) gauge.set({ scanner: scanner.id }, value);
      }
    }
    return registry.metrics();
  };
}

/** `v4.1.0` is 4001000; parts that are not there are zero, and those beyond the third do not count. */
function versionNumber(version: string | null): number | null {
  if (version === null) return null;
  const [major = 0, minor = 0, patch = 0] = (version.match(/\d+/g) ?? []).map(Number);
  return major * 1e6 + Math.min(minor, 999) * 1e3 + Math.min(patch, 999);
}
