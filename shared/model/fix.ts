import type { FloorId, SubjectRef, ZoneId } from './ids.ts';

/**
 * Where a subject is, as far as the radio can tell. Metres in the floor's frame. The truth lies within `radius68M` of
 * (x, y) about 68 times in 100, within `radius95M` about 95 times. `zone` is null when no zone is likely enough to be
 * named.
 */
export type Fix = {
  readonly subject: SubjectRef;
  readonly floor: FloorId;
  readonly x: number;
  readonly y: number;
  readonly radius68M: number;
  readonly radius95M: number;
  /**
   * `floor`: the radio can't tell more than the floor. x and y are then no place to show anybody at: "somewhere on
   * floor 2" is all that may be said, and `zone` is null.
   */
  readonly precision: 'place' | 'floor';
  readonly zone: ZoneId | null;
  /** 0 to 1. */
  readonly zoneProbability: number;
  /** The moment the fix speaks of, on the boot clock. */
  readonly atBootMs: number;
};

/**
 * Why a fix is not to be believed: the tag is heard strongly at two far places at once, it moves faster than people do,
 * or one anchor alone makes it up. Such a fix is counted and shown to nobody.
 */
export type Doubt = 'two-places' | 'too-fast' | 'one-anchor';
