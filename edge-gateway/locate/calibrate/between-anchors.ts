// What anchors heard of each other, as running sums per pair: one day being gathered, and the day before. Memory is
// bounded by the square of the anchors, whatever the traffic. Nobody is in it.

import type { AnchorId } from '#shared/model/ids.ts';
import { type AnchorHeard, rssiRangeDbm } from '#shared/model/sighting.ts';

/** What `anchor` heard of `from`; `varianceDb2` is that of the single readings. */
export type PairMean = {
  readonly from: AnchorId;
  readonly anchor: AnchorId;
  readonly count: number;
  readonly meanDbm: number;
  readonly varianceDb2: number;
};

export type BetweenAnchors = {
  /** Takes one reading in; of unknown anchors, of oneself, or out of range it is ignored. */
  readonly hear: (heard: AnchorHeard) => void;
  /**
   * Pairs with readings enough to be believed: of this day, or of the day before while this one has not half as many.
   * Never of both: a pair that is not heard any more would be there as it was, beside others as they are.
   */
  readonly pairs: () => readonly PairMean[];
  /** A new day begins. */
  readonly turn: () => void;
};

/** Fewer readings of a pair say more about the moment than about the pair. */
const fewestReadings = 20;

type Sums = { readonly from: AnchorId; readonly anchor: AnchorId; count: number; meanDbm: number; squares: number };
type Day = Map<string, Sums>;

export function createBetweenAnchors(anchors: ReadonlySet<AnchorId>): BetweenAnchors {
  let today: Day = new Map();
  let yesterday: Day = new Map();
  return {
    hear: ({ from, anchor, rssiDbm }) => {
      if (from === anchor || !anchors.has(from) || !anchors.has(anchor)) return;
      if (!(rssiDbm >= rssiRangeDbm.min && rssiDbm <= rssiRangeDbm.max)) return;
      const key = `${from} ${anchor}`;
      const sums = today.get(key) ?? { from, anchor, count: 0, meanDbm: 0, squares: 0 };
      today.set(key, sums);
      add(sums, rssiDbm);
    },
    pairs: () => {
      const [now, before] = [today, yesterday].map((day) => [...day.values()].filter((sums) => sums.count >= fewestReadings));
      const enough = now !== undefined && before !== undefined && now.length >= before.length / 2;
      return (enough ? now : (before ?? [])).map(pairMean);
    },
    turn: () => {
      yesterday = today;
      today = new Map();
    },
  };
}

/** Welford's running mean and sum of squares: no cancellation, however long the day. */
function add(sums: Sums, rssiDbm: number): void {
  sums.count += 1;
  const before = rssiDbm - sums.meanDbm;
  sums.meanDbm += before / sums.count;
  sums.squares += before * (rssiDbm - sums.meanDbm);
}

function pairMean({ from, anchor, count, meanDbm, squares }: Sums): PairMean {
  return { from, anchor, count, meanDbm, varianceDb2: squares / (count - 1) };
}
