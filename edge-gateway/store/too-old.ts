// What is owed to the booking system ends after 72 hours (shared/decisions/0008): an entry that could not be delivered for
// so long is about a day that is over. What takes something back from others' eyes stays until it was heard, because
// dropping it would switch somebody's location on again.

import { z } from 'zod';
import type { OutboxEntry } from '#shared/booking-api/outbox.ts';
import { hours, minutes } from '#shared/kit/duration.ts';
import { owedHours } from '#shared/model/privacy-settings.ts';
import type { Connection } from './database.ts';
import { OutboxRow, outboxColumns } from './outbox-row.ts';
import type { Outbox } from './outbox-table.ts';

/** The most that one round of upkeep adds to an age: time in which the machine slept was no time to deliver in. */
const longestRoundMs = minutes(10);

const ends = `(action IN ('check-in', 'release', 'walk-up', 'extend', 'consent', 'status')
  OR (action = 'visibility' AND visibility <> 'hide') OR (action = 'pause' AND until_ms = 0))`;

/**
 * Makes every entry older by `passedMs` of boot time and puts those into quarantine that have waited too long; answers them.
 * Inside a write. Ages are counted, not reckoned from dates: no step of the civil clock makes anything too old.
 */
export function endTooOld(db: Connection, outbox: Outbox, passedMs: number): readonly OutboxEntry[] {
  if (outbox.size() === 0) return [];
  const roundMs = Math.max(0, Math.min(Math.floor(passedMs), longestRoundMs));
  db.prepare(`UPDATE outbox SET waited_ms = waited_ms + ? WHERE ${ends}`).run(roundMs);
  const rows = db.prepare(`SELECT ${outboxColumns} FROM outbox WHERE waited_ms >= ? AND ${ends} ORDER BY seq`);
  const entries = z.array(OutboxRow).parse(rows.all(hours(owedHours)));
  for (const { seq } of entries) outbox.quarantine(seq, 'too-old');
  return entries;
}
