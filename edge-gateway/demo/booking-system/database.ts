// The demo booking system's own SQLite file, through Node's built-in driver: this process shares nothing with the
// gateway, least of all its store.

import { randomUUID } from 'node:crypto';
import { DatabaseSync } from 'node:sqlite';
import type { z } from 'zod';

const tables = `
  CREATE TABLE IF NOT EXISTS meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
  CREATE TABLE IF NOT EXISTS people (ref TEXT PRIMARY KEY, body TEXT NOT NULL) STRICT;
  CREATE TABLE IF NOT EXISTS bookings (id TEXT PRIMARY KEY, space TEXT NOT NULL, body TEXT NOT NULL) STRICT;
  CREATE INDEX IF NOT EXISTS bookings_by_space ON bookings (space);
  CREATE TABLE IF NOT EXISTS blocks (id TEXT PRIMARY KEY, space TEXT NOT NULL, body TEXT NOT NULL) STRICT;
  CREATE TABLE IF NOT EXISTS issues (id TEXT PRIMARY KEY, body TEXT NOT NULL) STRICT;
  CREATE TABLE IF NOT EXISTS changes (seq INTEGER PRIMARY KEY AUTOINCREMENT, body TEXT NOT NULL) STRICT;
  CREATE TABLE IF NOT EXISTS replies (key TEXT PRIMARY KEY, request TEXT NOT NULL, status INTEGER NOT NULL, body TEXT NOT NULL) STRICT;
  CREATE TABLE IF NOT EXISTS effects (seq INTEGER PRIMARY KEY AUTOINCREMENT, event TEXT NOT NULL, action TEXT NOT NULL,
    booking TEXT NOT NULL, person TEXT NOT NULL) STRICT;
`;

export type Database = {
  readonly run: (sql: string, ...values: (string | number)[]) => void;
  /** Rows in the order of the query; each parsed, because a file can be anything. */
  readonly all: <S extends z.ZodType>(schema: S, sql: string, ...values: (string | number)[]) => z.infer<S>[];
  /** Everything in `task` happens, or nothing. */
  readonly transaction: <T>(task: () => T) => T;
  /** Names this file; a cursor of another one is worthless here. */
  readonly epoch: string;
  readonly close: () => void;
};

/** Opens or makes the file (`:memory:` for none). Throws when it can't be opened. */
export function openDatabase(path: string): Database {
  const sqlite = new DatabaseSync(path);
  sqlite.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;');
  sqlite.exec(tables);
  sqlite.prepare("INSERT OR IGNORE INTO meta (key, value) VALUES ('epoch', ?)").run(randomUUID().slice(0, 8));
  const statements = new Map<string, ReturnType<DatabaseSync['prepare']>>();
  const prepared = (sql: string): ReturnType<DatabaseSync['prepare']> => {
    const statement = statements.get(sql) ?? sqlite.prepare(sql);
    statements.set(sql, statement);
    return statement;
  };
  return {
    run: (sql, ...values) => void prepared(sql).run(...values),
    all: (schema, sql, ...values) =>
      prepared(sql)
        .all(...values)
        .map((row) => schema.parse(row)),
    transaction: (task) => {
      sqlite.exec('BEGIN IMMEDIATE');
      try {
        const result = task();
        sqlite.exec('COMMIT');
        return result;
      } catch (error) {
        sqlite.exec('ROLLBACK');
        throw error;
      }
    },
    epoch: String(Object.values(prepared("SELECT value FROM meta WHERE key = 'epoch'").get() ?? {})[0]),
    close: () => sqlite.close(),
  };
}
