// Opens the one file in which state lasts: lock, pragmas, check, migrations, tables. Whatever is wrong with the file is
// a sentence for the operator. A damaged file is set aside and a fresh one begun, because a gateway that can't start
// helps nobody; what the damaged one still owed is carried over as far as it can be read.

import { closeSync, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Running } from '#gateway/running.ts';
import type { Cancel, Clock } from '#shared/kit/clock.ts';
import { minutes } from '#shared/kit/duration.ts';
import { done, type Outcome, refused } from '#shared/kit/outcome.ts';
import { isDamage, readOwed, rowsMakeSense, setAside } from './damaged-file.ts';
import { lockData } from './data-lock.ts';
import { applyPragmas, type Connection, connect, sqliteCode } from './database.ts';
import { type DecidedEvents, decidedTable } from './decided-table.ts';
import { type LocalBookings, localTable } from './local-table.ts';
import { migrate } from './migrations.ts';
import { type Outbox, outboxTable } from './outbox-table.ts';
import { type PinCounters, pinTable } from './pin-table.ts';
import { type SettledEvents, settledTable } from './settled-table.ts';
import { checkpoint, dropOverdue } from './upkeep.ts';
import { createWriteGuard, type Stored } from './write-guard.ts';

export type Store = Running & {
  readonly schema: number;
  readonly outbox: Outbox;
  readonly settled: SettledEvents;
  readonly decided: DecidedEvents;
  readonly local: LocalBookings;
  readonly pinLimits: PinCounters;
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

const upkeepEveryMs = minutes(5);

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
  const entries = readOwed(kept);
  const outbox = outboxTable(fresh.value.db, createWriteGuard(fresh.value.db), deps.clock);
  for (const entry of entries) outbox.append(entry);
  deps.notice(
    `The store was damaged and is kept as ${kept}. A fresh one was begun; it owes the booking system the ${entries.length} ` +
      'entries that could still be read. Compare today with the booking system, check the disk, then delete the kept file.',
  );
  return fresh;
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
  const tidy = (): void => {
    dropOverdue(db, guard, deps.clock.wallMs());
    const trouble = checkpoint(db);
    if (trouble !== null) deps.notice(trouble);
  };
  tidy();
  const cancel: Cancel = deps.clock.every(upkeepEveryMs, tidy);
  return {
    schema,
    outbox: outboxTable(db, guard, deps.clock),
    settled: settledTable(db, guard),
    decided: decidedTable(db, guard),
    local: localTable(db, guard),
    pinLimits: pinTable(db, guard),
    transaction: guard.write,
    healthy: guard.healthy,
    stop: async () => {
      if (!db.open) return;
      cancel();
      tidy();
      db.close();
      unlock();
    },
  };
}
