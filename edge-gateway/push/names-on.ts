// What of a board must not wait for the next beat: which names stand on it, and whether places are shown at all. Somebody who
// withdraws is gone from every screen at once, a first aider who agreed to be named too; a screen that never showed them is
// sent nothing, so nobody learns of it there. Places and counts are left out: they change all the time, and would let a screen tell at what moment others withdraw.

import type { Board } from '#shared/wire/board.ts';

/** The same text while the same names stand on a board. */
export function namesOn({ floor, spaces, people, somewhere, positions, glassUntilMs, safety }: Board): string {
  const located = [...people, ...somewhere].map(({ key, label }) => `${key} ${label}`).sort();
  const holders = spaces.flatMap(({ id, label }) => (label === undefined ? [] : `${id} ${label}`));
  const aiders = safety.named.map(({ label }) => label);
  return JSON.stringify([floor, holders, located, aiders, positions, glassUntilMs]);
}
