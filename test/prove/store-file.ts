// Looks into the gateway's database as a thief would: at a copy of its files, so that reading changes nothing of what the
// gateway left behind.

import { copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { type Connection, connect } from '#gateway/store/database.ts';

export type StoreLook = {
  /** What `PRAGMA integrity_check` says; "ok" is good. */
  readonly integrity: string;
  /** Tables in which SQLite would keep samples of values. */
  readonly statistics: readonly string[];
  /** Pages on the free list, and how many of them are not overwritten with zeros. */
  readonly freePages: number;
  readonly dirtyFreePages: number;
  /** Rows per table, empty tables left out. */
  readonly rows: Readonly<Record<string, number>>;
};

const Names = z.array(z.object({ name: z.string() }));

/** Reads the store below `dataFolder`; null when there is none yet. */
export function lookIntoStore(dataFolder: string): StoreLook | null {
  const original = join(dataFolder, 'waypost.sqlite');
  if (!existsSync(original)) return null;
  const folder = mkdtempSync(join(tmpdir(), 'waypost-proof-copy-'));
  const copy = join(folder, 'copy.sqlite');
  for (const part of ['', '-wal']) if (existsSync(original + part)) copyFileSync(original + part, copy + part);
  const db = connect(copy);
  try {
    const integrity = String(db.pragma('integrity_check', { simple: true }));
    const tables = Names.parse(db.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").all()).map(({ name }) => name);
    const counts = tables.map((name) => [name, Number(db.prepare(`SELECT count(*) FROM "${name}"`).pluck().get())] as const);
    db.pragma('wal_checkpoint(TRUNCATE)');
    const free = freePages(db, copy);
    return {
      ...{ integrity, ...free, rows: Object.fromEntries(counts.filter(([, count]) => count > 0)) },
      statistics: tables.filter((name) => name.startsWith('sqlite_stat')),
    };
  } finally {
    db.close();
    rmSync(folder, { recursive: true });
  }
}

/** Walks the free list (SQLite file format, section 1.5): leaf pages have to be zeros from the first byte to the last. */
function freePages(db: Connection, path: string): Pick<StoreLook, 'freePages' | 'dirtyFreePages'> {
  const pageBytes = Number(db.pragma('page_size', { simple: true }));
  const file = readFileSync(path);
  const page = (number: number): Buffer => file.subarray((number - 1) * pageBytes, number * pageBytes);
  let [free, dirty] = [0, 0];
  for (let trunk = file.readUInt32BE(32); trunk !== 0; trunk = page(trunk).readUInt32BE(0)) {
    const leaves = page(trunk).readUInt32BE(4);
    free += 1 + leaves;
    for (let i = 0; i < leaves; i++) if (page(page(trunk).readUInt32BE(8 + 4 * i)).some((byte) => byte !== 0)) dirty += 1;
  }
  return { freePages: free, dirtyFreePages: dirty };
}
