// A tap that comes twice, because its answer got lost on the way, is answered the same and does nothing twice. In memory:
// after a restart there is nothing left that it could do twice either.

import type { Outcome } from '#shared/kit/outcome.ts';
import type { EventId, SubjectRef } from '#shared/model/ids.ts';

/** Runs `task` unless this tap of this person succeeded before. A refused tap may be tried again. */
export type Once = <Why extends string>(by: SubjectRef, event: EventId, task: () => Outcome<void, Why>) => Outcome<void, Why>;

const mostKept = 500;

export function createRepeats(): Once {
  const succeeded = new Set<string>();
  return (by, event, task) => {
    const tap = `${by} ${event}`;
    if (succeeded.has(tap)) return { ok: true, value: undefined };
    const outcome = task();
    if (outcome.ok) succeeded.add(tap);
    const [oldest] = succeeded;
    if (succeeded.size > mostKept && oldest !== undefined) succeeded.delete(oldest);
    return outcome;
  };
}
