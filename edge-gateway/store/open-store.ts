// Opens the one file in which state lasts: lock, pragmas, check, migrations, tables. Whatever is wrong with the file is
// a sentence for the operator. A damaged file is set aside and a fresh one begun, because a gateway that can't start
// helps nobody; what the damaged one still owed is carried over as far as it can be read.

import { closeSync, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Running } from '#gateway/running.ts';
import type { Clock } from '#shared/kit/clock.ts';
import { done, type Outcome, refused } from '#shared/kit/outcome.ts';
import { continueChain } from './audit-rows.ts';
import { type CarriedOver, isDamage, readKept, rowsMakeSense, setAside } from './damaged-file.ts';
import { lockData } from './data-lock.ts';
import { applyPragmas, type Connection, connect, sqliteCode } from './database.ts';
import { type KeepOnly, keepOnly } from './gone-people.ts';
import { migrate } from './migrations.ts';
import { carrySetting } from './settings-rows.ts';
import { openTables, type Tables } from './tables.ts';
import { startUpkeep, type Upkeep } from './upkeep.ts';
import { createWriteGuard, type Stored } from './write-guard.ts';

export type Store = Running &
  Tables &
  Pick<Upkeep, 'keep' | 'listen'> & {
    readonly schema: number;
    /** To be called when the booking system has said who there is, and when somebody left: rows of others go. */
    readonly keepOnly: KeepOnly;
    /** Runs `task` in one transaction: all of its writes are on disk when this answers ok, none of them otherwise. */
    readonly transaction: <T>(task: () => T) => Stored<T>;
    /** False from a write that did not reach the disk until one that did. */
    readonly healthy: () => boolean;
  };

type StoreDeps = {
  readonly path: string;
  readonly clock: Clock;
  /** Sentences for the operator's log: a damaged file set aside, a log that could not be emptied. */
  readonly notice: (sentence: string) => void;
};

type StoreRefusal = 'newer-schema' | 'in-use' | 'pragma' | 'unreadable';

/** Opens or creates the store. On failure `detail` says what is wrong and what to do next. */
export function openStore(deps: StoreDeps): Outcome<Store, StoreRefusal> {
  let unlock = (): void => undefined;
  try {
    mkdirSync(dirname(deps.path), { recursive: true, mode: 0o700 });
    const lock = lockData(deps.path);
    if (!lock.ok) return lock;
    unlock = lock.value;
    const opened = openFile(deps);
    if (opened.ok) return done(assemble(opened.value, deps, unlock));
    unlock();
    return opened;
  } catch (error) {
    unlock();
    const code = sqliteCode(error) ?? (error as NodeJS.ErrnoException).code;
    if (code === undefined) throw error;
    return refused('unreadable', `The store ${deps.path} can't be opened (${code}). Check the folder, its rights and its disk.`);
  }
}

type Opened = { readonly db: Connection; readonly schema: number };

function openFile(deps: StoreDeps): Outcome<Opened, StoreRefusal> {
  const opened = openSound(deps.path);
  if (opened.ok) return opened;
  if (opened.why !== 'damaged') return refused(opened.why, opened.detail);
  const kept = setAside(deps.path);
  const fresh = openSound(deps.path);
  if (!fresh.ok) return refused('unreadable', `The store ${deps.path} was damaged and no fresh one can be made. Check the disk.`);
  const carried = readKept(kept);
  carryOver(fresh.value.db, carried, deps.clock);
  deps.notice(
    `The store was damaged and is kept as ${kept}. A fresh one was begun; it owes the booking system the ` +
      `${carried.owed.length} entries that could still be read. Compare today with the booking system, check the disk, then ` +
      'delete the kept file.',
  );
  if (!carried.settingsKnown) {
    deps.notice(
      'Not all privacy settings of the damaged store could be read. Positions are switched off: look at the settings, then switch them on again.',
    );
  }
  return fresh;
}

function carryOver(db: Connection, carried: CarriedOver, clock: Clock): void {
  const guard = createWriteGuard(db);
  const { outbox, settings } = openTables(db, guard, clock);
  guard.write(() => {
    for (const entry of carried.owed) outbox.append(entry);
    for (const row of carried.settings) carrySetting(db, row);
    if (carried.chain !== null) continueChain(db, carried.chain);
    if (!carried.settingsKnown) settings.write('positions', 0, clock.wallMs());
  });
}

function openSound(path: string): Outcome<Opened, StoreRefusal | 'damaged'> {
  // Created by us first, readable for the gateway's own user only; SQLite gives its side files the same mode.
  closeSync(openSync(path, 'a', 0o600));
  const db = connect(path);
  try {
    const ready = prepareFile(db);
    if (!ready.ok) db.close();
    return ready;
  } catch (error) {
    db.close();
    if (isDamage(error)) return refused('damaged');
    throw error;
  }
}

function prepareFile(db: Connection): Outcome<Opened, StoreRefusal | 'damaged'> {
  const pragmas = applyPragmas(db);
  if (!pragmas.ok) return pragmas;
  if (db.pragma('quick_check(1)', { simple: true }) !== 'ok') return refused('damaged');
  const schema = migrate(db);
  if (!schema.ok) return schema;
  return rowsMakeSense(db) ? done({ db, schema: schema.value }) : refused('damaged');
}

function assemble({ db, schema }: Opened, deps: StoreDeps, unlock: () => void): Store {
  const guard = createWriteGuard(db);
  const tables = openTables(db, guard, deps.clock);
  const upkeep = startUpkeep({ ...deps, db, guard, ...tables });
  return {
    schema,
    ...tables,
    keep: upkeep.keep,
    listen: upkeep.listen,
    keepOnly: keepOnly(db, guard),
    transaction: guard.write,
    healthy: guard.healthy,
    stop: async () => {
      if (!db.open) return;
      await upkeep.stop();
      db.close();
      unlock();
    },
  };
}
