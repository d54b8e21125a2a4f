// For tests of rows that last: entries of a chain, pseudonyms, and a clock that is steady at once.

import { createHash, randomUUID } from 'node:crypto';
import { days, hours, minutes } from '#shared/kit/duration.ts';
import type { AuditEntry } from '#shared/model/audit.ts';
import type { FakeClock } from '#test/fakes/clock.ts';

/** 2027-01-15T00:00Z. */
export const midnightMs = 20_833 * days(1);

const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex');
export const pseudonym = (text: string): string => hashOf(text).slice(0, 32);

/** An entry after `link` (null: the first), whose hash only looks like one. */
export function entryAfter(link: { seq: number; hash: string } | null, atMs: number, caseId: string = randomUUID()): AuditEntry {
  const seq = (link?.seq ?? 0) + 1;
  return {
    seq,
    atMs,
    actor: pseudonym(`actor ${caseId}`),
    act: { kind: 'glass-look', case: caseId },
    prev: link?.hash ?? '0'.repeat(64),
    hash: hashOf(`${seq} ${caseId}`),
  };
}

/** Moves civil time to `atMs` and lets it be steady for more than an hour, so that upkeep drops what is due. */
export function steadyAt(clock: FakeClock, atMs: number): void {
  clock.stepWall(atMs - clock.wallMs());
  clock.advance(hours(1) + minutes(10));
}
