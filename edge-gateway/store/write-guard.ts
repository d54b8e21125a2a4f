// Every write of the store goes through here: one transaction, and a disk that is full, broken or locked becomes the
// value `not-stored` instead of an exception, so that a pad can say so in words while the rest of the house goes on.

import { done, type Outcome, refused } from '#shared/kit/outcome.ts';
import { type Connection, sqliteCode } from './database.ts';

/** What a write answers: its value, or `not-stored`, and then nothing of it happened. */
export type Stored<T> = Outcome<T, 'not-stored'>;

export type WriteGuard = {
  /** Runs `task` in one transaction, committed to disk when this returns ok. Inside another `write` it joins that one. */
  readonly write: <T>(task: () => T) => Stored<T>;
  /** Whether the last write reached the disk. */
  readonly healthy: () => boolean;
};

/** Full disk, file size limit, read or write error, another process that won't let go, a disk gone read-only. */
const diskTrouble = /^SQLITE_(FULL|IOERR|BUSY|READONLY|CANTOPEN)/;

export function isDiskTrouble(error: unknown): boolean {
  return diskTrouble.test(sqliteCode(error) ?? '');
}

export function createWriteGuard(db: Connection): WriteGuard {
  let healthy = true;
  return {
    healthy: () => healthy,
    write: (task) => {
      // Joined to an outer write: let trouble travel up, so that the outer one rolls back as a whole.
      if (db.inTransaction) return done(task());
      try {
        const value = db.transaction(task).immediate();
        healthy = true;
        return done(value);
      } catch (error) {
        if (!isDiskTrouble(error)) throw error;
        healthy = false;
        return refused('not-stored', 'The disk of the gateway is full or broken; nothing was stored. Make room and try again.');
      }
    },
  };
}
