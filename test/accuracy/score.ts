// How far an engine's fixes lie from the truth of a recorded walk, at two solves a second.

import type { PositionEngine } from '#gateway/locate/engine.ts';
import { distanceM } from '#shared/geometry/point.ts';
import type { Walk } from './tetam.ts';

export type Score = { readonly errorsM: readonly number[]; readonly heldBy68: number };

/** Plays the walk through the engine; `heldBy68` is the share of fixes whose 68 % radius held the truth. */
export function score(engine: PositionEngine, walk: Walk, solveEveryMs = 500): Score {
  const errorsM: number[] = [];
  let held = 0;
  const first = walk.sightings[0]?.heardAtBootMs ?? 0;
  const last = walk.sightings.at(-1)?.heardAtBootMs ?? 0;
  let next = 0;
  for (let now = first + solveEveryMs; now <= last; now += solveEveryMs) {
    for (; (walk.sightings[next]?.heardAtBootMs ?? Number.POSITIVE_INFINITY) <= now; next++) {
      const sighting = walk.sightings[next];
      if (sighting) engine.hear(sighting);
    }
    for (const fix of engine.solve(now)) {
      const errorM = distanceM(fix, walk.truthAt(now));
      errorsM.push(errorM);
      if (errorM <= fix.radius68M) held++;
    }
  }
  engine.forgetAll();
  return { errorsM, heldBy68: held / errorsM.length };
}

export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** The value below which `share` of the values lie. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
}
