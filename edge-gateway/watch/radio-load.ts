// How much one scanner's radio hears, from what it counts itself: adverts of every radio near it, strangers' and machines'
// alike. Sightings are not counted here: of a scanner that reports our tags only they would tell when one person is near.

import { minutes, seconds } from '#shared/kit/duration.ts';
import type { ScannerReport } from '#shared/model/scanner.ts';

export type RadioLoad = {
  readonly report: (report: ScannerReport) => void;
  /** Adverts a second over about a minute, rounded to 0, 1, 2, 5, 10, 20, ...; null when it does not tell or not any more. */
  readonly advertsPerSecond: (nowMs: number) => number | null;
  /** Whether its table of tags is nearly full, so that it forgets some; null when it does not tell. */
  readonly saturated: () => boolean | null;
};

const shortestSpanMs = seconds(10);
const usualSpanMs = minutes(1);
const staleMs = minutes(6);
const nearlyFull = 0.9;

export function radioLoad(): RadioLoad {
  let from: { readonly total: number; readonly atMs: number } | null = null;
  let rate: { readonly perSecond: number; readonly atMs: number } | null = null;
  let full: boolean | null = null;
  const count = (total: number, atMs: number): void => {
    const spanMs = from === null ? 0 : atMs - from.atMs;
    // Counters begin anew with every start, and overflow.
    if (from === null || total < from.total || spanMs < 0) {
      from = { total, atMs };
      return;
    }
    if (spanMs < (rate === null ? shortestSpanMs : usualSpanMs)) return;
    rate = { perSecond: ((total - from.total) * 1000) / spanMs, atMs };
    from = { total, atMs };
  };
  return {
    report: ({ advertsTotal, tagsHeld, tagSlots, atBootMs }) => {
      if (advertsTotal !== undefined) count(advertsTotal, atBootMs);
      if (tagsHeld !== undefined && tagSlots !== undefined && tagSlots > 0) full = tagsHeld >= nearlyFull * tagSlots;
    },
    advertsPerSecond: (nowMs) => (rate === null || nowMs - rate.atMs > staleMs ? null : rounded(rate.perSecond)),
    saturated: () => full,
  };
}

/** To 1, 2 or 5 times a power of ten: enough to see a deaf or a crowded radio, and not one more phone near it. */
function rounded(perSecond: number): number {
  if (perSecond < 0.5) return 0;
  const power = 10 ** Math.floor(Math.log10(perSecond));
  const digit = perSecond / power;
  const near = digit < 1.5 ? 1 : digit < 3.5 ? 2 : digit < 7.5 ? 5 : 10;
  return Math.max(1, near * power);
}
