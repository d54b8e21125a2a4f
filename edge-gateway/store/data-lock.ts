// One gateway per data folder: two would deliver each other's outbox. The lock is an open exclusive transaction on a
// small file of its own; the kernel drops it however the process ends, so there is never a stale one to remove by hand.

import { done, type Outcome, refused } from '#shared/kit/outcome.ts';
import { connect, sqliteCode } from './database.ts';

/** Takes the lock beside `path`; the value releases it. */
export function lockData(path: string): Outcome<() => void, 'in-use'> {
  const db = connect(`${path}.lock`, 0);
  try {
    db.exec('BEGIN EXCLUSIVE');
    return done(() => {
      db.close();
    });
  } catch (error) {
    db.close();
    if (sqliteCode(error)?.startsWith('SQLITE_BUSY') !== true) throw error;
    return refused(
      'in-use',
      `Another gateway uses the store ${path}. Stop it first, or give this one another data folder with --data.`,
    );
  }
}
