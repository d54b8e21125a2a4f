// What the file needs while it is open: rows go when their time is over, and the write-ahead log is truncated, because
// deleted rows live on in it until then (measured: all of them after a kill without a checkpoint).

import { days } from '#shared/kit/duration.ts';
import { busyTimeoutMs, type Connection } from './database.ts';
import { isDiskTrouble, type WriteGuard } from './write-guard.ts';

const settledKeptMs = days(7);
const quarantineKeptMs = days(14);
const pinCountsOfNobodyKeptMs = days(30);

/** Deletes what is over. Nothing that is still owed goes, whatever the clock says: civil time may jump. */
export function dropOverdue(db: Connection, guard: WriteGuard, nowMs: number): void {
  guard.write(() => {
    // After trouble, write something for certain: the answer is how the store learns that the disk is well again.
    if (!guard.healthy()) db.pragma(`user_version = ${Number(db.pragma('user_version', { simple: true }))}`);
    const notOwed = 'event NOT IN (SELECT event FROM outbox)';
    db.prepare(`DELETE FROM settled WHERE at_ms < ? AND ${notOwed}`).run(nowMs - settledKeptMs);
    db.prepare(`DELETE FROM decided WHERE at_ms < ? AND ${notOwed}`).run(nowMs - settledKeptMs);
    db.prepare(`DELETE FROM local_booking WHERE to_ms <= ? AND ${notOwed}`).run(nowMs);
    db.prepare('DELETE FROM quarantine WHERE since_ms < ?').run(nowMs - quarantineKeptMs);
    db.prepare(`DELETE FROM pin_person WHERE verifier = '' AND at_ms < ?`).run(nowMs - pinCountsOfNobodyKeptMs);
  });
}

/** Moves the log into the file and empties it. Answers a sentence when that did not happen. */
export function checkpoint(db: Connection): string | null {
  try {
    // Nothing waits for a reader here: the gateway would stand still, and in five minutes there is another chance.
    db.pragma('busy_timeout = 0');
    const busy = db.pragma('wal_checkpoint(TRUNCATE)', { simple: true });
    return busy === 0 ? null : 'The log of the store could not be emptied because another process reads it. Close that process.';
  } catch (error) {
    if (!isDiskTrouble(error)) throw error;
    return 'The log of the store could not be emptied because the disk is full or broken. Make room.';
  } finally {
    db.pragma(`busy_timeout = ${busyTimeoutMs}`);
  }
}
