// What new readings say about a place: each anchor's mean reading against what the radio map expects there. A reading far
// off says little (somebody stood in between), and a tag may be stronger or weaker as a whole than the survey's (its
// make, a bag, the body): one offset common to all anchors is integrated out (offset.ts learns it over the track).

import { freedom, numbersPerCell } from './expectation.ts';
import type { Witness } from './look.ts';
import type { Offset } from './offset.ts';
import { quickLog } from './quick-log.ts';
import type { AnchorField } from './radio-map.ts';

/** The mean of `count` new readings of one anchor, already corrected for the tag's own power. */
export type Observation = Witness & { readonly field: AnchorField };

/**
 * Readings close together share a reflection, a body and a wrong spot of the map, so each counts as this much of an
 * independent one. Simulated readings without that would deserve 0.6 to 1; recorded ones are best at 0.3 to 0.4.
 */
const independence = 0.35;
const mostReadings = 3;
/** What the logarithm of a Student factor counts for each reading. */
const tail = 0.5 * independence * (freedom + 1);
/** The factors of so many anchors fit into a number, however wrong they all are. */
const mostAtOnce = 32;

/** Room for one solve, made once and zeroed after use: the cells that count, and three numbers for each of them. */
export type Workspace = {
  readonly cell: Int32Array;
  readonly log: Float64Array;
  readonly precision: Float64Array;
  readonly residual: Float64Array;
};

export function createWorkspace(size: number): Workspace {
  const sums = (): Float64Array => new Float64Array(size);
  return { cell: new Int32Array(size), log: sums(), precision: sums(), residual: sums() };
}

export function clearWorkspace(work: Workspace): void {
  for (const numbers of Object.values(work)) numbers.fill(0);
}

/** Whether any of it is held against an expectation that nobody measured. */
export function isPlain(observations: readonly Observation[]): boolean {
  return observations.some(({ field }) => field.supposedPowerDbm !== null);
}

/** Fills `work.log` with the log likelihood of the first `count` cells of `work.cell`; returns the largest. */
export function weigh(observations: readonly Observation[], offset: Offset, work: Workspace, count: number): number {
  const { log, precision, residual } = work;
  for (const sums of [log, precision, residual]) sums.fill(0, 0, count);
  const sorted = observations.toSorted((a, b) => b.count - a.count);
  for (let i = 0; i < sorted.length; i += mostAtOnce) add(sorted.slice(i, i + mostAtOnce), offset.meanDb, work, count);
  const prior = 1 / offset.variance;
  let best = Number.NEGATIVE_INFINITY;
  for (let k = 0; k < count; k++) {
    const sum = residual[k] ?? 0;
    const tight = (precision[k] ?? 0) + prior;
    const value = (log[k] ?? 0) + (0.5 * sum * sum) / tight - 0.5 * quickLog(tight / prior);
    log[k] = value;
    if (value > best) best = value;
  }
  return best;
}

/** Adds what some anchors say, those with the most readings first. */
function add(observations: readonly Observation[], offsetDb: number, work: Workspace, count: number): void {
  const { cell, log, precision, residual } = work;
  const { table, start, heardDbm, ends } = arrange(observations, offsetDb);
  for (let k = 0; k < count; k++) {
    const at = numbersPerCell * (cell[k] ?? 0);
    let a = 0;
    let product = 1;
    let factors = 1;
    let tight = 0;
    let sum = 0;
    for (let times = mostReadings; times > 0; times--) {
      const weight = independence * (freedom + 1) * times;
      for (const end = ends[times] ?? 0; a < end; a++) {
        const i = (start[a] ?? 0) + at;
        const error = (heardDbm[a] ?? 0) - (table[i] ?? 0);
        const bend = table[i + 2] ?? 0;
        const bent = bend * error;
        const factor = (table[i + 1] ?? 1) + bent * error;
        const believed = weight / factor;
        factors *= factor;
        tight += believed * bend;
        sum += believed * bent;
      }
      // Again for every group so far: an anchor's factor counts as often as it has readings.
      product *= factors;
    }
    log[k] = (log[k] ?? 0) - tail * quickLog(product);
    precision[k] = (precision[k] ?? 0) + tight;
    residual[k] = (residual[k] ?? 0) + sum;
  }
}

/** Where each anchor's expectations begin, what it heard, and how many anchors have at least 1, 2, 3 readings. */
function arrange(observations: readonly Observation[], offsetDb: number) {
  // Pushed one by one: of mapped arrays V8 does not know that they have no holes, and `add` takes half as long again.
  const start: number[] = [];
  const heardDbm: number[] = [];
  const ends = [0, 0, 0, 0];
  for (const { field, meanDbm, count: readings } of observations) {
    start.push(numbersPerCell * field.first);
    heardDbm.push(meanDbm - offsetDb);
    for (let times = Math.min(readings, mostReadings); times > 0; times--) ends[times] = start.length;
  }
  return { table: observations[0]?.field.table ?? new Float32Array(), start, heardDbm, ends };
}
