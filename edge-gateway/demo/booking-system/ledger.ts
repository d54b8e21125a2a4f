// People, bookings, blocks, issues, policy and the feed of their changes. Every write appends to the feed in the same transaction, so
// that a mirror that follows the cursor ends up with exactly what is here.

import { z } from 'zod';
import { Change, type Changes, type Snapshot } from '#shared/booking-api/contract.ts';
import { assertNever } from '#shared/kit/assert-never.ts';
import { Block } from '#shared/model/block.ts';
import { Booking } from '#shared/model/booking.ts';
import type { BlockId, BookingId, IssueId, SpaceId, SubjectRef } from '#shared/model/ids.ts';
import { Issue } from '#shared/model/issue.ts';
import { Person } from '#shared/model/person.ts';
import { defaultPolicy, Policy } from '#shared/model/policy.ts';
import type { Database } from './database.ts';

/** The feed keeps so many changes; a cursor from before them is too old. */
const keptChanges = 2_000;

const json = <S extends z.ZodType>(schema: S) =>
  z.object({ body: z.string().transform((text) => schema.parse(JSON.parse(text))) });
const people = json(Person);
const bookings = json(Booking);
const blocks = json(Block);
const issues = json(Issue);
const policies = json(Policy);
const changes = z.object({ seq: z.int(), ...json(Change).shape });
const bounds = z.object({ first: z.int().nullable(), last: z.int().nullable() });

export type Ledger = {
  readonly snapshot: () => Snapshot;
  /** Changes after `cursor`, or null when the cursor is too old or of another file. */
  readonly changesAfter: (cursor: string) => Changes | null;
  readonly people: () => readonly Person[];
  readonly person: (ref: SubjectRef) => Person | undefined;
  readonly booking: (id: BookingId) => Booking | undefined;
  readonly bookings: () => readonly Booking[];
  readonly bookingsIn: (space: SpaceId) => readonly Booking[];
  readonly blocks: () => readonly Block[];
  readonly block: (id: BlockId) => Block | undefined;
  readonly blocksIn: (space: SpaceId) => readonly Block[];
  /** Closed ones too. */
  readonly issues: () => readonly Issue[];
  readonly issue: (id: IssueId) => Issue | undefined;
  readonly policy: () => Policy;
  /** Writes the change and appends it to the feed; a person gets a new `rev`. */
  readonly apply: (change: Change) => void;
  /** Calls `listener` after a change was committed; the returned function ends it. */
  readonly onChange: (listener: () => void) => () => void;
  /** To be called after the transaction that applied changes. */
  readonly announce: () => void;
};

export function createLedger(db: Database): Ledger {
  const listeners = new Set<() => void>();
  const policy = (): Policy => db.all(policies, "SELECT value AS body FROM meta WHERE key = 'policy'")[0]?.body ?? defaultPolicy;
  const range = (): z.infer<typeof bounds> =>
    db.all(bounds, 'SELECT min(seq) AS first, max(seq) AS last FROM changes')[0] ?? { first: null, last: null };
  const allBookings = (): Booking[] => db.all(bookings, 'SELECT body FROM bookings ORDER BY id').map((row) => row.body);
  const allBlocks = (): Block[] => db.all(blocks, 'SELECT body FROM blocks ORDER BY id').map((row) => row.body);
  const allIssues = (): Issue[] => db.all(issues, 'SELECT body FROM issues ORDER BY id').map((row) => row.body);
  const allPeople = (): Person[] => db.all(people, 'SELECT body FROM people ORDER BY ref').map((row) => row.body);
  return {
    snapshot: () => ({
      cursor: `${db.epoch}.${range().last ?? 0}`,
      policy: policy(),
      people: allPeople(),
      bookings: allBookings(),
      blocks: allBlocks(),
      issues: allIssues().filter(({ state }) => state !== 'closed'),
    }),
    changesAfter: (cursor) => {
      const after = place(cursor, db.epoch);
      const { first, last } = range();
      if (after === null || after > (last ?? 0) || after < (first ?? 1) - 1) return null;
      const rows = db.all(changes, 'SELECT seq, body FROM changes WHERE seq > ? ORDER BY seq LIMIT 500', after);
      return { cursor: `${db.epoch}.${rows.at(-1)?.seq ?? after}`, changes: rows.map((row) => row.body) };
    },
    people: allPeople,
    person: (ref) => db.all(people, 'SELECT body FROM people WHERE ref = ?', ref)[0]?.body,
    booking: (id) => db.all(bookings, 'SELECT body FROM bookings WHERE id = ?', id)[0]?.body,
    bookings: allBookings,
    bookingsIn: (space) => db.all(bookings, 'SELECT body FROM bookings WHERE space = ?', space).map((row) => row.body),
    blocks: allBlocks,
    block: (id) => db.all(blocks, 'SELECT body FROM blocks WHERE id = ?', id)[0]?.body,
    blocksIn: (space) => db.all(blocks, 'SELECT body FROM blocks WHERE space = ?', space).map((row) => row.body),
    issues: allIssues,
    issue: (id) => db.all(issues, 'SELECT body FROM issues WHERE id = ?', id)[0]?.body,
    policy,
    apply: (change) => {
      // The place in the feed is a `rev` that grows for everybody, also over a deletion and a return.
      const rev = (range().last ?? 0) + 1;
      const dated = change.kind === 'person' ? { ...change, person: { ...change.person, rev } } : change;
      write(db, dated);
      db.run('INSERT INTO changes (body) VALUES (?)', JSON.stringify(dated));
      db.run('DELETE FROM changes WHERE seq <= (SELECT max(seq) FROM changes) - ?', keptChanges);
    },
    onChange: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    announce: () => {
      for (const listener of [...listeners]) listener();
    },
  };
}

function write(db: Database, change: Change): void {
  switch (change.kind) {
    case 'policy':
      db.run("INSERT OR REPLACE INTO meta (key, value) VALUES ('policy', ?)", JSON.stringify(change.policy));
      break;
    case 'person': {
      const { person } = change;
      db.run('INSERT OR REPLACE INTO people (ref, body) VALUES (?, ?)', person.ref, JSON.stringify(person));
      break;
    }
    case 'person-gone':
      db.run('DELETE FROM people WHERE ref = ?', change.ref);
      break;
    case 'booking': {
      const { id, space } = change.booking;
      const body = JSON.stringify(change.booking);
      db.run('INSERT OR REPLACE INTO bookings (id, space, body) VALUES (?, ?, ?)', id, space, body);
      break;
    }
    case 'booking-gone':
      db.run('DELETE FROM bookings WHERE id = ?', change.id);
      break;
    case 'block': {
      const { id, space } = change.block;
      const body = JSON.stringify(change.block);
      db.run('INSERT OR REPLACE INTO blocks (id, space, body) VALUES (?, ?, ?)', id, space, body);
      break;
    }
    case 'block-gone':
      db.run('DELETE FROM blocks WHERE id = ?', change.id);
      break;
    case 'issue':
      db.run('INSERT OR REPLACE INTO issues (id, body) VALUES (?, ?)', change.issue.id, JSON.stringify(change.issue));
      break;
    case 'issue-gone':
      db.run('DELETE FROM issues WHERE id = ?', change.id);
      break;
    default:
      assertNever(change);
  }
}

function place(cursor: string, epoch: string): number | null {
  const [, own, seq] = /^([0-9a-f]+)\.(\d{1,15})$/.exec(cursor) ?? [];
  return own === epoch ? Number(seq) : null;
}
