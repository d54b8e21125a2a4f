// Looks at the audit and the settings of a store from outside, for the commands that works councils run: it changes
// no row, and works while a gateway writes the file, while none does, and on a copy (SQLite leaves two empty side files).

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { done, type Outcome, refused } from '#shared/kit/outcome.ts';
import { type AuditReads, auditReads } from './audit-rows.ts';
import { type Connection, connectToLook, sqliteCode } from './database.ts';
import { type KeptSettings, settingsRows } from './settings-rows.ts';
import { createWriteGuard } from './write-guard.ts';

type LookedInto = { readonly audit: AuditReads; readonly kept: () => KeptSettings };

/** The file in which a gateway keeps its state, in its data folder. */
const fileName = 'waypost.sqlite';

/** Hands `look` what the store of `folder` holds, all of one moment. `none`: there is no store yet. */
export function lookIntoStore<T>(folder: string, look: (found: LookedInto) => T): Outcome<T, 'none' | 'unreadable'> {
  const path = join(folder, fileName);
  if (!existsSync(path)) return refused('none', `There is no store in ${folder}: name the data folder of a gateway with --data.`);
  let db: Connection | null = null;
  try {
    const opened = connectToLook(path);
    db = opened;
    opened.exec('BEGIN');
    return done(look({ audit: auditReads(opened), kept: () => settingsRows(opened, createWriteGuard(opened)).read() }));
  } catch (error) {
    const code = sqliteCode(error);
    if (code === null) throw error;
    return refused('unreadable', `The store ${path} can't be read (${code}). ${adviceFor(code)}`);
  } finally {
    db?.close();
  }
}

function adviceFor(code: string): string {
  if (code === 'SQLITE_ERROR') return 'It was written by an older version, which kept no audit: start this version on it once.';
  return 'Run this as the user of the gateway, or copy the store with its -wal file to a folder of your own and name that.';
}
