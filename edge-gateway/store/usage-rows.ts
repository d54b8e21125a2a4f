// Published days of use: per kind of space and place numbers that were rounded once, or nothing but the place where too few
// were there; and per zone what walls told of known presence. A day lies in the bucket of its date and goes with it.

import { z } from 'zod';
import { bucketShapes } from './bucket-shapes.ts';
import { type Buckets, bucketTable, sound } from './buckets.ts';
import type { Connection } from './database.ts';
import { daysOfRows, rowOf, type UsageDay } from './usage-text.ts';
import type { Stored, WriteGuard } from './write-guard.ts';

export type UsageRows = {
  /** The first word about a day stands: a second drawing would tell more than either. */
  readonly put: (day: UsageDay) => Stored<void>;
  /** The days that are there, oldest first. */
  readonly days: () => readonly number[];
  /** Both included, oldest first. */
  readonly between: (fromDay: number, toDay: number) => readonly UsageDay[];
};

/** SQLite joins up to 500 selects into one, which is a good deal faster than as many statements. */
const atOnce = 200;
const Day = z.object({ day: z.int() });

export function usageRows(db: Connection, guard: WriteGuard, buckets: Buckets): UsageRows {
  const { columns } = bucketShapes.usage;
  // Of its own day only: a bucket may hold one more that a wrong clock dreamt of and that was poured into it.
  const read = (what: string, fromDay: number, toDay: number): readonly unknown[] => {
    const days = buckets.days('usage').filter((day) => day >= fromDay && day <= toDay);
    const chunks = Array.from({ length: Math.ceil(days.length / atOnce) }, (_, n) => days.slice(n * atOnce, (n + 1) * atOnce));
    return chunks.flatMap((chunk) => {
      const selects = chunk.map((day) => `SELECT ${what} FROM ${bucketTable('usage', day)} WHERE day = ${day}`);
      return db.prepare(selects.join(' UNION ALL ')).all();
    });
  };
  return {
    days: () => sound(Day, read('day', 0, Number.POSITIVE_INFINITY)).map(({ day }) => day),
    between: (fromDay, toDay) => daysOfRows(read(columns, fromDay, toDay)),
    put: (day) =>
      guard.write(() => {
        const table = buckets.ensure('usage', day.day);
        const insert = `INSERT INTO ${table} (${columns}) VALUES (${columns.replaceAll(/\w+/g, '@$&')})`;
        db.prepare(`${insert} ON CONFLICT (day) DO NOTHING`).run(rowOf(day));
      }),
  };
}
