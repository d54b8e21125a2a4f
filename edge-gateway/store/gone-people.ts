// People who left or were archived (rule 17): what this file keeps about somebody under a name that leads back to them goes
// when the booking system has them no more. What is owed stays until it was delivered or refused; pseudonyms need nothing,
// their key ends by itself.

import type { SubjectRef } from '#shared/model/ids.ts';
import { inList } from './buckets.ts';
import type { Connection } from './database.ts';
import type { Stored, WriteGuard } from './write-guard.ts';

/** Everybody the booking system has: their references, and what check-in counts their wrong PINs under (pin.ts). */
type Everybody = { readonly people: readonly SubjectRef[]; readonly pinSubjects: readonly string[] };

export type KeepOnly = (everybody: Everybody) => Stored<void>;

export function keepOnly(db: Connection, guard: WriteGuard): KeepOnly {
  const local = db.prepare(`DELETE FROM local_booking WHERE person NOT ${inList}`);
  // Counts of identifiers that are nobody's (no verifier) are no person's; they slow down who guesses.
  const pins = db.prepare(`DELETE FROM pin_person WHERE verifier <> '' AND subject NOT ${inList}`);
  return ({ people, pinSubjects }) =>
    guard.write(() => {
      local.run(JSON.stringify(people));
      pins.run(JSON.stringify(pinSubjects));
    });
}
