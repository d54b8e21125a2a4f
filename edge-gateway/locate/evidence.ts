// What new readings say about a place: each anchor's mean reading against what the radio map expects there. A tag may
// be stronger or weaker as a whole (its make, the body, a bag), so one offset common to all anchors is integrated out:
// only the pattern over the anchors counts fully.

import type { AnchorField } from './radio-map.ts';

/** The mean of `count` new readings of one anchor, already corrected for the tag's own power. */
export type Observation = { readonly field: AnchorField; readonly meanDbm: number; readonly count: number };

/**
 * Readings close together in time share one reflection, one body and one wrong spot of the map, so each counts as this
 * much of an independent one. It also makes the result the same at one solve a second or at four.
 */
const independence = { calibrated: 0.3, plain: 0.2 };
/**
 * Standard deviation of the offset between a tag and what the map supposes, as one solve sees it. Wide enough that another
 * make of tag than the survey's costs next to nothing; wider still would give away how far off the strength itself says.
 */
const offsetSdDb = { calibrated: 7, plain: 6 };
const mostReadings = 6;

/** Cells with less belief than this are taken for empty: with a few hundred left of thousands, solving stays cheap. */
const leastBelief = 5e-6;

/** Room for one solve, made once and zeroed after use: the cells that count, and three sums for each of them. */
export type Workspace = {
  readonly cell: Int32Array;
  readonly log: Float32Array;
  readonly precision: Float32Array;
  readonly residual: Float32Array;
};

export function createWorkspace(size: number): Workspace {
  const sums = (): Float32Array => new Float32Array(size);
  return { cell: new Int32Array(size), log: sums(), precision: sums(), residual: sums() };
}

/** Whether any of it is held against an expectation that nobody measured. */
export function isPlain(observations: readonly Observation[]): boolean {
  return observations.some(({ field }) => field.supposedPowerDbm !== null);
}

/** Multiplies `belief` by the likelihood of the observations and makes it sum to one; false if nothing was left of it. */
export function weigh(belief: Float32Array, observations: readonly Observation[], work: Workspace): boolean {
  const count = collectCells(belief, work);
  work.log.fill(0, 0, count);
  work.precision.fill(0, 0, count);
  work.residual.fill(0, 0, count);
  for (const observation of observations) add(work, count, observation);
  const best = integrateOffset(work, count, isPlain(observations) ? offsetSdDb.plain : offsetSdDb.calibrated);
  let total = 0;
  for (let k = 0; k < count; k++) {
    const i = work.cell[k] ?? 0;
    const value = (belief[i] ?? 0) * Math.exp((work.log[k] ?? 0) - best);
    belief[i] = value;
    total += value;
  }
  if (!(total > 0)) return false;
  for (let k = 0; k < count; k++) {
    const i = work.cell[k] ?? 0;
    const value = (belief[i] ?? 0) / total;
    belief[i] = value < leastBelief ? 0 : value;
  }
  return true;
}

/** Lists the cells that hold belief worth weighing and empties the others; how many they are. */
function collectCells(belief: Float32Array, { cell }: Workspace): number {
  let count = 0;
  for (let i = 0; i < belief.length; i++) {
    const value = belief[i] ?? 0;
    if (value >= leastBelief) cell[count++] = i;
    else if (value !== 0) belief[i] = 0;
  }
  return count;
}

/** Normal likelihood of one anchor's mean, without the offset. */
function add(
  { cell, log, precision, residual }: Workspace,
  count: number,
  { field, meanDbm, count: readings }: Observation,
): void {
  const each = field.supposedPowerDbm === null ? independence.calibrated : independence.plain;
  const weight = each * Math.min(readings, mostReadings);
  for (let k = 0; k < count; k++) {
    const i = cell[k] ?? 0;
    const error = meanDbm - (field.meanDbm[i] ?? 0);
    const weighted = weight * (field.precision[i] ?? 0);
    log[k] = (log[k] ?? 0) + weight * (field.logInverseSd[i] ?? 0) - 0.5 * weighted * error * error;
    precision[k] = (precision[k] ?? 0) + weighted;
    residual[k] = (residual[k] ?? 0) + weighted * error;
  }
}

/** Turns the sums into log likelihoods under an offset of unknown size around zero; the result is the largest of them. */
function integrateOffset({ log, precision, residual }: Workspace, count: number, sdDb: number): number {
  const prior = 1 / (sdDb * sdDb);
  let best = Number.NEGATIVE_INFINITY;
  for (let k = 0; k < count; k++) {
    const sum = residual[k] ?? 0;
    const tight = (precision[k] ?? 0) + prior;
    const value = (log[k] ?? 0) + (0.5 * sum * sum) / tight - 0.5 * Math.log(tight / prior);
    log[k] = value;
    if (value > best) best = value;
  }
  return best;
}
