// What one solve knows of one subject, as far as it takes to ask whether the radio contradicts itself. Looks are of a
// moment and are not kept: doubt.ts holds the last three seconds of them, anchor-trust.ts none.

import type { AnchorId } from '#shared/model/ids.ts';

/**
 * An anchor that heard the tag since the last solve. `storey` counts from the bottom, x and y are metres in its floor's
 * frame, `expectedAtOneMetreDbm` is what it should hear of this tag one metre away.
 */
export type Witness = {
  readonly anchor: AnchorId;
  readonly storey: number;
  readonly x: number;
  readonly y: number;
  readonly meanDbm: number;
  readonly count: number;
  readonly expectedAtOneMetreDbm: number;
};

/** Where the engine says the subject is, and who heard them. */
export type Look = {
  readonly atMs: number;
  readonly storey: number;
  readonly x: number;
  readonly y: number;
  readonly radius68M: number;
  readonly witnesses: readonly Witness[];
};

export type Place = { readonly storey: number; readonly x: number; readonly y: number };

const storeyM = 3.5;

/** Distance in metres, through the floors. */
export function betweenM(a: Place, b: Place): number {
  return Math.sqrt(squaredBetweenM2(a, b));
}

export function squaredBetweenM2(a: Place, b: Place): number {
  return (a.x - b.x) ** 2 + (a.y - b.y) ** 2 + (storeyM * (a.storey - b.storey)) ** 2;
}
