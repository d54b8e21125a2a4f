import type { FloorId, SubjectRef, ZoneId } from './ids.ts';

/**
 * Where a subject is, as far as the radio can tell. Metres in the floor's frame. The truth lies within `radius68M` of
 * (x, y) about 68 times in 100. `zone` is null when no zone is likely enough to be named.
 */
export type Fix = {
  readonly subject: SubjectRef;
  readonly floor: FloorId;
  readonly x: number;
  readonly y: number;
  readonly radius68M: number;
  readonly zone: ZoneId | null;
  /** 0 to 1. */
  readonly zoneProbability: number;
  /** The moment the fix speaks of, on the boot clock. */
  readonly atBootMs: number;
};
