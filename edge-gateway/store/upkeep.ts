// What the file needs while it is open, every five minutes, at start and at the end: rows go when their time is over, and
// the log is emptied, so that the file doesn't hold them either.

import type { Running } from '#gateway/running.ts';
import type { OutboxEntry } from '#shared/booking-api/outbox.ts';
import type { Clock } from '#shared/kit/clock.ts';
import { days, minutes } from '#shared/kit/duration.ts';
import { type PrivacySettings, stricter } from '#shared/model/privacy-settings.ts';
import { createBuckets } from './buckets.ts';
import { checkpoint } from './checkpoint.ts';
import { dropKept } from './damaged-file.ts';
import type { Connection } from './database.ts';
import type { Outbox } from './outbox-table.ts';
import { dropOverdue } from './overdue.ts';
import { dropDueBuckets } from './retention.ts';
import type { SettingsRows } from './settings-rows.ts';
import { createSteadyClock } from './steady-clock.ts';
import { endTooOld } from './too-old.ts';
import type { WriteGuard } from './write-guard.ts';

/** Called after what they tell is on disk. */
type UpkeepListeners = {
  /** Rows that last were dropped: so many tables of a day. */
  readonly onDropped: (buckets: number) => void;
  /** These entries waited too long for the booking system; what was believed because of them holds no more. */
  readonly onTooOld: (entries: readonly OutboxEntry[]) => void;
};

export type Upkeep = Running & {
  /** The settings in force from now on; before the first call those of the store alone. The stricter of both holds. */
  readonly keep: (settings: PrivacySettings) => void;
  readonly listen: (listeners: UpkeepListeners) => void;
};

type Deps = {
  readonly path: string;
  readonly db: Connection;
  readonly guard: WriteGuard;
  readonly clock: Clock;
  readonly outbox: Outbox;
  readonly settings: SettingsRows;
  readonly notice: (sentence: string) => void;
};

const everyMs = minutes(5);

type Over = { readonly tooOld: readonly OutboxEntry[]; readonly buckets: number };

/** Tidies at once, and then until stopped. */
export function startUpkeep({ path, db, guard, clock, outbox, settings, notice }: Deps): Upkeep {
  const steady = createSteadyClock(clock);
  const buckets = createBuckets(db);
  let inForce: Partial<PrivacySettings> = {};
  let listeners: UpkeepListeners = { onDropped: () => {}, onTooOld: () => {} };
  let lastBootMs = clock.bootMs();

  const dropWhatIsOver = (): Over => {
    const periods = stricter(settings.read().settings, inForce);
    const passedMs = clock.bootMs() - lastBootMs;
    lastBootMs = clock.bootMs();
    const steadyMs = steady.ask();
    // After trouble, write something for certain: the answer is how the store learns that the disk is well again.
    if (!guard.healthy()) db.pragma(`user_version = ${Number(db.pragma('user_version', { simple: true }))}`);
    dropOverdue(db, periods, clock.wallMs());
    if (steadyMs !== null) dropKept(path, steadyMs - days(periods.linkedDays));
    return {
      tooOld: endTooOld(db, outbox, passedMs),
      buckets: steadyMs === null ? 0 : dropDueBuckets(db, buckets, periods, steadyMs),
    };
  };
  const tidy = (): void => {
    const over = guard.write(dropWhatIsOver);
    const trouble = checkpoint(db);
    if (trouble !== null) notice(trouble);
    if (!over.ok) return;
    if (over.value.tooOld.length > 0) listeners.onTooOld(over.value.tooOld);
    if (over.value.buckets > 0) listeners.onDropped(over.value.buckets);
  };
  tidy();
  const cancel = clock.every(everyMs, tidy);
  return {
    keep: (next) => {
      inForce = next;
    },
    listen: (next) => {
      listeners = next;
    },
    stop: async () => {
      cancel();
      tidy();
    },
  };
}
