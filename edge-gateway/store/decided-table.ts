// Which decisions of people were written down, so that the repeat of a tap (a lost answer, a restart in between) decides
// nothing a second time: an old yes that comes again must not undo a later no. Holds the tap, not the person.

import { z } from 'zod';
import { EventId } from '#shared/model/ids.ts';
import type { Connection } from './database.ts';
import type { Stored, WriteGuard } from './write-guard.ts';

/** `action` is what the tap stood for, so that one event id can't stand for two things. */
export const Decided = z.object({ event: EventId, action: z.string(), atMs: z.int() });
export type Decided = z.infer<typeof Decided>;

export const decidedColumns = 'event, action, at_ms AS atMs';

export type DecidedEvents = {
  readonly find: (event: EventId) => Decided | null;
  readonly add: (decided: Decided) => Stored<void>;
};

export function decidedTable(db: Connection, guard: WriteGuard): DecidedEvents {
  const find = db.prepare(`SELECT ${decidedColumns} FROM decided WHERE event = ?`);
  const insert = db.prepare('INSERT INTO decided (event, action, at_ms) VALUES (?, ?, ?)');
  return {
    find: (event) => {
      const row = find.get(event);
      return row === undefined ? null : Decided.parse(row);
    },
    add: (d) => guard.write(() => void insert.run(d.event, d.action, d.atMs)),
  };
}
