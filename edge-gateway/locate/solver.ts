// One step of the grid Bayes filter for one subject: let the belief walk, weigh the new evidence, read off a fix.

import type { Fix } from '#shared/model/fix.ts';
import { estimate } from './estimate.ts';
import { createWorkspace, isPlain, weigh } from './evidence.ts';
import type { Grid } from './grid.ts';
import { spread } from './motion.ts';
import type { RadioMap } from './radio-map.ts';
import { observations, type Track } from './track.ts';
import { chooseZone } from './zone-choice.ts';

export type Solver = {
  /** The belief of somebody of whom nothing is known: alike everywhere in the building. */
  readonly anywhere: Float32Array;
  /** Uses up the track's window. */
  readonly solve: (subject: Fix['subject'], track: Track, nowMs: number) => Fix;
  /** Zeroes what the last solves left in the common workspace. */
  readonly clear: () => void;
};

/** How far a whole uncalibrated map can be off, seconds on end, without the belief noticing (seen on the TETAM walks). */
const plainErrorM = 1.8;
/** A person in an office: spread of the random walk in metres per root second. */
const walkM = 0.7;
/** Belief kept spread over the whole building for every second, so that a lift ride or a lost signal can be recovered. */
const lostPerSecond = 0.004;
/** Every how many cells, each way, such a lost person is looked for. */
const latticeStep = 8;

export function createSolver(grid: Grid, map: RadioMap): Solver {
  const work = createWorkspace(grid.size);
  const anywhere = everywhere(grid);
  const lattice = latticeOf(grid);
  return {
    anywhere,
    solve: (subject, track, nowMs) => {
      const seconds = track.solvedAtMs === null ? 0 : (nowMs - track.solvedAtMs) / 1_000;
      if (seconds > 0) {
        spread(track.belief, grid, walkM * walkM * seconds, work.log);
        loosen(track.belief, lattice, Math.min(0.5, lostPerSecond * seconds));
      }
      const heard = observations(map, track);
      if (!weigh(track.belief, heard, work)) track.belief.set(anywhere);
      track.window.length = 0;
      track.solvedAtMs = nowMs;
      const { floor, x, y, zoneShare, ...at } = estimate(track.belief, grid);
      track.zone = chooseZone(track.zone, zoneShare, nowMs);
      const radius68M = isPlain(heard) ? Math.hypot(at.radius68M, plainErrorM) : at.radius68M;
      const zone = grid.zones[track.zone.zone] ?? null;
      const zoneProbability = zoneShare[track.zone.zone] ?? 0;
      return { subject, floor: floor.id, x, y, radius68M, zone, zoneProbability, atBootMs: nowMs };
    },
    clear: () => {
      for (const sums of Object.values(work)) sums.fill(0);
    },
  };
}

function everywhere(grid: Grid): Float32Array {
  const cells = grid.inside.reduce((sum, inside) => sum + inside, 0);
  return Float32Array.from(grid.inside, (inside) => inside / cells);
}

function latticeOf(grid: Grid): readonly number[] {
  return grid.floors.flatMap(({ first, cols, rows }) =>
    Array.from({ length: cols * rows }, (_, i) => i)
      .filter((i) => (i % cols) % latticeStep === 0 && Math.floor(i / cols) % latticeStep === 0)
      .map((i) => first + i)
      .filter((cell) => grid.inside[cell] === 1),
  );
}

function loosen(belief: Float32Array, lattice: readonly number[], share: number): void {
  for (const cell of lattice) belief[cell] = (belief[cell] ?? 0) + share / lattice.length;
}
