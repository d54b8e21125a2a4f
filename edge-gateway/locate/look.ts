// What one solve knows of one subject, as far as it takes to ask whether the radio contradicts itself. Looks are of a
// moment and are not kept: doubt.ts holds the last three seconds of them, anchor-trust.ts none.

import type { AnchorId } from '#shared/model/ids.ts';

/** `storey` counts from the bottom, x and y are metres in its floor's frame. */
export type Place = { readonly storey: number; readonly x: number; readonly y: number };

/** An anchor where it stands, and what it should hear of a tag one metre away. One object for all looks: they are many. */
export type Hearer = Place & { readonly anchor: AnchorId; readonly expectedAtOneMetreDbm: number };

/** An anchor that heard the tag since the last solve. */
export type Witness = { readonly by: Hearer; readonly meanDbm: number; readonly count: number };

/** Where the engine says the subject is, and who heard them. */
export type Look = {
  readonly atMs: number;
  readonly storey: number;
  readonly x: number;
  readonly y: number;
  readonly radius68M: number;
  readonly witnesses: readonly Witness[];
};

const storeyM = 3.5;

/** Distance in metres, through the floors. */
export function betweenM(a: Place, b: Place): number {
  return Math.sqrt(squaredBetweenM2(a, b));
}

export function squaredBetweenM2(a: Place, b: Place): number {
  return (a.x - b.x) ** 2 + (a.y - b.y) ** 2 + (storeyM * (a.storey - b.storey)) ** 2;
}
