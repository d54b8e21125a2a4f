// A store that SQLite can't trust any more: kept beside the fresh one (one copy, the newest), and read once for what it
// still owes, for the privacy settings, and for where the audit's chain ended, so that damage neither lowers k nor lets a
// chain begin anew unseen. Reading on after damage may miss entries; the event ids keep any from being counted twice.

import { existsSync, renameSync, rmSync, statSync } from 'node:fs';
import { z } from 'zod';
import type { OutboxEntry } from '#shared/booking-api/outbox.ts';
import { Chain, type ChainLink, linkOf, selectChain } from './audit-rows.ts';
import { type Connection, connect, sqliteCode } from './database.ts';
import { Decided, decidedColumns } from './decided-table.ts';
import { LocalBooking, localColumns } from './local-table.ts';
import { OutboxRow, outboxColumns, outboxColumnsOf } from './outbox-row.ts';
import { KeptSetting, selectSettings } from './settings-rows.ts';
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
    sound(decidedColumns, 'decided', Decided) &&
    readEach(db, selectSettings, KeptSetting).whole &&
    readEach(db, selectChain, Chain).rows.length === 1
  );
}

const parts = ['', '-wal', '-shm'];

function keptPath(path: string): string {
  return `${path}.damaged`;
}

/** Moves the file and its log out of the way; answers the new path. */
export function setAside(path: string): string {
  const kept = keptPath(path);
  for (const part of parts) {
    rmSync(kept + part, { force: true });
    if (existsSync(path + part)) renameSync(path + part, kept + part);
  }
  return kept;
}

export type CarriedOver = {
  readonly owed: readonly OutboxEntry[];
  readonly settings: readonly KeptSetting[];
  /** False when a setting may be missing: whoever had switched positions off must not find them on again. */
  readonly settingsKnown: boolean;
  readonly chain: ChainLink | null;
};

/** What can still be read of the kept file and makes sense. A damaged file is not brought to the newest schema first. */
export function readKept(kept: string): CarriedOver {
  const db = connect(kept);
  try {
    const schema = readEach(db, 'PRAGMA user_version', Version).rows[0]?.user_version ?? 0;
    const owed = readEach(db, `SELECT ${outboxColumnsOf(schema)} FROM outbox ORDER BY seq`, OutboxRow);
    const settings = readEach(db, selectSettings, KeptSetting);
    const chain = readEach(db, selectChain, Chain).rows[0];
    return {
      owed: owed.rows,
      settings: settings.rows,
      settingsKnown: settings.whole || (schema > 0 && schema < firstSchemaWithSettings),
      chain: chain === undefined ? null : linkOf(chain.headSeq, chain.headHash),
    };
  } finally {
    db.close();
  }
}

const firstSchemaWithSettings = 3;
const Version = z.object({ user_version: z.int() });

type Found<S extends z.ZodType> = { readonly rows: readonly z.infer<S>[]; readonly whole: boolean };

/** Row by row, up to where the damage is; `whole` when there was none. */
function readEach<S extends z.ZodType>(db: Connection, sql: string, row: S): Found<S> {
  const rows: z.infer<S>[] = [];
  let whole = true;
  try {
    for (const found of db.prepare(sql).iterate()) {
      const parsed = row.safeParse(found);
      if (parsed.success) rows.push(parsed.data);
      else whole = false;
    }
  } catch (error) {
    if (sqliteCode(error) === null) throw error;
    whole = false;
  }
  return { rows, whole };
}

/** Removes the kept copy once it was written before `beforeMs` (epoch): what was to be forgotten must not live on in it. */
export function dropKept(path: string, beforeMs: number): void {
  const kept = keptPath(path);
  const written = statSync(kept, { throwIfNoEntry: false })?.mtimeMs;
  if (written !== undefined && written < beforeMs) for (const part of parts) rmSync(kept + part, { force: true });
}
