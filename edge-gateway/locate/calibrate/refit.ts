// The nightly lesson: from what anchors heard of each other to a tuning per anchor, and the exam it has to pass. Pairs are
// held out in turn; only a map that foretells them better than the one in use replaces it.

import { done, type Refusal, refused } from '#shared/kit/outcome.ts';
import type { AnchorId } from '#shared/model/ids.ts';
import { fitPairs } from './pair-model.ts';
import type { PlacedPair } from './pair-place.ts';
import { rms, rounded } from './robust.ts';
import type { AnchorTuning } from './tuning.ts';

/** Root mean square error in dB over pairs that were held out: of the map in use, and of the new one. */
export type RefitScore = { readonly beforeDb: number; readonly afterDb: number; readonly pairs: number };
export type Refitted = { readonly tunings: readonly AnchorTuning[]; readonly score: RefitScore };

export type RefitRefusal = Refusal<'too-few-pairs'> | (Refusal<'not-better'> & { readonly score: RefitScore });

const folds = 5;
/** So much better it has to be; less is chance. */
const marginShare = 0.02;
/** Pairs of neighbours without which a fold would hold hardly any, and neighbours without which an anchor is not judged. */
const fewestPairs = 10;
const fewestNeighbours = 3;

/**
 * New tunings for every anchor that hears at least three others, or why not. `inUse` are those of the map in use; anchors
 * in `suspects` (moved?) neither teach nor learn, but keep what they have.
 */
export function refit(
  pairs: readonly PlacedPair[],
  inUse: readonly AnchorTuning[],
  suspects: ReadonlySet<AnchorId>,
): { readonly ok: true; readonly value: Refitted } | RefitRefusal {
  const usable = pairs.filter((pair) => !suspects.has(pair.from) && !suspects.has(pair.anchor));
  const neighbours = [...Map.groupBy(usable, neighbourKey).values()];
  if (neighbours.length < fewestPairs) {
    const detail = `Anchors heard each other in ${neighbours.length} pairs on one floor; at least ${fewestPairs} are needed. Let them advertise, and wait for a day.`;
    return refused('too-few-pairs', detail);
  }
  const score = examine(neighbours, inUse);
  if (!(score.afterDb < score.beforeDb * (1 - marginShare))) {
    const detail = `At pairs held out the new map is wrong by ${score.afterDb} dB, the one in use by ${score.beforeDb} dB; it has to be ${100 * marginShare} % better.`;
    return { ...refused('not-better', detail), score };
  }
  const fresh = tuningsFrom(usable);
  const learnt = new Set(fresh.map((tuning) => tuning.anchor));
  return done({ tunings: [...fresh, ...inUse.filter((tuning) => !learnt.has(tuning.anchor))], score });
}

/** Both directions of a pair go through the same air: they are held out together. */
function neighbourKey({ from, anchor }: PlacedPair): string {
  return from < anchor ? `${from} ${anchor}` : `${anchor} ${from}`;
}

function examine(neighbours: readonly (readonly PlacedPair[])[], inUse: readonly AnchorTuning[]): RefitScore {
  const before: number[] = [];
  const after: number[] = [];
  for (let fold = 0; fold < folds; fold++) {
    const known = neighbours.filter((_, i) => i % folds !== fold).flat();
    const heldOut = neighbours.filter((_, i) => i % folds === fold).flat();
    before.push(...errorsDb(known, heldOut, inUse));
    after.push(...errorsDb(known, heldOut, tuningsFrom(known)));
  }
  return { beforeDb: rounded(rms(before)), afterDb: rounded(rms(after)), pairs: neighbours.length };
}

/** Powers are no part of a map: for both maps they are fitted to the known pairs. */
function errorsDb(known: readonly PlacedPair[], heldOut: readonly PlacedPair[], tunings: readonly AnchorTuning[]): number[] {
  const model = fitPairs(known, tunings);
  return heldOut.map((pair) => pair.meanDbm - model.predictDbm(pair));
}

function tuningsFrom(pairs: readonly PlacedPair[]): readonly AnchorTuning[] {
  const model = fitPairs(pairs);
  const heard = Map.groupBy(pairs, (pair) => pair.anchor);
  return [...heard].filter(([, own]) => own.length >= fewestNeighbours).map(([anchor]) => model.tuningOf(anchor));
}
