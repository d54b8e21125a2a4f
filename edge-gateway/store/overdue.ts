// Rows that go one by one when their time is over: what a tap was answered, what was refused, counts of wrong PINs.

import { days } from '#shared/kit/duration.ts';
import type { PrivacySettings } from '#shared/model/privacy-settings.ts';
import type { Connection } from './database.ts';

const settledKeptMs = days(7);
const quarantineKeptMs = days(14);
const pinCountsOfNobodyKeptMs = days(30);

/**
 * Deletes what is over; nothing that can be linked with a tap outlives `linkedDays`. Nothing that is still owed goes,
 * whatever the clock says: civil time may jump. Inside a write.
 */
export function dropOverdue(db: Connection, { linkedDays }: PrivacySettings, nowMs: number): void {
  const linkedMs = days(linkedDays);
  const notOwed = 'event NOT IN (SELECT event FROM outbox)';
  db.prepare(`DELETE FROM settled WHERE at_ms < ? AND ${notOwed}`).run(nowMs - Math.min(settledKeptMs, linkedMs));
  db.prepare(`DELETE FROM decided WHERE at_ms < ? AND ${notOwed}`).run(nowMs - Math.min(settledKeptMs, linkedMs));
  db.prepare(`DELETE FROM local_booking WHERE to_ms <= ? AND ${notOwed}`).run(nowMs);
  db.prepare('DELETE FROM quarantine WHERE since_ms < ?').run(nowMs - Math.min(quarantineKeptMs, linkedMs));
  db.prepare(`DELETE FROM pin_person WHERE verifier = '' AND at_ms < ?`).run(nowMs - pinCountsOfNobodyKeptMs);
}
