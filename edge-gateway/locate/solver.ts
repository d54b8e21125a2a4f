// What one solve of one subject says: a step of the filter for where they are, the backward pass for where they were, and
// what is known better of somebody who sits still.

import type { Fix } from '#shared/model/fix.ts';
import { type Estimate, estimate, type Shares } from './estimate.ts';
import type { Observation } from './evidence.ts';
import type { Grid } from './grid.ts';
import { createMotion } from './motion.ts';
import type { RadioMap } from './radio-map.ts';
import { createSettler } from './settle.ts';
import { createStepper } from './step.ts';
import { remember } from './still-memory.ts';
import { createStillPlace } from './still-place.ts';
import { emptyWindow, momentOf, observations, type Track, wipeStep } from './track.ts';
import { chooseZone, type ZoneChoice } from './zone-choice.ts';

/** The two fixes, and what they were made of. */
type Solved = { readonly instant: Fix; readonly settled: Fix | null; readonly heard: readonly Observation[] };

export type Solver = {
  /** Uses up the track's window. Null when nothing in it can be used. */
  readonly solve: (subject: Fix['subject'], track: Track, nowMs: number) => Solved | null;
  /** Zeroes what the last solves left in common workspaces. */
  readonly clear: () => void;
};

/** How old what an instant and a settled fix speak of may be. */
const oldestMs = { instant: 500, settled: 3_000 };
/** A settled fix of less is hardly better than an instant one. */
const leastSettledMs = 1_500;
/** Below this share of belief on one floor, or with a wider radius, nothing but the floor is said. */
const placeFrom = { floorShare: 0.6, radius68M: 6 };

export function createSolver(grid: Grid, map: RadioMap, withSettled: boolean): Solver {
  const motion = createMotion(grid);
  const stepper = createStepper(grid, motion);
  const settler = createSettler(grid, motion);
  const stillPlace = createStillPlace(grid, map);
  const fixOf = (subject: Fix['subject'], found: Estimate, zoneAt: ZoneChoice, atBootMs: number): Fix => {
    const { floor, x, y, radius68M, radius95M, zoneShare } = found;
    const isPlace = found.floorShare >= placeFrom.floorShare && radius68M <= placeFrom.radius68M;
    const zone = isPlace ? (grid.zones[zoneAt.zone] ?? null) : null;
    const zoneProbability = zone === null ? 0 : Math.min(1, zoneShare[zoneAt.zone] ?? 0);
    const precision = isPlace ? 'place' : 'floor';
    return { subject, floor: floor.id, x, y, radius68M, radius95M, precision, zone, zoneProbability, atBootMs };
  };
  const readOff = (subject: Fix['subject'], shares: Shares, track: Track, which: 'instant' | 'settled', atMs: number): Fix => {
    const found = estimate(shares, grid, map.errorM);
    track.zones[which] = chooseZone(track.zones[which], found.zoneShare, atMs);
    return fixOf(subject, found, track.zones[which], atMs);
  };
  return {
    solve: (subject, track, nowMs) => {
      const heard = observations(map, track);
      const moment = track.readings === 0 ? nowMs : momentOf(track);
      emptyWindow(track);
      if (heard.length === 0) return null;
      const last = track.steps.at(-1)?.atMs;
      const atMs = Math.min(nowMs, Math.max(moment, nowMs - oldestMs.instant, last ?? moment));
      const walking = stepper.step(track, heard, atMs);
      track.still = remember(track.still, heard, Math.max(0, atMs - (last ?? atMs)) / 1_000);
      const shares = stillPlace.mix(walking, track.still, track.offset);
      track.solvedAtMs = nowMs;
      dropSteps(track, withSettled ? nowMs - oldestMs.settled : atMs);
      const instant = readOff(subject, shares, track, 'instant', atMs);
      const first = track.steps[0];
      const isRipe = withSettled && first !== undefined && track.steps.length > 1 && nowMs - first.atMs >= leastSettledMs;
      const passing = isRipe ? settler.settle(track.steps) : null;
      const before = passing && stillPlace.mix(passing, track.still, track.offset);
      const settled = before && first ? readOff(subject, before, track, 'settled', first.atMs) : null;
      return { instant, settled, heard };
    },
    clear: () => {
      stepper.clear();
      settler.clear();
      stillPlace.clear();
    },
  };
}

/** Zeroes the steps from before `fromMs`; the newest one stays. */
function dropSteps({ steps }: Track, fromMs: number): void {
  while (steps.length > 1 && (steps[0]?.atMs ?? fromMs) < fromMs) {
    const old = steps.shift();
    if (old) wipeStep(old);
  }
}
