// The keys that pseudonyms are made with, one per UTC day, at random. They go with their bucket after the linked days, and
// then no pseudonym of that day can be linked with anybody by anyone any more (rule 16). Read from the file each time, so
// that no copy outlives the row in memory for longer than a question takes.

import { z } from 'zod';
import { type Buckets, dayOf, sound } from './buckets.ts';
import type { Connection } from './database.ts';
import type { Stored, WriteGuard } from './write-guard.ts';

export type DayKeys = {
  /** The key of the UTC day of `atMs`: 32 bytes, made at its first use. */
  readonly of: (atMs: number) => Stored<Uint8Array>;
  /** Every key that was not destroyed, by day (whole UTC days since the epoch). */
  readonly kept: () => ReadonlyMap<number, Uint8Array>;
};

const keyBytes = 32;
const Key = z.object({ day: z.int(), secret: z.string().regex(/^[0-9a-f]{64}$/) });

/** `randomBytes` has to be fit for keys. */
export function dayKeys(
  db: Connection,
  guard: WriteGuard,
  buckets: Buckets,
  randomBytes: (count: number) => Uint8Array,
): DayKeys {
  const kept = (): ReadonlyMap<number, Uint8Array> =>
    new Map(
      sound(Key, buckets.read('key', 'for_day AS day, secret', '')).map(({ day, secret }) => [day, Buffer.from(secret, 'hex')]),
    );
  return {
    kept,
    of: (atMs) =>
      guard.write(() => {
        const day = dayOf(atMs);
        const known = kept().get(day);
        if (known !== undefined) return known;
        const made = randomBytes(keyBytes);
        const secret = Buffer.from(made).toString('hex');
        db.prepare(`INSERT INTO ${buckets.ensure('key', day)} (for_day, secret) VALUES (?, ?)`).run(day, secret);
        return made;
      }),
  };
}
