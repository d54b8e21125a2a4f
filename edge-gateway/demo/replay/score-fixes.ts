// How far fixes were from the truth. Each is compared with where the tag was at the moment the fix speaks of, not with
// the moment it arrived: lag is then an error of its own and not hidden.

import { distanceM, type Point } from '#shared/geometry/point.ts';
import type { TruthPoint } from './walks.ts';

/** The part of a Fix that is scored. */
export type ScoredFix = { readonly x: number; readonly y: number; readonly atBootMs: number };

/** Metres, rounded to centimetres; null when no fix speaks of a moment of the walk. */
export type Score = {
  readonly fixes: number;
  readonly meanM: number | null;
  readonly medianM: number | null;
  readonly p95M: number | null;
};

/**
 * Scores the fixes against the truth (in the order of time). `startBootMs` is the moment on the fixes' clock at which the
 * walk began. Fixes that speak of a moment before or after the walk have no truth and are left out.
 */
export function scoreFixes(fixes: readonly ScoredFix[], truth: readonly TruthPoint[], startBootMs: number): Score {
  const errors = fixes
    .flatMap((fix) => {
      const place = truthAt(truth, fix.atBootMs - startBootMs);
      return place === null ? [] : [distanceM(fix, place)];
    })
    .sort((a, b) => a - b);
  const mean = errors.length === 0 ? null : centimetres(errors.reduce((sum, error) => sum + error, 0) / errors.length);
  return { fixes: errors.length, meanM: mean, medianM: quantile(errors, 0.5), p95M: quantile(errors, 0.95) };
}

/** Where the tag was at `atMs` of the walk, by straight lines between recorded places; null outside the walk. */
export function truthAt(truth: readonly TruthPoint[], atMs: number): Point | null {
  let low = 0;
  let high = truth.length - 1;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if ((truth[middle]?.atMs ?? 0) < atMs) low = middle + 1;
    else high = middle;
  }
  const after = truth[low];
  const before = truth[low - 1];
  if (after === undefined || atMs > after.atMs || (before === undefined && atMs < after.atMs)) return null;
  if (before === undefined || after.atMs === before.atMs) return { x: after.x, y: after.y };
  const share = (atMs - before.atMs) / (after.atMs - before.atMs);
  return { x: before.x + (after.x - before.x) * share, y: before.y + (after.y - before.y) * share };
}

/** The value below which the share lies, by straight lines between ranks. */
function quantile(sorted: readonly number[], share: number): number | null {
  const rank = (sorted.length - 1) * share;
  const low = sorted[Math.floor(rank)];
  const high = sorted[Math.ceil(rank)];
  return low === undefined || high === undefined ? null : centimetres(low + (high - low) * (rank - Math.floor(rank)));
}

const centimetres = (metres: number): number => Math.round(metres * 100) / 100;
