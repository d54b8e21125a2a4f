// A floor whose anchors hear each other, with known gains, powers and exponents, for tests of what is learnt from that.
// Shadowing is the same in both directions of a pair, as in the real world.

import type { PairMean } from '#gateway/locate/calibrate/between-anchors.ts';
import type { Point } from '#shared/geometry/point.ts';
import { gaussian, seededRandom } from '#shared/kit/random.ts';
import { AnchorId } from '#shared/model/ids.ts';
import { Floor } from '#shared/model/site.ts';

export const anchorId = (i: number): AnchorId => AnchorId.parse(`a${i}`);

/** Sixteen anchors on 40 x 24 m, four rows of four. */
export const hall: Floor = Floor.parse({
  id: 'hall',
  name: 'Hall',
  short: 'H',
  outline: { rect: [0, 0, 40, 24] },
  zones: [{ id: 'all', name: 'All', shape: { rect: [0, 0, 40, 24] } }],
  anchors: Array.from({ length: 16 }, (_, i) => ({ id: `a${i}`, at: [5 + (i % 4) * 10, 3 + Math.floor(i / 4) * 6] })),
});

type World = {
  /** Gain of an anchor in dB; 0 when not given. */
  readonly gainDb?: (i: number) => number;
  /** Where an anchor really hangs, when not where the plan says. */
  readonly really?: (i: number) => Point | undefined;
  readonly shadowDb?: number;
  readonly seed?: number;
};

/** What every anchor hears of every other it can hear, exponent 2.4, powers around -60 dBm. */
export function heardBetween({ gainDb = () => 0, really = () => undefined, shadowDb = 2, seed = 1 }: World): PairMean[] {
  const random = seededRandom(seed);
  const at = hall.anchors.map((anchor, i) => really(i) ?? anchor.at);
  const power = hall.anchors.map(() => gaussian(random, -60, 2));
  return at.flatMap((a, i) =>
    at.slice(0, i).flatMap((b, j) => {
      const pathDb = 24 * Math.log10(Math.max(0.5, Math.hypot(a.x - b.x, a.y - b.y))) + gaussian(random, 0, shadowDb);
      return [
        [i, j],
        [j, i],
      ].flatMap(([from = 0, to = 0]) => {
        const meanDbm = (power[from] ?? 0) + gainDb(to) - pathDb;
        return meanDbm < -95 ? [] : [{ from: anchorId(from), anchor: anchorId(to), count: 500, meanDbm, varianceDb2: 6 }];
      });
    }),
  );
}
