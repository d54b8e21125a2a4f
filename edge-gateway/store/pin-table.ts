// Counts of wrong PINs, so that a restart gives nobody new tries. `subject` and `verifier` are keyed hashes made by
// check-in under the pepper: this file can't say whose they are, and unknown identifiers look the same as known ones.

import type { Connection } from './database.ts';
import type { Stored, WriteGuard } from './write-guard.ts';

/** `inRow`: wrong in a row, anywhere. `pairFails`: at this display. `padFails`: of everybody at this display. */
type PinCounts = {
  readonly verifier: string;
  readonly inRow: number;
  readonly pairFails: number;
  readonly padFails: number;
};

export type PinCounters = {
  readonly read: (subject: string, display: string) => PinCounts;
  /** Replaces the counts. A verifier other than the stored one is a new PIN: the person's counts elsewhere go. */
  readonly save: (subject: string, display: string, counts: PinCounts, atMs: number) => Stored<void>;
};

export function pinTable(db: Connection, guard: WriteGuard): PinCounters {
  const person = db.prepare<[string], { verifier: string; inRow: number }>(
    'SELECT verifier, in_row AS inRow FROM pin_person WHERE subject = ?',
  );
  const pair = db.prepare('SELECT fails FROM pin_pair WHERE subject = ? AND display = ?').pluck();
  const pad = db.prepare('SELECT fails FROM pin_pad WHERE display = ?').pluck();
  // ON DELETE CASCADE takes the counts at other displays along.
  const forget = db.prepare('DELETE FROM pin_person WHERE subject = ? AND (verifier <> ? OR ? = 0)');
  const putPerson = db.prepare(
    `INSERT INTO pin_person (subject, verifier, in_row, at_ms) VALUES (?, ?, ?, ?)
     ON CONFLICT (subject) DO UPDATE SET in_row = excluded.in_row, at_ms = excluded.at_ms`,
  );
  const putPair = db.prepare('INSERT OR REPLACE INTO pin_pair (subject, display, fails) VALUES (?, ?, ?)');
  const putPad = db.prepare('INSERT OR REPLACE INTO pin_pad (display, fails) VALUES (?, ?)');
  return {
    read: (subject, display) => ({
      verifier: person.get(subject)?.verifier ?? '',
      inRow: person.get(subject)?.inRow ?? 0,
      pairFails: Number(pair.get(subject, display) ?? 0),
      padFails: Number(pad.get(display) ?? 0),
    }),
    save: (subject, display, counts, atMs) =>
      guard.write(() => {
        forget.run(subject, counts.verifier, counts.inRow);
        putPad.run(display, counts.padFails);
        if (counts.inRow === 0) return;
        putPerson.run(subject, counts.verifier, counts.inRow, atMs);
        putPair.run(subject, display, counts.pairFails);
      }),
  };
}
