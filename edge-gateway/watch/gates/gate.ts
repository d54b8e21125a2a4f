// What a gate is: one condition of this machine that has to hold before positions are kept in memory, judged from what the
// machine says of itself. Where it can't be read it fails, because nobody knows.

import type { GateName } from '#shared/model/positions.ts';

/** `sentence`: what is wrong and what to do; of constant words, because everybody may read it. Empty while `ok`. */
export type Gate = { readonly name: GateName; readonly ok: boolean; readonly sentence: string };

export type Gates = {
  /** Every gate, looked at now. */
  readonly judge: () => readonly Gate[];
  /** Told when a gate may have changed between two looks (the watchdog ended). */
  readonly onChange: (listener: () => void) => void;
};

/** A gate that fails with `problem`, or stands open without one. */
export function gate(name: GateName, problem: string | null): Gate {
  return { name, ok: problem === null, sentence: problem ?? '' };
}
