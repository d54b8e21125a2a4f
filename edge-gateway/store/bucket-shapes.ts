// What the tables look like that are made per UTC day and dropped whole. Rows with people hold pseudonyms whose key is
// destroyed after the linked days; rows that live longer hold nobody. Nothing here is keyed or indexed by a person, and
// times are keys only where no person is: keys outlive their rows inside SQLite's pages (privacy.md 1.1).

/** Kinds of rows that last. A released shape is never edited: existing tables keep theirs until they are dropped. */
export type BucketKind = 'audit' | 'consent' | 'looked' | 'key' | 'count' | 'visit' | 'usage';

type Shape = {
  /** The columns that move when a bucket is poured into another. */
  readonly columns: string;
  readonly body: string;
};

const hexOf = (column: string, length: number): string =>
  `CHECK (length(${column}) = ${length} AND ${column} NOT GLOB '*[^0-9a-f]*')`;
const fiveMinutes = (column: string): string => `CHECK (${column} % 300000 = 0)`;
/** Numbers with commas between them, each of which ends in 0 or 5. */
const onlyFives = (column: string): string => `CHECK (${column} NOT GLOB '*[^0-9,]*' AND ${column} || ',' NOT GLOB '*[^05],*')`;

export const bucketShapes: Readonly<Record<BucketKind, Shape>> = {
  audit: {
    columns: 'seq, at_ms, actor, act, prev, hash',
    body: `(seq INTEGER PRIMARY KEY, at_ms INTEGER NOT NULL, actor TEXT ${hexOf('actor', 32)}, act TEXT NOT NULL,
      prev TEXT NOT NULL ${hexOf('prev', 64)}, hash TEXT NOT NULL ${hexOf('hash', 64)}) STRICT`,
  },
  consent: {
    columns: 'at_ms, pseudonym, state, document',
    body: `(n INTEGER PRIMARY KEY, at_ms INTEGER NOT NULL CHECK (at_ms % 60000 = 0),
      pseudonym TEXT NOT NULL ${hexOf('pseudonym', 32)},
      state TEXT NOT NULL CHECK (state IN ('given', 'paused', 'resumed', 'withdrawn')), document TEXT NOT NULL) STRICT`,
  },
  looked: {
    columns: 'at_ms, pseudonym, case_id, reason, role',
    body: `(n INTEGER PRIMARY KEY, at_ms INTEGER NOT NULL, pseudonym TEXT NOT NULL ${hexOf('pseudonym', 32)},
      case_id TEXT NOT NULL, reason TEXT NOT NULL, role TEXT NOT NULL) STRICT`,
  },
  key: {
    columns: 'for_day, secret',
    body: `(n INTEGER PRIMARY KEY, for_day INTEGER NOT NULL, secret TEXT NOT NULL ${hexOf('secret', 64)}) STRICT`,
  },
  count: {
    columns: 'tick_ms, zone, about',
    body: `(tick_ms INTEGER NOT NULL, zone TEXT NOT NULL, about INTEGER CHECK (about >= 5 AND about % 5 = 0),
      PRIMARY KEY (tick_ms, zone), CHECK ((zone = '*') = (about IS NULL))) STRICT, WITHOUT ROWID`,
  },
  visit: {
    columns: 'space, from_ms, to_ms, checked_in_ms, released_ms, outcome, walk_up',
    body: `(space TEXT NOT NULL, from_ms INTEGER NOT NULL ${fiveMinutes('from_ms')},
      to_ms INTEGER NOT NULL ${fiveMinutes('to_ms')}, checked_in_ms INTEGER ${fiveMinutes('checked_in_ms')},
      released_ms INTEGER ${fiveMinutes('released_ms')},
      outcome TEXT NOT NULL CHECK (outcome IN ('used', 'released', 'no-show')),
      walk_up INTEGER NOT NULL CHECK (walk_up IN (0, 1)), PRIMARY KEY (space, from_ms)) STRICT, WITHOUT ROWID`,
  },
  usage: {
    columns: 'day, cells, told, figures, zones, ticks, published',
    body: `(day INTEGER PRIMARY KEY, cells TEXT NOT NULL, told TEXT NOT NULL CHECK (told NOT GLOB '*[^01]*'),
      figures TEXT NOT NULL ${onlyFives('figures')}, zones TEXT NOT NULL, ticks TEXT NOT NULL,
      published TEXT NOT NULL ${onlyFives('published')}) STRICT`,
  },
};
