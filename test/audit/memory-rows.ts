// The rows of the audit and the keys of its days in memory, so that a test can damage them and let the disk fail.

import { createHash } from 'node:crypto';
import type { AuditRows, DayKeys } from '#gateway/audit/audit-log.ts';
import type { Link } from '#gateway/audit/chain.ts';
import { dayOf } from '#gateway/audit/pseudonym.ts';
import { done, refused } from '#shared/kit/outcome.ts';
import type { AuditEntry } from '#shared/model/audit.ts';

export function memoryRows() {
  let begin: Link | null = null;
  const rows = {
    /** What is "on disk"; tests change it at will. */
    entries: [] as AuditEntry[],
    /** Whether the disk takes anything. */
    disk: true,
    /** Whether it takes keys. */
    keyDisk: true,
    keys: new Map<number, Uint8Array>(),
    /** Drops everything up to `seq`, as the end of a day bucket does. */
    dropUpTo: (seq: number): void => {
      const last = rows.entries.filter((entry) => entry.seq <= seq).at(-1);
      if (last) begin = { seq: last.seq, hash: last.hash };
      rows.entries = rows.entries.filter((entry) => entry.seq > seq);
    },
  };
  const port: AuditRows = {
    append: (entry) => {
      if (!rows.disk) return refused('not-stored');
      rows.entries.push(entry);
      return done(undefined);
    },
    last: () => linkOf(rows.entries.at(-1)) ?? begin,
    begin: () => begin,
    from: (fromSeq, limit) => rows.entries.filter((entry) => entry.seq >= fromSeq).slice(0, limit),
    before: (beforeSeq, limit) =>
      rows.entries
        .filter((entry) => beforeSeq === null || entry.seq < beforeSeq)
        .slice(-limit)
        .reverse(),
    count: () => rows.entries.length,
  };
  const dayKeys: DayKeys = {
    of: (atMs) => {
      if (!rows.disk || !rows.keyDisk) return refused('not-stored');
      const key = rows.keys.get(dayOf(atMs)) ?? keyOf(dayOf(atMs));
      rows.keys.set(dayOf(atMs), key);
      return done(key);
    },
  };
  return { rows, port, dayKeys };
}

function linkOf(entry: AuditEntry | undefined): Link | null {
  return entry === undefined ? null : { seq: entry.seq, hash: entry.hash };
}

function keyOf(day: number): Uint8Array {
  return createHash('sha256').update(`key of ${day}`).digest();
}
