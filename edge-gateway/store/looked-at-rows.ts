// Who was seen under break-glass: what lets a person read that somebody looked (S11). Under a pseudonym of its day, for
// the linked days only; where the person was has no column.

import { z } from 'zod';
import { BreakGlassReason } from '#shared/model/audit.ts';
import { Role } from '#shared/model/roles.ts';
import { type Buckets, dayOf, inList, sound } from './buckets.ts';
import type { Connection } from './database.ts';
import type { Stored, WriteGuard } from './write-guard.ts';

/** `person` is a pseudonym (32 hex) made with the key of the row's day; `role` is what whoever looked was then. */
const LookedAt = z.object({ atMs: z.int(), person: z.string(), case: z.uuid(), reason: BreakGlassReason, role: Role });
type LookedAt = z.infer<typeof LookedAt>;

export type LookedAtRows = {
  /** All of them or none. */
  readonly add: (rows: readonly LookedAt[]) => Stored<void>;
  /** What is known under any of these pseudonyms, oldest first. */
  readonly of: (pseudonyms: readonly string[]) => readonly LookedAt[];
  readonly forget: (pseudonyms: readonly string[]) => Stored<void>;
};

const columns = 'at_ms AS atMs, pseudonym AS person, case_id AS "case", reason, role';

export function lookedAtRows(db: Connection, guard: WriteGuard, buckets: Buckets): LookedAtRows {
  return {
    add: (rows) =>
      guard.write(() => {
        for (const row of rows) {
          db.prepare(
            `INSERT INTO ${buckets.ensure('looked', dayOf(row.atMs))} (at_ms, pseudonym, case_id, reason, role)
             VALUES (@atMs, @person, @case, @reason, @role)`,
          ).run(row);
        }
      }),
    of: (pseudonyms) =>
      sound(LookedAt, buckets.read('looked', columns, `WHERE pseudonym ${inList} ORDER BY n`, JSON.stringify(pseudonyms))),
    forget: (pseudonyms) => guard.write(() => buckets.forget('looked', pseudonyms)),
  };
}
