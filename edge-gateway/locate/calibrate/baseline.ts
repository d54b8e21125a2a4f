// What anchors heard of each other when a map was made, kept to see later that one has moved. An anchor that is suspected
// keeps its old baseline: else a night after it was moved everything would look normal again.

import type { AnchorId } from '#shared/model/ids.ts';
import type { Floor } from '#shared/model/site.ts';
import type { PairMean } from './between-anchors.ts';
import { anchorsById } from './pair-place.ts';

type Place = { readonly anchor: AnchorId; readonly x: number; readonly y: number };
/** Pairs, and where the plan had the anchors at that time. */
export type Baseline = { readonly pairs: readonly PairMean[]; readonly places: readonly Place[] };

/** The pairs that can still be compared: when the plan has moved an anchor, what was heard at its old place says nothing. */
export function comparablePairs({ pairs, places }: Baseline, floors: readonly Floor[]): readonly PairMean[] {
  const now = anchorsById(floors);
  const same = new Set(
    places.flatMap(({ anchor, x, y }) => {
      const at = now.get(anchor)?.anchor.at;
      return at !== undefined && Math.hypot(at.x - x, at.y - y) < 0.1 ? [anchor] : [];
    }),
  );
  return pairs.filter((pair) => same.has(pair.from) && same.has(pair.anchor));
}

/** The baseline with the pairs of these days in it, but for those of `suspects`. */
export function renewedBaseline(
  old: Baseline,
  pairs: readonly PairMean[],
  floors: readonly Floor[],
  suspects: ReadonlySet<AnchorId>,
): Baseline {
  const key = (pair: PairMean): string => `${pair.from} ${pair.anchor}`;
  const known = new Map(comparablePairs(old, floors).map((pair) => [key(pair), pair]));
  for (const pair of pairs) {
    const isSuspect = suspects.has(pair.from) || suspects.has(pair.anchor);
    if (!isSuspect || !known.has(key(pair))) known.set(key(pair), pair);
  }
  const places = [...anchorsById(floors)].map(
    ([
      anchor,
      {
        anchor: { at },
      },
    ]) => ({ anchor, x: at.x, y: at.y }),
  );
  return { pairs: [...known.values()], places };
}
