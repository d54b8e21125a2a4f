// Step 3 of the schema: rows that last. The audit, consent history, counts and visits live in tables that are made per day
// (bucket-shapes.ts); here are what has no day, and an outbox whose rows know how long they have waited.

/** Turns schema 2 into 3. Released: never edit. `seq` goes on where it was, so that no number is given out twice. */
export const rowsThatLast = `
  CREATE TABLE outbox_3 (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    event TEXT NOT NULL UNIQUE,
    person TEXT NOT NULL,
    action TEXT NOT NULL CHECK (action IN ('check-in', 'release', 'walk-up', 'extend',
      'consent', 'withdraw', 'pause', 'drop-tags', 'visibility', 'status', 'erase', 'looked-at')),
    at_ms INTEGER NOT NULL,
    attempts INTEGER NOT NULL DEFAULT 0,
    waited_ms INTEGER NOT NULL DEFAULT 0,
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
    reason TEXT CHECK (reason IN ('medical', 'evacuation', 'missing-person', 'threat', 'other')),
    CHECK ((action IN ('check-in', 'release', 'walk-up', 'extend')) = (booking IS NOT NULL)),
    CHECK ((action = 'walk-up') = (space IS NOT NULL)),
    CHECK ((action IN ('walk-up', 'extend')) = (to_ms IS NOT NULL)),
    CHECK ((action = 'consent') = (document IS NOT NULL)),
    CHECK ((action = 'consent') = (scope_group IS NOT NULL)),
    CHECK ((action = 'consent') = (scope_company IS NOT NULL)),
    CHECK ((action = 'consent') = (scope_wall IS NOT NULL)),
    CHECK ((action = 'pause') = (until_ms IS NOT NULL)),
    CHECK ((action = 'visibility') = (visibility IS NOT NULL)),
    CHECK ((action = 'looked-at') = (reason IS NOT NULL)),
    CHECK (action = 'status' OR status IS NULL)
  ) STRICT;
  INSERT INTO outbox_3 (seq, event, person, action, at_ms, attempts, booking, space, to_ms, document, scope_group,
      scope_company, scope_wall, until_ms, visibility, status)
    SELECT seq, event, person, action, at_ms, attempts, booking, space, to_ms, document, scope_group,
      scope_company, scope_wall, until_ms, visibility, status FROM outbox;
  DELETE FROM sqlite_sequence WHERE name = 'outbox_3';
  INSERT INTO sqlite_sequence (name, seq) SELECT 'outbox_3', seq FROM sqlite_sequence WHERE name = 'outbox';
  DROP TABLE outbox;
  ALTER TABLE outbox_3 RENAME TO outbox;

  CREATE TABLE audit_chain (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    begin_seq INTEGER NOT NULL,
    begin_hash TEXT NOT NULL,
    head_seq INTEGER NOT NULL CHECK (head_seq >= begin_seq),
    head_hash TEXT NOT NULL
  ) STRICT;
  INSERT INTO audit_chain VALUES (1, 0, '${'0'.repeat(64)}', 0, '${'0'.repeat(64)}');

  CREATE TABLE privacy_setting (
    setting TEXT PRIMARY KEY CHECK (setting IN ('k', 'linkedDays', 'auditDays', 'historyDays', 'positions')),
    value INTEGER NOT NULL,
    CHECK (setting <> 'k' OR value BETWEEN 5 AND 100),
    CHECK (setting <> 'linkedDays' OR value BETWEEN 1 AND 90),
    CHECK (setting <> 'auditDays' OR value BETWEEN 14 AND 365),
    CHECK (setting <> 'historyDays' OR value BETWEEN 1 AND 365),
    CHECK (setting <> 'positions' OR value IN (0, 1))
  ) STRICT, WITHOUT ROWID;
  CREATE TRIGGER k_only_rises BEFORE UPDATE ON privacy_setting WHEN OLD.setting = 'k' AND NEW.value < OLD.value
    BEGIN SELECT RAISE(ABORT, 'k can only be raised'); END;
  CREATE TRIGGER k_is_not_replaced BEFORE INSERT ON privacy_setting
    WHEN NEW.setting = 'k' AND NEW.value < (SELECT value FROM privacy_setting WHERE setting = 'k')
    BEGIN SELECT RAISE(ABORT, 'k can only be raised'); END;
  CREATE TRIGGER k_stays BEFORE DELETE ON privacy_setting WHEN OLD.setting = 'k'
    BEGIN SELECT RAISE(ABORT, 'k can only be raised'); END;

  CREATE TABLE setting_change (
    n INTEGER PRIMARY KEY,
    at_ms INTEGER NOT NULL,
    setting TEXT NOT NULL,
    from_value INTEGER NOT NULL,
    to_value INTEGER NOT NULL
  ) STRICT;`;
