// The baseline every position has to beat: "you are where you are heard loudest", over the last three seconds.

import type { PositionEngine } from '#gateway/locate/engine.ts';
import type { ConsentedSighting } from '#shared/model/sighting.ts';
import type { Floor } from '#shared/model/site.ts';

/** Behind the engine's port, for one subject on one floor; its radius claims nothing. */
export function nearestAnchor(floor: Floor): PositionEngine {
  let window: ConsentedSighting[] = [];
  const forgetAll = (): void => {
    window = [];
  };
  return {
    hear: (sighting) => void window.push(sighting),
    solve: (nowBootMs) => {
      window = window.filter((sighting) => nowBootMs - sighting.heardAtBootMs < 3_000);
      const loudest = floor.anchors.map((anchor) => ({ anchor, dbm: meanDbm(window.filter((s) => s.anchor === anchor.id)) }));
      const best = loudest.reduce((a, b) => (b.dbm > a.dbm ? b : a));
      const subject = window[0]?.subject;
      if (subject === undefined) return [];
      const place = { floor: floor.id, ...best.anchor.at, radius68M: 0, zone: null, zoneProbability: 0 };
      return [{ subject, ...place, atBootMs: nowBootMs }];
    },
    forget: forgetAll,
    forgetAll,
  };
}

function meanDbm(sightings: readonly ConsentedSighting[]): number {
  if (sightings.length === 0) return Number.NEGATIVE_INFINITY;
  return sightings.reduce((sum, { rssiDbm }) => sum + rssiDbm, 0) / sightings.length;
}
