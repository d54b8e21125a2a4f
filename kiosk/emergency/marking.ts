// What became of a mark that was made here: the gateway answers nobody, the next roll call shows it. Until then it is being
// sent; when the roll call still says otherwise after a few seconds, it was lost, and the row says so.

import { seconds } from '#shared/kit/duration.ts';
import type { RollPerson } from '#shared/wire/emergency.ts';
import { personOf, type RollFloor } from './roll-order.ts';

/** Marks that the roll call has not shown yet, by key of the person. `atMs`: boot time. */
export type Marks = ReadonlyMap<string, { readonly safe: boolean; readonly atMs: number }>;

/** `safe` and `missing` are what the roll call says. */
export type RowState = 'safe' | 'missing' | 'sending' | 'lost';

const lostAfterMs = seconds(5);

export function stateOf(person: RollPerson, marks: Marks, nowMs: number): RowState {
  const mark = marks.get(person.key);
  if (!mark || mark.safe === person.safe) return person.safe ? 'safe' : 'missing';
  return nowMs - mark.atMs < lostAfterMs ? 'sending' : 'lost';
}

/** Without the marks that the roll call shows now, and those of people who are no longer in it. */
export function stillWaiting(marks: Marks, floors: readonly RollFloor[]): Marks {
  const waiting = [...marks].filter(([key, { safe }]) => {
    const person = personOf(floors, key);
    return person !== undefined && person.safe !== safe;
  });
  return waiting.length === marks.size ? marks : new Map(waiting);
}
