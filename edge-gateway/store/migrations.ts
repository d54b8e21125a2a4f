// The schema, as steps from one version to the next. What may stand here is small on purpose: references of bookings,
// people and taps, and what a person decided until the booking system has heard of it. No name, no identifier, no PIN, no
// tag, no zone and no position; test/store/schema.test.ts reads every column.

import { done, type Outcome, refused } from '#shared/kit/outcome.ts';
import type { Connection } from './database.ts';
import { peopleDecide } from './people-decide.ts';
import { rowsThatLast } from './rows-that-last.ts';

/** Step n (counted from 0) leads from version n to n + 1. Never edit a released step; add one. */
export const migrations: readonly string[] = [
  `CREATE TABLE outbox (
     seq INTEGER PRIMARY KEY AUTOINCREMENT,
     event TEXT NOT NULL UNIQUE,
     person TEXT NOT NULL,
     action TEXT NOT NULL CHECK (action IN ('check-in', 'release', 'walk-up')),
     booking TEXT NOT NULL,
     at_ms INTEGER NOT NULL,
     space TEXT,
     to_ms INTEGER,
     attempts INTEGER NOT NULL DEFAULT 0,
     CHECK ((action = 'walk-up') = (space IS NOT NULL AND to_ms IS NOT NULL))
   ) STRICT;
   CREATE TABLE quarantine (
     event TEXT PRIMARY KEY,
     action TEXT NOT NULL,
     booking TEXT NOT NULL,
     reason TEXT NOT NULL,
     since_ms INTEGER NOT NULL
   ) STRICT, WITHOUT ROWID;
   CREATE TABLE settled (
     event TEXT PRIMARY KEY,
     did TEXT NOT NULL CHECK (did IN ('checked-in', 'released', 'walked-up')),
     target TEXT NOT NULL,
     space TEXT NOT NULL,
     until_ms INTEGER NOT NULL,
     at_ms INTEGER NOT NULL
   ) STRICT, WITHOUT ROWID;
   CREATE TABLE local_booking (
     booking TEXT PRIMARY KEY,
     event TEXT NOT NULL,
     state TEXT NOT NULL CHECK (state IN ('checked-in', 'released')),
     person TEXT NOT NULL,
     space TEXT NOT NULL,
     from_ms INTEGER NOT NULL,
     to_ms INTEGER NOT NULL,
     at_ms INTEGER NOT NULL
   ) STRICT, WITHOUT ROWID;
   CREATE TABLE pin_person (
     subject TEXT PRIMARY KEY,
     verifier TEXT NOT NULL,
     in_row INTEGER NOT NULL,
     at_ms INTEGER NOT NULL
   ) STRICT, WITHOUT ROWID;
   CREATE TABLE pin_pair (
     subject TEXT NOT NULL REFERENCES pin_person ON DELETE CASCADE,
     display TEXT NOT NULL,
     fails INTEGER NOT NULL,
     PRIMARY KEY (subject, display)
   ) STRICT, WITHOUT ROWID;
   CREATE TABLE pin_pad (display TEXT PRIMARY KEY, fails INTEGER NOT NULL) STRICT, WITHOUT ROWID;`,
  peopleDecide,
  rowsThatLast,
  // Tables of a day are made with their first row (bucket-shapes.ts). The number rises all the same: an older Waypost would
  // not know those of usage, and never drop them.
  '-- usage_d',
];

/** "WPst": marks a file as ours, so that another program's database is never written to. */
const applicationId = 0x57507374;

/** Brings the file to the newest version in one transaction, or leaves it as it was. Answers the version. */
export function migrate(db: Connection, steps: readonly string[] = migrations): Outcome<number, 'newer-schema' | 'unreadable'> {
  const found = Number(db.pragma('user_version', { simple: true }));
  if (found > steps.length) {
    return refused(
      'newer-schema',
      `The store was written by a newer Waypost: it has schema ${found}, this version knows up to ${steps.length}. ` +
        'Start the newer version again, or give another data folder with --data.',
    );
  }
  if (!isOurs(db, found)) {
    return refused('unreadable', 'The store is the database of another program. Give another data folder with --data.');
  }
  if (found === steps.length) return done(found);
  db.transaction(() => {
    for (const step of steps.slice(found)) db.exec(step);
    db.pragma(`application_id = ${applicationId}`);
    db.pragma(`user_version = ${steps.length}`);
  }).immediate();
  return done(steps.length);
}

function isOurs(db: Connection, version: number): boolean {
  if (version > 0) return db.pragma('application_id', { simple: true }) === applicationId;
  return db.prepare('SELECT count(*) FROM sqlite_schema').pluck().get() === 0;
}
