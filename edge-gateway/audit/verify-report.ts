// What `npm run audit:verify` finds and says: whether the kept entries are one chain, whether the store knows of others that
// are missing, and whether a head that somebody noted is among them.

import { AuditEntry } from '#shared/model/audit.ts';
import { type AuditRows, everything } from './audit-log.ts';
import { type Break, genesis, type Link, verify } from './chain.ts';
import { headText } from './head.ts';

/** `dropped`: its day was over and it is gone, so nobody can say any more. */
type Noted = 'fits' | 'differs' | 'cut-off' | 'dropped';

export type VerifyReport = {
  readonly intact: boolean;
  /** Sound entries, up to the first break. */
  readonly entries: number;
  /** The last entry whose day was over; 0 when none ever was dropped. */
  readonly droppedUpTo: number;
  readonly oldest: Point | null;
  readonly newest: (Point & { readonly hash: string }) | null;
  /** `end`: entries up to the one the store remembers as its newest are not there. */
  readonly firstBroken: Break | { readonly seq: number; readonly what: 'end' } | null;
  /** Null when no head was given. */
  readonly noted: Noted | null;
};
type Point = { readonly seq: number; readonly atMs: number };

/** Reads every entry once. The rows should not change meanwhile. */
export function verifyReport(rows: Pick<AuditRows, 'begin' | 'last' | 'from'>, noted: Link | null): VerifyReport {
  const begin = rows.begin();
  const seen: { oldest: AuditEntry | null; newest: AuditEntry | null; noted: string | null } = emptySight();
  const verdict = verify(watched(everything(rows), seen, noted), begin);
  const end = rows.last() ?? genesis;
  const isWhole = verdict.ok && verdict.head.seq === end.seq && verdict.head.hash === end.hash;
  const broken = verdict.ok ? ({ seq: verdict.head.seq + 1, what: 'end' } as const) : verdict.firstBroken;
  const notedAs = noted === null ? null : judge(noted, begin, seen.noted, end);
  return {
    intact: isWhole && notedAs !== 'differs' && notedAs !== 'cut-off',
    entries: verdict.entries,
    droppedUpTo: begin?.seq ?? 0,
    oldest: seen.oldest && { seq: seen.oldest.seq, atMs: seen.oldest.atMs },
    newest: seen.newest && { seq: seen.newest.seq, atMs: seen.newest.atMs, hash: seen.newest.hash },
    firstBroken: isWhole ? null : broken,
    noted: notedAs,
  };
}

function emptySight(): { oldest: AuditEntry | null; newest: AuditEntry | null; noted: string | null } {
  return { oldest: null, newest: null, noted: null };
}

/** Passes the entries on and remembers the first, the last and the noted one. */
function* watched(entries: Iterable<unknown>, seen: ReturnType<typeof emptySight>, noted: Link | null): Generator<unknown> {
  for (const candidate of entries) {
    const entry = AuditEntry.safeParse(candidate).data;
    if (entry !== undefined) {
      seen.oldest ??= entry;
      seen.newest = entry;
      if (entry.seq === noted?.seq) seen.noted = entry.hash;
    }
    yield candidate;
  }
}

function judge(noted: Link, begin: Link | null, hash: string | null, end: Link): Noted {
  const found = hash ?? (noted.seq === begin?.seq ? begin.hash : null);
  if (found !== null) return found.startsWith(noted.hash) ? 'fits' : 'differs';
  if (begin !== null && noted.seq < begin.seq) return 'dropped';
  return noted.seq > end.seq ? 'cut-off' : 'differs';
}

/** The report in sentences, one a line. */
export function verifyText(report: VerifyReport): string {
  return [verdictLine(report), rangeLine(report), droppedLine(report), headLine(report), notedLine(report)]
    .filter((line) => line !== null)
    .map((line) => `${line}\n`)
    .join('');
}

function verdictLine({ firstBroken, noted, entries }: VerifyReport): string {
  if (firstBroken === null) {
    const wrongHead = noted === 'differs' || noted === 'cut-off';
    return wrongHead
      ? 'The audit is BROKEN: it is not the one whose head was noted.'
      : `The audit is intact: ${counted(entries)}.`;
  }
  const { seq, what } = firstBroken;
  const sentences: Record<typeof what, string> = {
    gap: `entry ${seq} does not follow the one before it; entries between them are missing or were moved`,
    link: `entry ${seq} names another entry before it than the one that is there`,
    hash: `entry ${seq} was changed after it was written`,
    shape: `entry ${seq} can't be read as an entry`,
    end: `the entries from ${seq} on are missing at the end`,
  };
  return `The audit is BROKEN: ${sentences[what]}. Before that: ${counted(entries)}.`;
}

function rangeLine({ oldest, newest }: VerifyReport): string | null {
  if (oldest === null || newest === null) return null;
  return `Entries ${oldest.seq} to ${newest.seq}, ${minuteOf(oldest.atMs)} to ${minuteOf(newest.atMs)}.`;
}

function droppedLine({ droppedUpTo }: VerifyReport): string | null {
  return droppedUpTo === 0
    ? null
    : `Entries up to ${droppedUpTo} were dropped when their days were over; the chain hangs on them.`;
}

function headLine({ newest, firstBroken }: VerifyReport): string | null {
  if (newest === null || firstBroken !== null) return null;
  const head = headText(newest);
  return `Head: ${head} (note it elsewhere; --head ${head} then shows whether the end was cut off or all of it made anew)`;
}

function notedLine({ noted }: VerifyReport): string | null {
  const sentences: Record<Noted, string> = {
    fits: 'The noted head is in it.',
    differs: 'The noted entry is another one here.',
    'cut-off': 'The noted entry is missing: the end was cut off, or this is an older copy.',
    dropped: 'The noted entry is too old: its day is over, and it was dropped. Note a newer head.',
  };
  return noted === null ? null : sentences[noted];
}

function counted(entries: number): string {
  return entries === 1 ? '1 sound entry' : `${entries} sound entries`;
}

/** UTC, to the minute. */
function minuteOf(atMs: number): string {
  const text = new Date(atMs).toISOString();
  return `${text.slice(0, 10)} ${text.slice(11, 16)} UTC`;
}
