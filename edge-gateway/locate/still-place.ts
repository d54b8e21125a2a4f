// Where somebody who sits still is: one place explains what was heard for many seconds. Each anchor's mean is then off by
// what stays: the map, the furniture, and the body, which weakens the anchors on one side. Offset and direction are
// unknowns that are integrated out. The filter can't do that: from one second to the next a turn can't be told from a step.

import type { Shares } from './estimate.ts';
import { freedom, numbersPerCell, readingSdDb } from './expectation.ts';
import type { Grid } from './grid.ts';
import { type Offset, startOffset } from './offset.ts';
import type { AnchorField, RadioMap } from './radio-map.ts';
import { anchorKey, readingNoiseDb, remembered, type StillMemory, stillness } from './still-memory.ts';

export type StillPlace = {
  /**
   * The shares if they walk, and those of one place that explains the memory, mixed by the probability that they sit
   * still. Good until the next call.
   */
  readonly mix: (walking: Shares, memory: StillMemory, offset: Offset | null) => Shares;
  /** Zeroes what the last call left. */
  readonly clear: () => void;
};

/** Less probably still than this is walking. */
const leastProbability = 0.05;
/** Cells to which the filter gives less are left out: the filter won't keep them either. */
const leastShare = 4e-4;
/** So many are looked at, evenly among the others: what one place explains changes little from cell to cell. */
const mostPicked = 48;
/** What stays of the error of an anchor's mean however long one listens, beside what the map is unsure of. */
const lastingSdDb = 2.5;
/** By how much the body makes anchors in front stronger, and those behind weaker. */
const directionSdDb = 3;
/** Height of anchors above tags: the nearer overhead an anchor is, the less side it has. */
const overheadM = 1;

/** An anchor's mean, and the variance that it has beyond that of the field: less than none, as fading is averaged away. */
type Held = { readonly field: AnchorField; readonly meanDbm: number; readonly extraVariance: number };

export function createStillPlace(grid: Grid, map: RadioMap): StillPlace {
  const fields = new Map([...map.fields.values()].map((field) => [anchorKey(field), field]));
  const picked = new Int32Array(mostPicked);
  const likely = new Float64Array(mostPicked);
  const mixed = new Float64Array(grid.size);
  return {
    mix: (walking, memory, offset) => {
      const probability = stillness(memory);
      if (probability < leastProbability) return walking;
      const { cell, share, count } = walking;
      const held = heldAgainst(fields, memory, offset?.meanDb ?? 0);
      const offsetVariance = startOffset(held.some(({ field }) => field.supposedPowerDbm !== null)).variance;
      const cells = pick(walking, picked);
      let best = Number.NEGATIVE_INFINITY;
      for (let n = 0; n < cells; n++) {
        const log = logLikelihood(grid, cell[picked[n] ?? 0] ?? 0, held, offsetVariance);
        likely[n] = log;
        if (log > best) best = log;
      }
      let total = 0;
      for (let n = 0; n < cells; n++) {
        const value = (grid.room[cell[picked[n] ?? 0] ?? 0] ?? 0) * Math.exp((likely[n] ?? 0) - best);
        likely[n] = value;
        total += value;
      }
      if (!(total > 0)) return walking;
      for (let k = 0; k < count; k++) mixed[k] = (1 - probability) * (share[k] ?? 0);
      for (let n = 0; n < cells; n++) {
        const k = picked[n] ?? 0;
        mixed[k] = (mixed[k] ?? 0) + (probability * (likely[n] ?? 0)) / total;
      }
      return { cell, share: mixed, count };
    },
    clear: () => {
      for (const numbers of [picked, likely, mixed]) numbers.fill(0);
    },
  };
}

/** Lists every so many of the cells that count, so that they fit into `picked`; returns how many. */
function pick({ share, count }: Shares, picked: Int32Array): number {
  let kept = 0;
  for (let k = 0; k < count; k++) if ((share[k] ?? 0) >= leastShare) kept += 1;
  const every = Math.ceil(kept / picked.length);
  let seen = 0;
  let cells = 0;
  for (let k = 0; k < count; k++) if ((share[k] ?? 0) >= leastShare && seen++ % every === 0) picked[cells++] = k;
  return cells;
}

function heldAgainst(fields: ReadonlyMap<number, AnchorField>, memory: StillMemory, offsetDb: number): readonly Held[] {
  const held: Held[] = [];
  for (const { anchor, meanDbm, readings } of remembered(memory)) {
    const field = fields.get(anchor);
    const extraVariance = lastingSdDb ** 2 + readingNoiseDb ** 2 / readings - readingSdDb ** 2;
    if (field) held.push({ field, meanDbm: meanDbm - offsetDb, extraVariance });
  }
  return held;
}

/**
 * That of one cell, but for a constant: normal errors; the offset and the direction's two components, normal as well, are
 * integrated out in closed form (`p` is their precision matrix, `b` what pulls at them, `l` its Cholesky factor).
 */
function logLikelihood({ x, y }: Grid, i: number, held: readonly Held[], offsetVariance: number): number {
  const atX = x[i] ?? 0;
  const atY = y[i] ?? 0;
  let p00 = 1 / offsetVariance;
  let p11 = 1 / directionSdDb ** 2;
  let p22 = p11;
  let p10 = 0;
  let p20 = 0;
  let p21 = 0;
  let b0 = 0;
  let b1 = 0;
  let b2 = 0;
  let log = 0;
  let product = 1;
  for (const { field, meanDbm, extraVariance } of held) {
    const at = numbersPerCell * (field.first + i);
    const error = meanDbm - (field.table[at] ?? 0);
    const tight = freedom * (field.table[at + 2] ?? 0);
    const precision = tight / ((field.table[at + 1] ?? 1) + tight * extraVariance);
    const dx = field.by.x - atX;
    const dy = field.by.y - atY;
    const perM = 1 / Math.sqrt(dx * dx + dy * dy + overheadM * overheadM);
    const towardsX = precision * dx * perM;
    const towardsY = precision * dy * perM;
    log -= 0.5 * precision * error * error;
    product *= precision * lastingSdDb * lastingSdDb;
    p00 += precision;
    p10 += towardsX;
    p20 += towardsY;
    p11 += towardsX * dx * perM;
    p21 += towardsX * dy * perM;
    p22 += towardsY * dy * perM;
    b0 += precision * error;
    b1 += towardsX * error;
    b2 += towardsY * error;
  }
  const l00 = Math.sqrt(p00);
  const l10 = p10 / l00;
  const l20 = p20 / l00;
  const l11 = Math.sqrt(p11 - l10 * l10);
  const l21 = (p21 - l20 * l10) / l11;
  const l22 = Math.sqrt(p22 - l20 * l20 - l21 * l21);
  const z0 = b0 / l00;
  const z1 = (b1 - l10 * z0) / l11;
  const z2 = (b2 - l20 * z0 - l21 * z1) / l22;
  return log + 0.5 * (z0 * z0 + z1 * z1 + z2 * z2) + 0.5 * Math.log(product) - Math.log(l00 * l11 * l22);
}
