// Whoever was seen under break-glass hears of it: from the booking system, which mails them, and on their own page. Both
// are on disk together before anything is shown. Neither says where they were, by whom they were seen or who else was.

import type { PersonEvent } from '#shared/booking-api/outbox.ts';
import type { Clock } from '#shared/kit/clock.ts';
import { minutes } from '#shared/kit/duration.ts';
import { done, type Outcome } from '#shared/kit/outcome.ts';
import type { BreakGlassReason } from '#shared/model/audit.ts';
import type { EventId, SubjectRef } from '#shared/model/ids.ts';
import type { Role } from '#shared/model/roles.ts';
import type { DayKeys } from './audit-log.ts';
import type { GlassCase } from './glass-cases.ts';
import { pseudonym } from './pseudonym.ts';

/** A look as its person finds it on their page, behind the pseudonym of its day. Time is a full minute. */
type LookedAtRow = {
  readonly atMs: number;
  readonly person: string;
  readonly case: string;
  readonly reason: BreakGlassReason;
  readonly role: Role;
};

type Deps = {
  readonly clock: Clock;
  readonly keys: DayKeys;
  readonly newEvent: () => EventId;
  /** Keeps the rows and owes the events in one transaction: all of it or nothing. */
  readonly keep: (rows: readonly LookedAtRow[], events: readonly PersonEvent[]) => Outcome<void, 'not-stored'>;
};

/** For `tell` of break-glass, which calls it with people of this case whom it has not told yet. */
export function createPeopleTold({ clock, keys, newEvent, keep }: Deps) {
  return (glass: GlassCase, people: readonly SubjectRef[]): Outcome<void, 'not-stored'> => {
    if (people.length === 0) return done(undefined);
    const atMs = Math.floor(clock.wallMs() / minutes(1)) * minutes(1);
    const key = keys.of(atMs);
    if (!key.ok) return key;
    const { id, reason, role } = glass;
    const rows = people.map((ref) => ({ atMs, person: pseudonym(key.value, ref), case: id, reason, role }));
    const events = people.map((person) => ({ event: newEvent(), person, atMs, action: 'looked-at', reason }) as const);
    return keep(rows, events);
  };
}
