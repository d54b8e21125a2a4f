// What became of bookings, for utilisation: which space, when, and whether somebody came. Without the person, the booking
// and the tap; times are whole five minutes, so that a row can't be matched with a log of somebody's taps (rule 15).

import { z } from 'zod';
import { SpaceId } from '#shared/model/ids.ts';
import { type Buckets, dayOf, sound } from './buckets.ts';
import type { Connection } from './database.ts';
import type { Stored, WriteGuard } from './write-guard.ts';

/**
 * `used`: somebody checked in; `releasedMs` tells when it was given back early. `released`: given back without having been
 * used. `no-show`: nobody came; `releasedMs` tells when the space was free again, if that is known. Times are multiples of
 * five minutes; a check-in time may be unknown (null).
 */
const Visit = z.object({
  space: SpaceId,
  fromMs: z.int(),
  toMs: z.int(),
  checkedInMs: z.int().nullable(),
  releasedMs: z.int().nullable(),
  outcome: z.enum(['used', 'released', 'no-show']),
  walkUp: z.boolean(),
});
type Visit = z.infer<typeof Visit>;

export type VisitRows = {
  /** A visit is known by its space and beginning: writing it again says what is new of it and loses nothing known before. */
  readonly put: (visit: Visit) => Stored<void>;
  /** Visits that began from `fromMs` up to, not including, `toMs`. */
  readonly between: (fromMs: number, toMs: number) => readonly Visit[];
};

const columns =
  'space, from_ms AS fromMs, to_ms AS toMs, checked_in_ms AS checkedInMs, released_ms AS releasedMs, outcome, walk_up AS walkUp';
const Row = z.object({ ...Visit.shape, walkUp: z.union([z.literal(0), z.literal(1)]).transform((flag) => flag === 1) });

export function visitRows(db: Connection, guard: WriteGuard, buckets: Buckets): VisitRows {
  return {
    put: (visit) =>
      guard.write(() => {
        const table = buckets.ensure('visit', dayOf(visit.fromMs));
        const found = db.prepare(`SELECT ${columns} FROM ${table} WHERE space = ? AND from_ms = ?`);
        const [before] = sound(Row, found.all(visit.space, visit.fromMs));
        const now = before === undefined ? visit : together(before, visit);
        db.prepare(
          `INSERT OR REPLACE INTO ${table} (space, from_ms, to_ms, checked_in_ms, released_ms, outcome, walk_up)
           VALUES (@space, @fromMs, @toMs, @checkedInMs, @releasedMs, @outcome, @walkUp)`,
        ).run({ ...now, walkUp: now.walkUp ? 1 : 0 });
      }),
    between: (fromMs, toMs) =>
      sound(Row, buckets.read('visit', columns, 'WHERE from_ms >= ? AND from_ms < ? ORDER BY from_ms, space', fromMs, toMs)),
  };
}

/**
 * Two words about one visit. After a restart the second knows less: that somebody came is never taken back by it. A space
 * that was given back unused and then taken for the same time is the later visit.
 */
function together(before: Visit, now: Visit): Visit {
  if (before.outcome !== 'used') {
    return before.outcome === now.outcome ? { ...now, releasedMs: now.releasedMs ?? before.releasedMs } : now;
  }
  return {
    ...now,
    outcome: 'used',
    toMs: Math.max(before.toMs, now.toMs),
    checkedInMs: before.checkedInMs ?? now.checkedInMs,
    releasedMs: now.releasedMs ?? before.releasedMs,
    walkUp: before.walkUp || now.walkUp,
  };
}
