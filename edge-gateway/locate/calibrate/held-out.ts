// Which curve a site deserves, and what a map adds, asked of spots that they have not seen: every fifth spot is held out in turn, whole,
// because samples of one spot are alike and would give each other away.

import { seededRandom } from '#shared/kit/random.ts';
import { type CurveKind, fitCurves, type Measured } from './curve.ts';
import { rms } from './robust.ts';

/** Root mean square errors in dB at spots not seen, of curves and of the map; null while there are fewer spots than folds. */
export type HeldOutScore = { readonly points: number; readonly errorDb: Readonly<Record<CurveKind | 'map', number>> | null };

/** Draws a map from some samples, and says what it expects at others. */
export type MapFrom = (known: readonly Measured[]) => (at: Measured) => number;

const folds = 5;
const kinds = ['default', 'site', 'anchor'] as const;

/** Cross-validation over spots; the same spots are always held out together. */
export function heldOutScore(measured: readonly Measured[], mapFrom: MapFrom): HeldOutScore {
  const spots = shuffled([...Map.groupBy(measured, (m) => `${m.floor} ${m.x} ${m.y}`).values()]);
  if (spots.length < folds) return { points: spots.length, errorDb: null };
  const errors: Record<CurveKind | 'map', number[]> = { default: [], site: [], anchor: [], map: [] };
  for (let fold = 0; fold < folds; fold++) {
    const known = spots.filter((_, i) => i % folds !== fold).flat();
    const heldOut = spots.filter((_, i) => i % folds === fold).flat();
    const ask = (kind: keyof typeof errors, expected: (at: Measured) => number): unknown =>
      errors[kind].push(...heldOut.map((m) => m.rssiDbm - expected(m)));
    for (const kind of kinds) ask(kind, fitCurves(known, kind));
    ask('map', mapFrom(known));
  }
  const { default: usual, site, anchor, map } = errors;
  return { points: spots.length, errorDb: { default: rms(usual), site: rms(site), anchor: rms(anchor), map: rms(map) } };
}

/** Spots stand in files row by row; a fold of neighbours would be a harder and different question. */
function shuffled<T>(things: readonly T[]): readonly T[] {
  const random = seededRandom(5);
  return things
    .map((thing) => ({ thing, order: random() }))
    .sort((a, b) => a.order - b.order)
    .map(({ thing }) => thing);
}
