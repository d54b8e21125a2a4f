// How much stronger or weaker than the survey's a subject's tag is: its make, a bag, the body. Unknown at first, and
// learned slowly from where the belief says they are.

import type { Workspace } from './evidence.ts';

/** Mean and variance of what the tag is stronger than supposed, dB and dB². */
export type Offset = { readonly meanDb: number; readonly variance: number };

type Weighed = { readonly work: Workspace; readonly share: Float64Array; readonly count: number };

/** How wide the offset is at first: a survey is made with the same kind of tag, a beacon's own word is worth less. */
const startSdDb = { calibrated: 3, plain: 6 };
/** What a solve says of the offset is as correlated as the rest of it: a second or ten of learning, not one. */
const learningVariance = 5;
/** The offset may drift: a coat, a bag. dB² per second. */
const driftPerSecond = 0.02;

export function startOffset(plain: boolean): Offset {
  return { meanDb: 0, variance: (plain ? startSdDb.plain : startSdDb.calibrated) ** 2 };
}

/**
 * Against a map nobody measured nothing is learned: what the tag is off can't be told from what the map is off, and on the
 * walks learning it costs a quarter of a metre. Otherwise: the offset after a solve whose posterior over the cells is
 * `share` (sums to one).
 */
export function learnOffset(before: Offset, { work, share, count }: Weighed, seconds: number, plain: boolean): Offset {
  let precision = 0;
  let residual = 0;
  for (let k = 0; k < count; k++) {
    precision += (share[k] ?? 0) * (work.precision[k] ?? 0);
    residual += (share[k] ?? 0) * (work.residual[k] ?? 0);
  }
  if (!(precision > 0) || plain) return before;
  const variance = Math.min(startOffset(plain).variance, before.variance + driftPerSecond * seconds);
  const gain = variance / (variance + 1 / precision + learningVariance);
  return { meanDb: before.meanDb + (gain * residual) / precision, variance: variance * (1 - gain) };
}
