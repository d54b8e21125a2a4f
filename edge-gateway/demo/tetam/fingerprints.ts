// Stationary fingerprints of the hall as calibration samples: the dataset keeps a histogram per point and receiver, the
// gateway wants signal strengths, so each histogram becomes twenty values at its quantiles.

import { z } from 'zod';
import { rssiRangeDbm } from '#shared/model/sighting.ts';
import { labelledJson, toSiteFrame } from './dataset.ts';

/** One line of calibration.jsonl. */
export type CalibrationLine = {
  readonly floor: string;
  readonly x: number;
  readonly y: number;
  readonly anchor: string;
  readonly rssi: readonly number[];
};

const samplesPerHistogram = 20;
const point = /^\(([\d.]+), ([\d.]+), [\d.]+\)$/;

const Bins = z.array(z.number());
const Fingerprints = z.record(z.string().regex(point), z.record(z.string(), z.record(z.string(), z.array(z.number()))));

/** The samples of one `.hst` file, ordered by place and receiver. Receivers that heard nothing at a point have no line. */
export function parseFingerprints(text: string): readonly CalibrationLine[] {
  const bins = labelledJson(text, 'Bins', Bins);
  const lines = Object.entries(labelledJson(text, 'Fingerprints', Fingerprints)).flatMap(([key, receivers]) => {
    const [, x = '', y = ''] = point.exec(key) ?? [];
    const at = toSiteFrame(Number(x), Number(y));
    return Object.entries(receivers).flatMap(([anchor, beacons]) =>
      Object.values(beacons).map((histogram) => ({ floor: 'hall', ...at, anchor, rssi: representative(bins, histogram) })),
    );
  });
  return lines.filter((line) => line.rssi.length > 0).sort((a, b) => a.y - b.y || a.x - b.x || (a.anchor < b.anchor ? -1 : 1));
}

/** Values at the middles of twenty equal shares of the histogram; probability i belongs to bins[i]. */
function representative(bins: readonly number[], histogram: readonly number[]): readonly number[] {
  const kept = histogram
    .map((weight, i) => ({ weight, dbm: bins[i] ?? Number.NaN }))
    .filter(({ weight, dbm }) => weight > 0 && dbm >= rssiRangeDbm.min && dbm <= rssiRangeDbm.max);
  const total = kept.reduce((sum, { weight }) => sum + weight, 0);
  if (total === 0) return [];
  return Array.from({ length: samplesPerHistogram }, (_, k) => quantile(kept, ((k + 0.5) / samplesPerHistogram) * total));
}

/** The value at which the weights before it, itself included, reach `share`. */
function quantile(weighted: readonly { readonly weight: number; readonly dbm: number }[], share: number): number {
  let sum = 0;
  for (const { weight, dbm } of weighted) {
    sum += weight;
    if (sum >= share) return dbm;
  }
  return weighted.at(-1)?.dbm ?? Number.NaN;
}
