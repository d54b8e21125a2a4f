// One step forward of the grid Bayes filter: let the belief walk, weigh what was heard since, keep the cells that count.

import { beliefOf, cellsOf, newPacked, type Packed, pack } from './belief.ts';
import type { Shares } from './estimate.ts';
import { clearWorkspace, createWorkspace, isPlain, type Observation, type Workspace, weigh } from './evidence.ts';
import { boxesAround, clearBoxes, latticeOf, listAround } from './field-boxes.ts';
import type { Grid } from './grid.ts';
import type { Motion } from './motion.ts';
import { learnOffset, startOffset } from './offset.ts';
import { quickFall, quickLog } from './quick-log.ts';
import type { Step, Track } from './track.ts';

export type Stepper = {
  /** Appends a step at `atMs` to the track; the shares are good until the next call. */
  readonly step: (track: Track, heard: readonly Observation[], atMs: number) => Shares;
  /** Zeroes what the last steps left in the common workspace. */
  readonly clear: () => void;
};

/** Belief kept spread over the whole building for every second, so that a lift ride or a lost signal can be recovered. */
const lostPerSecond = 0.004;
/**
 * Cells with less belief than this are taken for empty: a hundred or two are left of thousands. A twentieth of it costs
 * two and a half times as much and is no better on the walks.
 */
const leastBelief = 4e-4;
/** A cell predicted with less than this is not weighed at all. A quarter of it costs 4 % more and is no better. */
const leastPredicted = leastBelief / 5;

type Hands = {
  readonly grid: Grid;
  readonly work: Workspace;
  /** Beside `work.cell`: the share of belief of each listed cell. */
  readonly share: Float64Array;
};

export function createStepper(grid: Grid, motion: Motion): Stepper {
  const work = createWorkspace(grid.size);
  const share = new Float64Array(grid.size);
  const dense = new Float32Array(grid.size);
  const hands = { grid, work, share };
  const predict = predictor(hands, motion, dense);
  return {
    step: (track, heard, atMs) => {
      const plain = isPlain(heard);
      const last = track.steps.at(-1);
      const seconds = last ? Math.max(0, (atMs - last.atMs) / 1_000) : 0;
      const offset = track.offset ?? startOffset(plain);
      let count = last ? predict(last.packed, seconds) : anywhere(hands);
      if (!multiply(hands, count, weigh(heard, offset, work, count))) {
        count = anywhere(hands);
        multiply(hands, count, weigh(heard, offset, work, count));
      }
      track.offset = learnOffset(offset, { work, share, count }, seconds, plain);
      track.steps.push(keepStep(hands, count, atMs));
      return { cell: work.cell, share, count };
    },
    clear: () => {
      clearWorkspace(work);
      share.fill(0);
      dense.fill(0);
    },
  };
}

/** Lists every place of the building, alike but for obstacles: the belief of somebody of whom nothing is known. */
function anywhere({ grid, work, share }: Hands): number {
  const room = grid.room.reduce((sum, value) => sum + value, 0);
  let count = 0;
  for (let i = 0; i < grid.size; i++) {
    if (grid.room[i] === 0) continue;
    work.cell[count] = i;
    share[count++] = (grid.room[i] ?? 0) / room;
  }
  return count;
}

/** Lists where somebody may be some seconds after a belief. */
function predictor({ grid, work, share }: Hands, motion: Motion, dense: Float32Array): (from: Packed, seconds: number) => number {
  const lattice = latticeOf(grid);
  const latticeSize = lattice.reduce((sum, on) => sum + on, 0);
  return (packed, seconds) => {
    const cells = cellsOf(packed);
    let total = 0;
    for (let k = 0; k < cells.length; k++) total += beliefOf(packed, k);
    for (let k = 0; k < cells.length; k++) dense[cells[k] ?? 0] = beliefOf(packed, k) / total;
    const boxes = boxesAround(cells, grid, motion.reach(seconds));
    if (seconds > 0) motion.forward(dense, boxes, seconds);
    const lost = Math.min(0.5, lostPerSecond * seconds) / latticeSize;
    const listed = listAround(boxes, grid, work.cell);
    let count = 0;
    for (let k = 0; k < listed; k++) {
      const i = work.cell[k] ?? 0;
      const value = (dense[i] ?? 0) + (lattice[i] === 1 ? lost : 0);
      if (value < leastPredicted && lattice[i] === 0) continue;
      work.cell[count] = i;
      share[count++] = value;
    }
    clearBoxes(dense, boxes);
    return count;
  };
}

/** Multiplies the shares by the likelihoods of `work.log` and makes them sum to one; false if nothing was left of them. */
function multiply({ work, share }: Hands, count: number, best: number): boolean {
  let total = 0;
  for (let k = 0; k < count; k++) {
    const value = (share[k] ?? 0) * quickFall(best - (work.log[k] ?? 0));
    share[k] = value;
    total += value;
  }
  if (!(total > 0)) return false;
  for (let k = 0; k < count; k++) share[k] = (share[k] ?? 0) / total;
  return true;
}

/** The cells worth keeping, with their belief and what the readings alone said of them. */
function keepStep({ work, share }: Hands, count: number, atMs: number): Step {
  let kept = 0;
  let most = 0;
  let best = Number.NEGATIVE_INFINITY;
  for (let k = 0; k < count; k++) {
    const value = share[k] ?? 0;
    if (value < leastBelief) continue;
    kept += 1;
    if (value > most) most = value;
    if ((work.log[k] ?? 0) > best) best = work.log[k] ?? 0;
  }
  const packed = newPacked(kept);
  for (let k = 0, at = 0; k < count; k++) {
    const value = share[k] ?? 0;
    if (value < leastBelief) continue;
    pack(packed, at++, work.cell[k] ?? 0, quickLog(most / value), best - (work.log[k] ?? 0));
  }
  return { atMs, packed };
}
