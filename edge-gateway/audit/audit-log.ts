// Writes the audit and reads it. What a person wants to do is refused while it can't be written (`write`); what protects
// people or simply happened is done anyway and written as soon as the disk takes it, in its order (`note`).

import type { Running } from '#gateway/running.ts';
import type { Cancel, Clock } from '#shared/kit/clock.ts';
import { minutes, seconds } from '#shared/kit/duration.ts';
import { done, type Outcome, refused } from '#shared/kit/outcome.ts';
import { type AuditAct, AuditEntry } from '#shared/model/audit.ts';
import type { SubjectRef } from '#shared/model/ids.ts';
import { genesis, type Link, seal, verify } from './chain.ts';
import { pseudonym } from './pseudonym.ts';

type Stored<T> = Outcome<T, 'not-stored'>;

/** The slice of the store. What comes out of it is looked at before it is believed. */
export type AuditRows = {
  readonly append: (entry: AuditEntry) => Stored<void>;
  /** The newest entry, or the last dropped one. */
  readonly last: () => Link | null;
  /** The last dropped entry: what the kept chain hangs on. */
  readonly begin: () => Link | null;
  /** Oldest first. */
  readonly from: (fromSeq: number, limit: number) => readonly unknown[];
  /** Newest first. */
  readonly before: (beforeSeq: number | null, limit: number) => readonly unknown[];
  readonly count: () => number;
};
/** The key of a moment's UTC day, made when it is first asked for. */
export type DayKeys = { readonly of: (atMs: number) => Stored<Uint8Array> };

/** What the rest of the house writes with. Never inside a transaction of its own: a rollback would look like a cut. */
export type Audit = {
  /** Writes before anything happens; `not-stored`: then it must not happen. */
  readonly write: (act: AuditAct, by: SubjectRef | null) => Stored<void>;
  /** Writes what happened anyway, now or when the disk is well again. */
  readonly note: (act: AuditAct, by: SubjectRef | null) => void;
};

export type AuditLog = Audit &
  Running & {
    /** A page, newest first, older than `before`. That somebody reads is in the audit too, once in a quarter of an hour. */
    readonly read: (by: SubjectRef, before: number | null) => Stored<AuditRead>;
    /** The newest entry, to be noted elsewhere; null while there is none. */
    readonly head: () => Link | null;
    /** `intact`: checked whole at start, at each write and wherever it was read since. */
    readonly state: () => { readonly entries: number; readonly intact: boolean };
  };
type AuditRead = { readonly entries: readonly AuditEntry[]; readonly nextBefore: number | null };

type Deps = { readonly rows: AuditRows; readonly keys: DayKeys; readonly clock: Clock };
type Waiting = { readonly act: AuditAct; readonly by: SubjectRef | null; readonly atMs: number };

/** A disk that stays full must not fill the memory; the oldest go first. */
const mostWaiting = 200;
const tryAgainMs = seconds(30);
const sameReadingMs = minutes(15);
const pageSize = 50;

/** Reads the whole chain once. */
export function createAuditLog({ rows, keys, clock }: Deps): AuditLog {
  const checked = createChainCheck(rows);
  const readAtBootMs = new Map<SubjectRef, number>();
  let waiting: readonly Waiting[] = [];
  let cancelRetry: Cancel | null = null;

  const append = ({ act, by, atMs }: Waiting): Stored<void> => {
    const key = by === null ? null : keys.of(atMs);
    if (key !== null && !key.ok) return key;
    const actor = by === null || key === null ? null : pseudonym(key.value, by);
    return checked.append({ atMs, actor, act });
  };
  const flush = (): boolean => {
    while (waiting[0] !== undefined && append(waiting[0]).ok) waiting = waiting.slice(1);
    cancelRetry?.();
    cancelRetry = waiting.length === 0 ? null : clock.after(tryAgainMs, flush);
    return waiting.length === 0;
  };
  const now = (act: AuditAct, by: SubjectRef | null): Waiting => ({ act, by, atMs: Math.floor(clock.wallMs()) });
  const write: AuditLog['write'] = (act, by) => (flush() ? append(now(act, by)) : refused('not-stored'));
  const isSameReading = (by: SubjectRef): boolean =>
    clock.bootMs() - (readAtBootMs.get(by) ?? Number.NEGATIVE_INFINITY) < sameReadingMs;
  return {
    write,
    note: (act, by) => {
      waiting = [...waiting, now(act, by)].slice(-mostWaiting);
      flush();
    },
    read: (by, before) => {
      if (!isSameReading(by)) {
        const written = write({ kind: 'audit-read' }, by);
        if (!written.ok) return written;
        readAtBootMs.set(by, clock.bootMs());
      }
      return done(checked.page(before));
    },
    head: rows.last,
    state: () => ({ entries: rows.count(), intact: checked.intact() }),
    stop: async () => {
      flush();
      cancelRetry?.();
    },
  };
}

/** The rows, and whether they were all found in one chain. Once broken it stays so: see `npm run audit:verify`. */
function createChainCheck(rows: AuditRows) {
  const whole = verify(everything(rows), rows.begin());
  let head = rows.last();
  let intact = whole.ok && whole.head.seq === (head ?? genesis).seq && whole.head.hash === (head ?? genesis).hash;
  const isHead = (link: Link | null): boolean => link?.seq === head?.seq && link?.hash === head?.hash;
  return {
    intact: () => intact,
    append: (what: Pick<AuditEntry, 'atMs' | 'actor' | 'act'>): Stored<void> => {
      const last = rows.last();
      if (!isHead(last)) intact = false;
      const entry = seal(what, last ?? genesis);
      const stored = rows.append(entry);
      head = stored.ok ? { seq: entry.seq, hash: entry.hash } : last;
      return stored;
    },
    page: (before: number | null): AuditRead => {
      const oldestFirst = rows.before(before, pageSize).toReversed();
      const entries = oldestFirst.flatMap((row) => AuditEntry.safeParse(row).data ?? []);
      const [first] = entries;
      const sound = verify(oldestFirst, first === undefined ? null : { seq: first.seq - 1, hash: first.prev });
      const newestFirst = entries.toReversed();
      if (!sound.ok || (before === null && !isHead(newestFirst[0] ?? rows.begin()))) intact = false;
      const isLast = oldestFirst.length < pageSize || first === undefined;
      return { entries: newestFirst, nextBefore: isLast ? null : first.seq };
    },
  };
}

/** All rows, oldest first, read in pages. A row the store can't read is left out, which shows as a gap. */
export function* everything(rows: Pick<AuditRows, 'from'>): Generator<unknown> {
  const pageOf = 500;
  let page = rows.from(1, pageOf);
  while (page.length > 0) {
    yield* page;
    const last = AuditEntry.safeParse(page.at(-1)).data;
    page = last === undefined ? [] : rows.from(last.seq + 1, pageOf);
  }
}
