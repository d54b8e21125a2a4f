// What the edge still owes the booking system, and what the booking system refused for good. A delivered entry is
// deleted; a refused one leaves a row without the person, so that a number is left to look at and nobody to trace.

import { isBookingEvent, type OutboxEntry, type OutboxEvent, type PersonEvent } from '#shared/booking-api/outbox.ts';
import type { Clock } from '#shared/kit/clock.ts';
import type { EventId, SubjectRef } from '#shared/model/ids.ts';
import type { Connection } from './database.ts';
import { keptRows } from './kept-rows.ts';
import { insertRow, OutboxRow, outboxColumns, rowOf } from './outbox-row.ts';
import type { Stored, WriteGuard } from './write-guard.ts';

/** `owed`: not delivered yet. `refused`: in quarantine. `clear`: nothing owed (delivered, or never there). */
type Fate = 'owed' | 'refused' | 'clear';

export type Outbox = {
  /** Puts an event at the end; answers its `seq`. An event that is already there keeps its place. */
  readonly append: (event: OutboxEvent) => Stored<number>;
  /**
   * The oldest undelivered entry of each person, oldest first. What tells a person that they were looked at stands apart:
   * neither it nor their other entries wait for each other.
   */
  readonly heads: () => readonly OutboxEntry[];
  /** What this person decided and the booking system has not heard yet, oldest first. Cheap: kept between writes. */
  readonly ofPerson: (person: SubjectRef) => readonly PersonEvent[];
  /** Everybody of whom that is not empty. */
  readonly pendingPeople: () => readonly SubjectRef[];
  readonly delivered: (seq: number) => Stored<void>;
  readonly failedOnce: (seq: number) => Stored<void>;
  /** Refused for good: out of the way of what follows, and the edge no longer believes what it did. */
  readonly quarantine: (seq: number, reason: string) => Stored<void>;
  readonly fate: (event: EventId) => Fate;
  readonly size: () => number;
  readonly quarantined: () => number;
};

export function outboxTable(db: Connection, guard: WriteGuard, clock: Clock): Outbox {
  const insert = db.prepare(insertRow);
  const seqOf = db.prepare('SELECT seq FROM outbox WHERE event = ?').pluck();
  const heads = db.prepare(
    `SELECT ${outboxColumns} FROM outbox WHERE seq IN (SELECT min(seq) FROM outbox GROUP BY person, action = 'looked-at') ORDER BY seq`,
  );
  const decisions = db.prepare(`SELECT ${outboxColumns} FROM outbox WHERE booking IS NULL ORDER BY seq`);
  const pending = keptRows(db, () =>
    Map.groupBy(
      decisions.all().flatMap((row) => decisionOf(OutboxRow.parse(row))),
      (event) => event.person,
    ),
  );
  const remove = db.prepare('DELETE FROM outbox WHERE seq = ?');
  const failed = db.prepare('UPDATE outbox SET attempts = attempts + 1 WHERE seq = ?');
  const setAside = db.prepare(
    `INSERT OR REPLACE INTO quarantine (event, action, booking, reason, since_ms)
     SELECT event, action, booking, ?, ? FROM outbox WHERE seq = ?`,
  );
  const disbelieve = db.prepare('DELETE FROM local_booking WHERE event = (SELECT event FROM outbox WHERE seq = ?)');
  const refusedRow = db.prepare('SELECT 1 FROM quarantine WHERE event = ?').pluck();
  const size = db.prepare('SELECT count(*) FROM outbox').pluck();
  const quarantined = db.prepare('SELECT count(*) FROM quarantine').pluck();
  return {
    append: (e) =>
      guard.write(() => {
        insert.run(rowOf(e));
        return Number(seqOf.get(e.event));
      }),
    heads: () => heads.all().map((row) => OutboxRow.parse(row)),
    ofPerson: (person) => pending().get(person) ?? nothing,
    pendingPeople: () => [...pending().keys()],
    delivered: (seq) => guard.write(() => void remove.run(seq)),
    failedOnce: (seq) => guard.write(() => void failed.run(seq)),
    quarantine: (seq, reason) =>
      guard.write(() => {
        setAside.run(reason, Math.floor(clock.wallMs()), seq);
        disbelieve.run(seq);
        remove.run(seq);
      }),
    fate: (event) => {
      if (seqOf.get(event) !== undefined) return 'owed';
      return refusedRow.get(event) === undefined ? 'clear' : 'refused';
    },
    size: () => Number(size.get()),
    quarantined: () => Number(quarantined.get()),
  };
}

const nothing: readonly PersonEvent[] = [];

function decisionOf(entry: OutboxEntry): PersonEvent[] {
  return isBookingEvent(entry) ? [] : [entry];
}
