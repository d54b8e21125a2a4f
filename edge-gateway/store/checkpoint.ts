// The write-ahead log is truncated every few minutes, because deleted rows live on in it until then (measured: all of them
// after a kill without a checkpoint).

import { busyTimeoutMs, type Connection } from './database.ts';
import { isDiskTrouble } from './write-guard.ts';

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
