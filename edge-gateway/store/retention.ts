// When rows that last have lasted long enough. A bucket goes as soon as its first moment is as old as its period, so no
// row of it ever gets older than that. The clock has to be steady (steady-clock.ts): one that is wrong for less than an
// hour destroys nothing. Rows of a day that has not come were written under a wrong clock; they are given today's date for
// their period, because otherwise they would stay until that day.

import { days } from '#shared/kit/duration.ts';
import type { PrivacySettings } from '#shared/model/privacy-settings.ts';
import { dropAuditBucket } from './audit-rows.ts';
import type { BucketKind } from './bucket-shapes.ts';
import { type Buckets, dayOf } from './buckets.ts';
import type { Connection } from './database.ts';

type Period = Exclude<keyof PrivacySettings, 'k'>;

const periods: Readonly<Record<BucketKind, Period>> = {
  audit: 'auditDays',
  consent: 'linkedDays',
  looked: 'linkedDays',
  key: 'linkedDays',
  count: 'historyDays',
  visit: 'historyDays',
  usage: 'historyDays',
};

/** Drops what is due at `nowMs`, a steady time; answers how many buckets went. Inside a write. */
export function dropDueBuckets(db: Connection, buckets: Buckets, settings: PrivacySettings, nowMs: number): number {
  const today = dayOf(nowMs);
  let dropped = 0;
  for (const kind of Object.keys(periods) as BucketKind[]) {
    redate(buckets, kind, today);
    const due = buckets.days(kind).filter((day) => today - day >= settings[periods[kind]]);
    for (const day of due) {
      if (kind === 'audit') dropAuditBucket(db, buckets, day);
      else buckets.drop(kind, day);
    }
    dropped += due.length;
  }
  // Says nothing about a person: which of our own settings changed, as long as the audit says so too.
  db.prepare('DELETE FROM setting_change WHERE at_ms < ?').run(nowMs - days(settings.auditDays));
  return dropped;
}

/** Tomorrow's bucket is no mistake: the clock may have been set back over midnight. Later ones are. */
function redate(buckets: Buckets, kind: BucketKind, today: number): void {
  const known = buckets.days(kind);
  const newest = Math.max(today, ...known.filter((day) => day <= today + 1));
  for (const day of known.filter((later) => later > today + 1)) buckets.pour(kind, day, newest);
}
