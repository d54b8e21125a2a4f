// Every table of the store as typed functions over one connection.

import { randomBytes } from 'node:crypto';
import type { Clock } from '#shared/kit/clock.ts';
import { type AuditRows, auditRows } from './audit-rows.ts';
import { type Buckets, createBuckets } from './buckets.ts';
import { type ConsentHistory, consentHistory } from './consent-history.ts';
import { type CountRows, countRows } from './count-rows.ts';
import type { Connection } from './database.ts';
import { type DayKeys, dayKeys } from './day-keys.ts';
import { type DecidedEvents, decidedTable } from './decided-table.ts';
import { type LocalBookings, localTable } from './local-table.ts';
import { type LookedAtRows, lookedAtRows } from './looked-at-rows.ts';
import { type Outbox, outboxTable } from './outbox-table.ts';
import { type PinCounters, pinTable } from './pin-table.ts';
import { type SettingsRows, settingsRows } from './settings-rows.ts';
import { type SettledEvents, settledTable } from './settled-table.ts';
import { type UsageRows, usageRows } from './usage-rows.ts';
import { type VisitRows, visitRows } from './visit-rows.ts';
import type { WriteGuard } from './write-guard.ts';

export type Tables = {
  readonly outbox: Outbox;
  readonly settled: SettledEvents;
  readonly decided: DecidedEvents;
  readonly local: LocalBookings;
  readonly pinLimits: PinCounters;
  readonly audit: AuditRows;
  readonly dayKeys: DayKeys;
  readonly consentHistory: ConsentHistory;
  readonly lookedAt: LookedAtRows;
  readonly settings: SettingsRows;
  readonly counts: CountRows;
  readonly visits: VisitRows;
  readonly usage: UsageRows;
};

export function openTables(db: Connection, guard: WriteGuard, clock: Clock, buckets: Buckets = createBuckets(db)): Tables {
  return {
    outbox: outboxTable(db, guard, clock),
    settled: settledTable(db, guard),
    decided: decidedTable(db, guard),
    local: localTable(db, guard),
    pinLimits: pinTable(db, guard),
    audit: auditRows(db, guard, buckets),
    dayKeys: dayKeys(db, guard, buckets, randomBytes),
    consentHistory: consentHistory(db, guard, buckets),
    lookedAt: lookedAtRows(db, guard, buckets),
    settings: settingsRows(db, guard),
    counts: countRows(db, guard, buckets),
    visits: visitRows(db, guard, buckets),
    usage: usageRows(db, guard, buckets),
  };
}
