// Step 2 of the schema: people decide, and bookings are extended. SQLite can't change the checks of a table, so four
// tables are made anew around their rows. Every action has exactly its own columns, each of a type that can be read.

/** Turns schema 1 into 2. Released: never edit. `seq` goes on where it was, so that no number is given out twice. */
export const peopleDecide = `
  CREATE TABLE outbox_2 (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    event TEXT NOT NULL UNIQUE,
    person TEXT NOT NULL,
    action TEXT NOT NULL CHECK (action IN ('check-in', 'release', 'walk-up', 'extend',
      'consent', 'withdraw', 'pause', 'drop-tags', 'visibility', 'status', 'erase')),
    at_ms INTEGER NOT NULL,
    attempts INTEGER NOT NULL DEFAULT 0,
    booking TEXT,
    space TEXT,
    to_ms INTEGER,
    document TEXT,
    scope_group INTEGER CHECK (scope_group IN (0, 1)),
    scope_company INTEGER CHECK (scope_company IN (0, 1)),
    scope_wall INTEGER CHECK (scope_wall IN (0, 1)),
    until_ms INTEGER,
    visibility TEXT CHECK (visibility IN ('unset', 'show', 'hide')),
    status TEXT CHECK (status IN ('in-office', 'remote', 'travelling', 'busy', 'away')),
    CHECK ((action IN ('check-in', 'release', 'walk-up', 'extend')) = (booking IS NOT NULL)),
    CHECK ((action = 'walk-up') = (space IS NOT NULL)),
    CHECK ((action IN ('walk-up', 'extend')) = (to_ms IS NOT NULL)),
    CHECK ((action = 'consent') = (document IS NOT NULL)),
    CHECK ((action = 'consent') = (scope_group IS NOT NULL)),
    CHECK ((action = 'consent') = (scope_company IS NOT NULL)),
    CHECK ((action = 'consent') = (scope_wall IS NOT NULL)),
    CHECK ((action = 'pause') = (until_ms IS NOT NULL)),
    CHECK ((action = 'visibility') = (visibility IS NOT NULL)),
    CHECK (action = 'status' OR status IS NULL)
  ) STRICT;
  INSERT INTO outbox_2 (seq, event, person, action, at_ms, attempts, booking, space, to_ms)
    SELECT seq, event, person, action, at_ms, attempts, booking, space, to_ms FROM outbox;
  DELETE FROM sqlite_sequence WHERE name = 'outbox_2';
  INSERT INTO sqlite_sequence (name, seq) SELECT 'outbox_2', seq FROM sqlite_sequence WHERE name = 'outbox';
  DROP TABLE outbox;
  ALTER TABLE outbox_2 RENAME TO outbox;

  CREATE TABLE quarantine_2 (
    event TEXT PRIMARY KEY,
    action TEXT NOT NULL,
    booking TEXT,
    reason TEXT NOT NULL,
    since_ms INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
  INSERT INTO quarantine_2 SELECT event, action, booking, reason, since_ms FROM quarantine;
  DROP TABLE quarantine;
  ALTER TABLE quarantine_2 RENAME TO quarantine;

  CREATE TABLE settled_2 (
    event TEXT PRIMARY KEY,
    did TEXT NOT NULL CHECK (did IN ('checked-in', 'released', 'walked-up', 'extended')),
    target TEXT NOT NULL,
    space TEXT NOT NULL,
    until_ms INTEGER NOT NULL,
    at_ms INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
  INSERT INTO settled_2 SELECT event, did, target, space, until_ms, at_ms FROM settled;
  DROP TABLE settled;
  ALTER TABLE settled_2 RENAME TO settled;

  CREATE TABLE local_booking_2 (
    booking TEXT PRIMARY KEY,
    event TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('checked-in', 'released', 'extended')),
    person TEXT NOT NULL,
    space TEXT NOT NULL,
    from_ms INTEGER NOT NULL,
    to_ms INTEGER NOT NULL,
    at_ms INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
  INSERT INTO local_booking_2 SELECT booking, event, state, person, space, from_ms, to_ms, at_ms FROM local_booking;
  DROP TABLE local_booking;
  ALTER TABLE local_booking_2 RENAME TO local_booking;

  CREATE TABLE decided (event TEXT PRIMARY KEY, action TEXT NOT NULL, at_ms INTEGER NOT NULL) STRICT, WITHOUT ROWID;`;
