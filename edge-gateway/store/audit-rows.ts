// The rows of the audit chain (shared/model/audit.ts). The store keeps them in order and remembers where the chain hangs
// once its beginning was dropped; what a hash is made of is the audit's own matter. Buckets follow the chain, not the
// clock: an entry never lands in an older bucket than the one before it, so that dropping a bucket takes from the beginning.

import { z } from 'zod';
import { AuditEntry } from '#shared/model/audit.ts';
import { type Buckets, bucketTable, createBuckets, dayOf, sound } from './buckets.ts';
import type { Connection } from './database.ts';
import type { Stored, WriteGuard } from './write-guard.ts';

/** A link of the chain by its number and hash. */
export type ChainLink = { readonly seq: number; readonly hash: string };

export type AuditReads = {
  /** The newest link, also when its row was dropped; null before the first entry. */
  readonly last: () => ChainLink | null;
  /** The newest link whose row was dropped: the first kept entry follows it. Null while nothing was dropped. */
  readonly begin: () => ChainLink | null;
  /** Oldest first. A row that can't be read any more is left out, which the chain shows as a gap. */
  readonly from: (fromSeq: number, limit: number) => readonly AuditEntry[];
  /** Newest first; `beforeSeq` null begins at the newest. */
  readonly before: (beforeSeq: number | null, limit: number) => readonly AuditEntry[];
  readonly count: () => number;
};

export type AuditRows = AuditReads & {
  /** Throws when the entry does not follow the newest link in number and hash: the chain has one writer. */
  readonly append: (entry: AuditEntry) => Stored<void>;
};

const columns = 'seq, at_ms AS atMs, actor, act, prev, hash';
export const Chain = z.object({ beginSeq: z.int(), beginHash: z.string(), headSeq: z.int(), headHash: z.string() });
const Row = z.object({ act: z.string() }).loose().transform(withAct).pipe(AuditEntry);

function withAct(row: { act: string }): unknown {
  try {
    return { ...row, act: JSON.parse(row.act) as unknown };
  } catch {
    return null;
  }
}

/** Reads the audit over any connection, also one of a file that a gateway is writing. */
export function auditReads(db: Connection, buckets: Buckets = createBuckets(db)): AuditReads {
  const chain = (): z.infer<typeof Chain> => Chain.parse(db.prepare(selectChain).get());
  const gather = (days: readonly number[], limit: number, rest: string, seq: number): readonly AuditEntry[] => {
    const rows: unknown[] = [];
    for (const day of days) {
      if (rows.length >= limit) break;
      const select = db.prepare(`SELECT ${columns} FROM ${bucketTable('audit', day)} ${rest} LIMIT ?`);
      rows.push(...select.all(seq, limit - rows.length));
    }
    return sound(Row, rows);
  };
  return {
    last: () => linkOf(chain().headSeq, chain().headHash),
    begin: () => linkOf(chain().beginSeq, chain().beginHash),
    from: (fromSeq, limit) => gather(buckets.days('audit'), limit, 'WHERE seq >= ? ORDER BY seq', fromSeq),
    before: (beforeSeq, limit) =>
      gather(buckets.days('audit').toReversed(), limit, 'WHERE seq < ? ORDER BY seq DESC', beforeSeq ?? Number.MAX_SAFE_INTEGER),
    count: () => sound(Count, buckets.read('audit', 'count(*) AS n', '')).reduce((sum, { n }) => sum + n, 0),
  };
}

const Count = z.object({ n: z.int() });
export const selectChain =
  'SELECT begin_seq AS beginSeq, begin_hash AS beginHash, head_seq AS headSeq, head_hash AS headHash FROM audit_chain';

/** Number 0 stands for no link. */
export function linkOf(seq: number, hash: string): ChainLink | null {
  return seq === 0 ? null : { seq, hash };
}

export function auditRows(db: Connection, guard: WriteGuard, buckets: Buckets): AuditRows {
  const follow = db.prepare(
    'UPDATE audit_chain SET head_seq = @seq, head_hash = @hash WHERE head_seq = @seq - 1 AND head_hash = @prev',
  );
  return {
    ...auditReads(db, buckets),
    append: ({ act, ...entry }) =>
      guard.write(() => {
        if (follow.run(entry).changes !== 1) throw new Error('An audit entry does not follow the newest one.');
        const day = Math.max(dayOf(entry.atMs), buckets.days('audit').at(-1) ?? 0);
        db.prepare(
          `INSERT INTO ${buckets.ensure('audit', day)} (seq, at_ms, actor, act, prev, hash)
           VALUES (@seq, @atMs, @actor, @act, @prev, @hash)`,
        ).run({ ...entry, act: JSON.stringify(act) });
      }),
  };
}

/** Drops the oldest bucket and remembers its last link. Inside a write. */
export function dropAuditBucket(db: Connection, buckets: Buckets, day: number): void {
  db.exec(
    `UPDATE audit_chain SET (begin_seq, begin_hash) =
       (SELECT seq, hash FROM ${bucketTable('audit', day)} ORDER BY seq DESC LIMIT 1)`,
  );
  buckets.drop('audit', day);
}

/** Lets the chain of a fresh store go on after `link`, whose row is in another file. */
export function continueChain(db: Connection, link: ChainLink): void {
  db.prepare('UPDATE audit_chain SET begin_seq = @seq, begin_hash = @hash, head_seq = @seq, head_hash = @hash').run(link);
}
