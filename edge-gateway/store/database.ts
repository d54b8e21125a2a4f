// The one door to better-sqlite3. Opens a connection, sets every pragma that durability and erasure rest on, and reads
// each back: a pragma that silently stayed at its default would break a promise without a sound.

import Database from 'better-sqlite3';
import { done, type Outcome, refused } from '#shared/kit/outcome.ts';

export type Connection = Database.Database;

/** How long a write waits for another process that holds the file. */
export const busyTimeoutMs = 5000;

/** Per connection; secure_delete and the like don't persist. `reads` is what SQLite answers once the pragma holds. */
const pragmas = [
  { set: `busy_timeout = ${busyTimeoutMs}`, name: 'busy_timeout', reads: busyTimeoutMs },
  { set: 'journal_mode = WAL', name: 'journal_mode', reads: 'wal' },
  { set: 'synchronous = FULL', name: 'synchronous', reads: 2 },
  { set: 'secure_delete = ON', name: 'secure_delete', reads: 1 },
  { set: 'temp_store = MEMORY', name: 'temp_store', reads: 2 },
  { set: 'foreign_keys = ON', name: 'foreign_keys', reads: 1 },
  { set: 'journal_size_limit = 0', name: 'journal_size_limit', reads: 0 },
  { set: 'trusted_schema = OFF', name: 'trusted_schema', reads: 0 },
] as const;

/** Opens (and creates) the file; throws SQLite's own error. */
export function connect(path: string, timeoutMs = busyTimeoutMs): Connection {
  return new Database(path, { timeout: timeoutMs });
}

/** Opens a file that is there to look at it, also while a gateway writes it; changes nothing. Throws SQLite's own error. */
export function connectToLook(path: string): Connection {
  const db = new Database(path, { readonly: true, fileMustExist: true, timeout: busyTimeoutMs });
  db.pragma('temp_store = MEMORY');
  db.pragma('trusted_schema = OFF');
  return db;
}

/** Sets the pragmas, then asserts each. Throws when the file itself can't be read. */
export function applyPragmas(db: Connection): Outcome<void, 'pragma'> {
  for (const pragma of pragmas) db.pragma(pragma.set);
  for (const pragma of pragmas) {
    const value = db.pragma(pragma.name, { simple: true });
    if (value !== pragma.reads) {
      return refused(
        'pragma',
        `SQLite keeps ${pragma.name} at ${String(value)} instead of ${pragma.reads}: check-ins could be lost or linger. ` +
          'Put the data folder on a local disk that supports it.',
      );
    }
  }
  return done(undefined);
}

/** SQLite's extended code of an error ("SQLITE_IOERR_WRITE"), or null when it is not SQLite's. */
export function sqliteCode(error: unknown): string | null {
  return error instanceof Database.SqliteError ? error.code : null;
}
