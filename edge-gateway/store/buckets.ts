// Rows that last live in one table per UTC day and go with the whole table: SQLite then zeroes every page of it
// (secure_delete), while rows that are deleted one by one leave copies in the gaps of pages that live on (privacy.md 1.1).
// Pages that fell free are used again; the file needs no vacuum, whose moves would only make more copies.

import type { z } from 'zod';
import { days } from '#shared/kit/duration.ts';
import { type BucketKind, bucketShapes } from './bucket-shapes.ts';
import type { Connection } from './database.ts';

/** Days are whole UTC days since the epoch. What changes something has to be called inside a write of the store. */
export type Buckets = {
  /** The days that have a bucket, oldest first. */
  readonly days: (kind: BucketKind) => readonly number[];
  /** The table of that day; made when it is not there. */
  readonly ensure: (kind: BucketKind, day: number) => string;
  /** `SELECT columns FROM (a bucket) rest` over every bucket, oldest bucket first. */
  readonly read: (kind: BucketKind, columns: string, rest: string, ...values: (string | number)[]) => readonly unknown[];
  readonly drop: (kind: BucketKind, day: number) => void;
  /** Moves every row of one bucket into another; what is there already under the same key is replaced. */
  readonly pour: (kind: BucketKind, from: number, to: number) => void;
  /** Drops every row with one of these pseudonyms. Its table is made anew without them, so that no copy stays in a page. */
  readonly forget: (kind: 'consent' | 'looked', pseudonyms: readonly string[]) => void;
};

/** The UTC day of a time (epoch). A time before the epoch counts as its first day. */
export function dayOf(atMs: number): number {
  return Math.max(0, Math.floor(atMs / days(1)));
}

export function bucketTable(kind: BucketKind, day: number): string {
  return `${kind}_d${day}`;
}

export function createBuckets(db: Connection): Buckets {
  const tables = db.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name GLOB ?").pluck();
  const daysOf = (kind: BucketKind): readonly number[] =>
    tables
      .all(`${kind}_d[0-9]*`)
      .map((table) => Number(String(table).slice(kind.length + 2)))
      .toSorted((a, b) => a - b);
  const create = (table: string, kind: BucketKind): void => {
    db.exec(`CREATE TABLE IF NOT EXISTS ${table} ${bucketShapes[kind].body}`);
  };
  const copy = (kind: BucketKind, from: string, to: string, where = '', ...values: string[]): void => {
    const { columns } = bucketShapes[kind];
    db.prepare(`INSERT OR REPLACE INTO ${to} (${columns}) SELECT ${columns} FROM ${from} ${where}`).run(...values);
    db.exec(`DROP TABLE ${from}`);
  };
  const ensure = (kind: BucketKind, day: number): string => {
    const table = bucketTable(kind, day);
    create(table, kind);
    return table;
  };
  return {
    days: daysOf,
    ensure,
    read: (kind, columns, rest, ...values) =>
      daysOf(kind).flatMap((day) => db.prepare(`SELECT ${columns} FROM ${bucketTable(kind, day)} ${rest}`).all(...values)),
    drop: (kind, day) => void db.exec(`DROP TABLE IF EXISTS ${bucketTable(kind, day)}`),
    pour: (kind, from, to) => copy(kind, bucketTable(kind, from), ensure(kind, to)),
    forget: (kind, pseudonyms) => {
      const list = JSON.stringify(pseudonyms);
      for (const day of daysOf(kind)) {
        const table = bucketTable(kind, day);
        if (db.prepare(`SELECT 1 FROM ${table} WHERE pseudonym ${inList} LIMIT 1`).get(list) === undefined) continue;
        create(`${table}_kept`, kind);
        copy(kind, table, `${table}_kept`, `WHERE pseudonym NOT ${inList}`, list);
        db.exec(`ALTER TABLE ${table}_kept RENAME TO ${table}`);
      }
    },
  };
}

/** With a JSON array of texts as its parameter. */
export const inList = 'IN (SELECT value FROM json_each(?))';

/** The rows that are what they should be. A row that damage has changed into something else is passed over. */
export function sound<S extends z.ZodType>(schema: S, rows: readonly unknown[]): readonly z.infer<S>[] {
  return rows.flatMap((row) => {
    const parsed = schema.safeParse(row);
    return parsed.success ? [parsed.data] : [];
  });
}
