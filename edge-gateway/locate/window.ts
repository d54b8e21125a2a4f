// The readings of one subject that were not weighed yet, as a sum of powers per anchor. Numbers side by side and not an
// object for each anchor, because everybody has a window; one that is empty holds no memory.

import type { AnchorId } from '#shared/model/ids.ts';
import type { Hearer } from './look.ts';
import { milliwatts } from './power.ts';

/** The i-th of each belong together. */
export type Window = { readonly by: Hearer[]; readonly sumsMw: number[]; readonly counts: number[] };

export function newWindow(): Window {
  return { by: [], sumsMw: [], counts: [] };
}

/** Adds a reading. A new survey makes an anchor another one: readings from before and after it are not added up. */
export function addReading({ by, sumsMw, counts }: Window, of: Hearer, rssiDbm: number): void {
  const known = by.indexOf(of);
  const i = known === -1 ? by.push(of) - 1 : known;
  sumsMw[i] = (sumsMw[i] ?? 0) + milliwatts(rssiDbm);
  counts[i] = (counts[i] ?? 0) + 1;
}

/** Takes back what an anchor said. */
export function dropReadings({ by, sumsMw, counts }: Window, anchor: AnchorId): void {
  for (let i = by.length - 1; i >= 0; i--) {
    if (by[i]?.anchor !== anchor) continue;
    for (const column of [by, sumsMw, counts]) column.splice(i, 1);
  }
}

export function wipeWindow({ by, sumsMw, counts }: Window): void {
  sumsMw.fill(0);
  counts.fill(0);
  for (const column of [by, sumsMw, counts]) column.length = 0;
}
