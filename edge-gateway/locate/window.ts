// The readings of one subject that were not weighed yet, as a sum per anchor. Numbers side by side and not an object for
// each anchor, because everybody has a window; one that is empty holds no memory.

import type { AnchorId } from '#shared/model/ids.ts';
import type { Hearer } from './look.ts';

/** The i-th of each belong together. */
export type Window = { readonly by: Hearer[]; readonly sumsDbm: number[]; readonly counts: number[] };

export function newWindow(): Window {
  return { by: [], sumsDbm: [], counts: [] };
}

/** Adds a reading. A new survey makes an anchor another one: readings from before and after it are not added up. */
export function addReading({ by, sumsDbm, counts }: Window, of: Hearer, rssiDbm: number): void {
  const known = by.indexOf(of);
  const i = known === -1 ? by.push(of) - 1 : known;
  sumsDbm[i] = (sumsDbm[i] ?? 0) + rssiDbm;
  counts[i] = (counts[i] ?? 0) + 1;
}

/** Takes back what an anchor said. */
export function dropReadings({ by, sumsDbm, counts }: Window, anchor: AnchorId): void {
  for (let i = by.length - 1; i >= 0; i--) {
    if (by[i]?.anchor !== anchor) continue;
    for (const column of [by, sumsDbm, counts]) column.splice(i, 1);
  }
}

export function wipeWindow({ by, sumsDbm, counts }: Window): void {
  sumsDbm.fill(0);
  counts.fill(0);
  for (const column of [by, sumsDbm, counts]) column.length = 0;
}
