// Where a subject was some steps ago, in the light of what was heard since: the backward pass of the forward-backward
// algorithm over the last few steps of the track (Rabiner 1989, III.B), on the grid.

import { beliefOf, cellsOf, likelihoodOf } from './belief.ts';
import type { Shares } from './estimate.ts';
import { boxesAround, clearBoxes } from './field-boxes.ts';
import type { Grid } from './grid.ts';
import type { Motion } from './motion.ts';
import type { Step } from './track.ts';

export type Settler = {
  /** The belief of the first of `steps` (two at least, oldest first); null when the steps contradict each other. */
  readonly settle: (steps: readonly Step[]) => Shares | null;
  readonly clear: () => void;
};

export function createSettler(grid: Grid, motion: Motion): Settler {
  const dense = new Float32Array(grid.size);
  const said = new Float64Array(grid.size);
  return {
    settle: (steps) => {
      const first = steps[0];
      if (first === undefined) return null;
      said.fill(1, 0, (steps.at(-1)?.packed.length ?? 0) / 2);
      for (let i = steps.length - 1; i > 0; i--) {
        const [later, earlier] = [steps[i], steps[i - 1]];
        if (later && earlier) carryBack({ grid, motion, dense, said }, later, earlier);
      }
      const cells = cellsOf(first.packed);
      let total = 0;
      for (let k = 0; k < cells.length; k++) {
        const value = beliefOf(first.packed, k) * (said[k] ?? 0);
        said[k] = value;
        total += value;
      }
      if (!(total > 0)) return null;
      for (let k = 0; k < cells.length; k++) said[k] = (said[k] ?? 0) / total;
      return { cell: cells, share: said, count: cells.length };
    },
    clear: () => {
      dense.fill(0);
      said.fill(0);
    },
  };
}

type Hands = { readonly grid: Grid; readonly motion: Motion; readonly dense: Float32Array; readonly said: Float64Array };

/** `said`, per cell of `later` what all after it says, becomes the same for the cells of `earlier`, the largest 1. */
function carryBack({ grid, motion, dense, said }: Hands, later: Step, earlier: Step): void {
  const cells = cellsOf(later.packed);
  for (let k = 0; k < cells.length; k++) dense[cells[k] ?? 0] = likelihoodOf(later.packed, k) * (said[k] ?? 0);
  const seconds = Math.max(0, (later.atMs - earlier.atMs) / 1_000);
  const boxes = boxesAround(cells, grid, motion.reach(seconds));
  if (seconds > 0) motion.backward(dense, boxes, seconds);
  const before = cellsOf(earlier.packed);
  let most = 0;
  for (let k = 0; k < before.length; k++) {
    const value = dense[before[k] ?? 0] ?? 0;
    said[k] = value;
    if (value > most) most = value;
  }
  clearBoxes(dense, boxes);
  if (most > 0) for (let k = 0; k < before.length; k++) said[k] = (said[k] ?? 0) / most;
}
