// What was answered to a tap, so that its repeat (a lost answer, an impatient finger, a restart in between) is answered
// the same and does nothing twice. Holds the tap and the space, not the person.

import { z } from 'zod';
import { EventId, SpaceId } from '#shared/model/ids.ts';
import type { Connection } from './database.ts';
import type { Stored, WriteGuard } from './write-guard.ts';

/** `target` is what the request named (a booking or a space), so that one event id can't stand for two things. */
export const Settled = z.object({
  event: EventId,
  did: z.enum(['checked-in', 'released', 'walked-up', 'extended']),
  target: z.string(),
  space: SpaceId,
  untilMs: z.int(),
  atMs: z.int(),
});
export type Settled = z.infer<typeof Settled>;

export const settledColumns = 'event, did, target, space, until_ms AS untilMs, at_ms AS atMs';

export type SettledEvents = {
  readonly find: (event: EventId) => Settled | null;
  readonly add: (settled: Settled) => Stored<void>;
};

export function settledTable(db: Connection, guard: WriteGuard): SettledEvents {
  const find = db.prepare(`SELECT ${settledColumns} FROM settled WHERE event = ?`);
  const insert = db.prepare('INSERT INTO settled (event, did, target, space, until_ms, at_ms) VALUES (?, ?, ?, ?, ?, ?)');
  return {
    find: (event) => {
      const row = find.get(event);
      return row === undefined ? null : Settled.parse(row);
    },
    add: (s) => guard.write(() => void insert.run(s.event, s.did, s.target, s.space, s.untilMs, s.atMs)),
  };
}
