// A store that SQLite can't trust any more: kept beside the fresh one (one copy, the newest), and read once for what it
// still owes. Reading on after damage may miss entries; the event ids keep the booking system from counting any twice.

import { existsSync, renameSync, rmSync } from 'node:fs';
import type { z } from 'zod';
import type { OutboxEntry } from '#shared/booking-api/outbox.ts';
import { type Connection, connect, sqliteCode } from './database.ts';
import { Decided, decidedColumns } from './decided-table.ts';
import { LocalBooking, localColumns } from './local-table.ts';
import { OutboxRow, outboxColumns, outboxColumnsOf } from './outbox-row.ts';
import { Settled, settledColumns } from './settled-table.ts';

export function isDamage(error: unknown): boolean {
  return /^SQLITE_(CORRUPT|NOTADB|IOERR_SHORT_READ)/.test(sqliteCode(error) ?? '');
}

/** Whether every row reads as what it should be: SQLite keeps no checksums, so damage can hide in sound pages. */
export function rowsMakeSense(db: Connection): boolean {
  const sound = (columns: string, table: string, row: z.ZodType): boolean => {
    const rows = db.prepare(`SELECT ${columns} FROM ${table}`).all();
    return rows.every((found) => row.safeParse(found).success);
  };
  return (
    sound(outboxColumns, 'outbox', OutboxRow) &&
    sound(localColumns, 'local_booking', LocalBooking) &&
    sound(settledColumns, 'settled', Settled) &&
    sound(decidedColumns, 'decided', Decided)
  );
}

/** Moves the file and its log out of the way; answers the new path. */
export function setAside(path: string): string {
  const kept = `${path}.damaged`;
  for (const part of ['', '-wal', '-shm']) {
    rmSync(kept + part, { force: true });
    if (existsSync(path + part)) renameSync(path + part, kept + part);
  }
  return kept;
}

/** Every entry of the outbox that can still be read and makes sense. */
export function readOwed(kept: string): readonly OutboxEntry[] {
  const entries: OutboxEntry[] = [];
  const db = connect(kept);
  try {
    // A damaged file is not brought to the newest schema first.
    const columns = outboxColumnsOf(Number(db.pragma('user_version', { simple: true })));
    for (const row of db.prepare(`SELECT ${columns} FROM outbox ORDER BY seq`).iterate()) {
      const parsed = OutboxRow.safeParse(row);
      if (parsed.success) entries.push(parsed.data);
    }
  } catch (error) {
    if (sqliteCode(error) === null) throw error;
  } finally {
    db.close();
  }
  return entries;
}
