// What new readings say about a place: each anchor's mean reading against what the radio map expects there. A reading far
// off says little (somebody stood in between), and a tag may be stronger or weaker as a whole than the survey's (its
// make, a bag, the body): one offset common to all anchors is integrated out (offset.ts learns it over the track).

import type { Witness } from './look.ts';
import type { Offset } from './offset.ts';
import type { AnchorField } from './radio-map.ts';

/** The mean of `count` new readings of one anchor, already corrected for the tag's own power. */
export type Observation = Witness & { readonly field: AnchorField };

/**
 * Readings close together share a reflection, a body and a wrong spot of the map, so each counts as this much of an
 * independent one. Simulated readings without that would deserve 0.6 to 1; recorded ones are best at 0.3 to 0.4.
 */
const independence = 0.35;
const mostReadings = 3;
/**
 * Errors follow Student's t with so many degrees of freedom: on the walks 1.14 m instead of 1.23 m with a normal one.
 */
const freedom = 8;
/** Room left in a product of double precision before it is turned into its logarithm. */
const hugeProduct = 1e200;

/** Room for one solve, made once and zeroed after use: the cells that count, and three numbers for each of them. */
export type Workspace = {
  readonly cell: Int32Array;
  readonly log: Float64Array;
  readonly product: Float64Array;
  readonly precision: Float64Array;
  readonly residual: Float64Array;
};

export function createWorkspace(size: number): Workspace {
  const sums = (): Float64Array => new Float64Array(size);
  return { cell: new Int32Array(size), log: sums(), product: sums(), precision: sums(), residual: sums() };
}

/** Whether any of it is held against an expectation that nobody measured. */
export function isPlain(observations: readonly Observation[]): boolean {
  return observations.some(({ field }) => field.supposedPowerDbm !== null);
}

/** Fills `work.log` with the log likelihood of the first `count` cells of `work.cell`; returns the largest. */
export function weigh(observations: readonly Observation[], offset: Offset, work: Workspace, count: number): number {
  for (const sums of [work.log, work.precision, work.residual]) sums.fill(0, 0, count);
  work.product.fill(1, 0, count);
  const tail = 0.5 * independence * (freedom + 1);
  for (const observation of observations) add(work, count, observation, offset.meanDb, tail);
  const prior = 1 / offset.variance;
  let best = Number.NEGATIVE_INFINITY;
  for (let k = 0; k < count; k++) {
    const sum = work.residual[k] ?? 0;
    const tight = (work.precision[k] ?? 0) + prior;
    const value =
      (work.log[k] ?? 0) - tail * Math.log(work.product[k] ?? 1) + (0.5 * sum * sum) / tight - 0.5 * Math.log(tight / prior);
    work.log[k] = value;
    if (value > best) best = value;
  }
  return best;
}

/** Student likelihood of one anchor's mean, as a factor of the product whose logarithm is taken once. */
function add(
  { cell, log, product, precision, residual }: Workspace,
  count: number,
  { field, meanDbm, count: readings }: Observation,
  offsetDb: number,
  tail: number,
): void {
  const times = Math.min(readings, mostReadings);
  const weight = independence * times;
  const believedMost = (weight * (freedom + 1)) / freedom;
  const { meanDbm: expectedDbm, precision: tightness, logSd } = field;
  const offDbm = meanDbm - offsetDb;
  for (let k = 0; k < count; k++) {
    const i = cell[k] ?? 0;
    const error = offDbm - (expectedDbm[i] ?? 0);
    const tight = tightness[i] ?? 0;
    const unlikely = 1 + (error * error * tight) / freedom;
    const factor = times === 1 ? unlikely : times === 2 ? unlikely * unlikely : unlikely ** times;
    const grown = (product[k] ?? 1) * factor;
    log[k] = (log[k] ?? 0) - weight * (logSd[i] ?? 0);
    product[k] = grown;
    if (grown > hugeProduct) {
      log[k] = (log[k] ?? 0) - tail * Math.log(grown);
      product[k] = 1;
    }
    const believed = (believedMost / unlikely) * tight;
    precision[k] = (precision[k] ?? 0) + believed;
    residual[k] = (residual[k] ?? 0) + believed * error;
  }
}
