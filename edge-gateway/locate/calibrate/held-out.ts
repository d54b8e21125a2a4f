// Which curve a site deserves, asked of spots that the curve has not seen: every fifth spot is held out in turn, whole,
// because samples of one spot are alike and would give each other away.

import { seededRandom } from '#shared/kit/random.ts';
import { type CurveKind, fitCurves, type Measured } from './curve.ts';
import { rms } from './robust.ts';

/** Root mean square errors in dB at spots not seen, or null while there are fewer spots than folds. */
export type HeldOutScore = { readonly points: number; readonly errorDb: Readonly<Record<CurveKind, number>> | null };

const folds = 5;
const kinds = ['default', 'site', 'anchor'] as const;

/** Cross-validation over spots; the same spots are always held out together. */
export function heldOutScore(measured: readonly Measured[]): HeldOutScore {
  const spots = shuffled([...Map.groupBy(measured, (m) => `${m.floor} ${m.x} ${m.y}`).values()]);
  if (spots.length < folds) return { points: spots.length, errorDb: null };
  const errors: Record<CurveKind, number[]> = { default: [], site: [], anchor: [] };
  for (let fold = 0; fold < folds; fold++) {
    const known = spots.filter((_, i) => i % folds !== fold).flat();
    const heldOut = spots.filter((_, i) => i % folds === fold).flat();
    for (const kind of kinds) {
      const expected = fitCurves(known, kind);
      errors[kind].push(...heldOut.map((m) => m.rssiDbm - expected(m)));
    }
  }
  return {
    points: spots.length,
    errorDb: { default: rms(errors.default), site: rms(errors.site), anchor: rms(errors.anchor) },
  };
}

/** Spots stand in files row by row; a fold of neighbours would be a harder and different question. */
function shuffled<T>(things: readonly T[]): readonly T[] {
  const random = seededRandom(5);
  return things
    .map((thing) => ({ thing, order: random() }))
    .sort((a, b) => a.order - b.order)
    .map(({ thing }) => thing);
}
