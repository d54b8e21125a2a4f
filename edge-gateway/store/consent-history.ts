// When somebody gave, paused, resumed or withdrew consent, and to which document: what a person can read about themselves
// and a controller has to be able to show (GDPR article 7(1)). Under a pseudonym of its day, for the linked days only.

import { z } from 'zod';
import { minutes } from '#shared/kit/duration.ts';
import { type Buckets, dayOf, inList, sound } from './buckets.ts';
import type { Connection } from './database.ts';
import type { Stored, WriteGuard } from './write-guard.ts';

/** `person` is a pseudonym (32 hex) made with the key of the row's day; `atMs` is rounded down to a minute. */
const ConsentChange = z.object({
  atMs: z.int(),
  person: z.string(),
  state: z.enum(['given', 'paused', 'resumed', 'withdrawn']),
  documentVersion: z.string(),
});
export type ConsentChange = z.infer<typeof ConsentChange>;

export type ConsentHistory = {
  readonly add: (change: ConsentChange) => Stored<void>;
  /** What is known under any of these pseudonyms, oldest first. */
  readonly of: (pseudonyms: readonly string[]) => readonly ConsentChange[];
  readonly forget: (pseudonyms: readonly string[]) => Stored<void>;
};

const columns = 'at_ms AS atMs, pseudonym AS person, state, document AS documentVersion';

export function consentHistory(db: Connection, guard: WriteGuard, buckets: Buckets): ConsentHistory {
  return {
    add: (change) =>
      guard.write(() => {
        const atMs = Math.floor(change.atMs / minutes(1)) * minutes(1);
        db.prepare(
          `INSERT INTO ${buckets.ensure('consent', dayOf(atMs))} (at_ms, pseudonym, state, document)
           VALUES (@atMs, @person, @state, @documentVersion)`,
        ).run({ ...change, atMs });
      }),
    of: (pseudonyms) =>
      sound(ConsentChange, buckets.read('consent', columns, `WHERE pseudonym ${inList} ORDER BY n`, JSON.stringify(pseudonyms))),
    forget: (pseudonyms) => guard.write(() => buckets.forget('consent', pseudonyms)),
  };
}
