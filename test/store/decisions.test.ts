import { readFileSync, writeFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { connect } from '#gateway/store/database.ts';
import { migrate, migrations } from '#gateway/store/migrations.ts';
import type { OutboxEvent, PersonEvent } from '#shared/booking-api/outbox.ts';
import { days, minutes } from '#shared/kit/duration.ts';
import { EventId } from '#shared/model/ids.ts';
import { DeclaredStatus } from '#shared/model/person.ts';
import { Visibility } from '#shared/model/policy.ts';
import { fakeClock } from '#test/fakes/clock.ts';
import { booking, checkInOf, decisionsOf, newEvent, person, space } from './events.ts';
import { openTemporary, temporaryFolder, temporaryPath } from './open-temporary.ts';

const atMs = 1_800_000_000_000;
const base = () => ({ event: newEvent(), person: person('a'), atMs });

const anyDecision = fc
  .oneof(
    fc.record({
      action: fc.constant('consent' as const),
      scopes: fc.subarray(['group', 'company', 'wall'] as const),
      documentVersion: fc.string(),
    }),
    fc.record({ action: fc.constantFrom('withdraw' as const, 'drop-tags' as const, 'erase' as const) }),
    fc.record({ action: fc.constant('pause' as const), untilMs: fc.nat() }),
    fc.record({ action: fc.constant('visibility' as const), visibility: fc.constantFrom(...Visibility.options) }),
    fc.record({ action: fc.constant('status' as const), status: fc.constantFrom(null, ...DeclaredStatus.options) }),
  )
  .map((decision): PersonEvent => ({ ...base(), ...decision }));

describe('a decision of a person', () => {
  it('comes back as it was put in, whatever was decided, and in order', () => {
    fc.assert(
      fc.property(fc.array(anyDecision, { maxLength: 8 }), (decisions) => {
        const store = openTemporary();
        for (const decision of decisions) expect(store.outbox.append(decision).ok).toBe(true);
        expect(store.outbox.ofPerson(person('a'))).toMatchObject(decisions);
        expect(store.outbox.ofPerson(person('a'))).toHaveLength(decisions.length);
        expect(store.outbox.heads()).toMatchObject(decisions.slice(0, 1));
      }),
      { numRuns: 30 },
    );
  });

  it('stands among the check-ins of its person in the order of the taps', () => {
    const { outbox } = openTemporary();
    const [first, second, third] = [checkInOf('a'), { ...base(), action: 'withdraw' as const }, checkInOf('a', 'b-2')];
    for (const event of [first, second, third]) outbox.append(event);
    const order = [first, second, third].map(() => {
      const [head] = outbox.heads();
      outbox.delivered(head?.seq ?? -1);
      return head?.action;
    });
    expect(order).toEqual(['check-in', 'withdraw', 'check-in']);
  });

  it('is pending until it is delivered or refused; check-ins never are', () => {
    const { outbox } = openTemporary();
    expect([outbox.ofPerson(person('a')), outbox.pendingPeople()]).toEqual([[], []]);
    for (const event of [checkInOf('b'), ...decisionsOf('a').slice(0, 2)]) outbox.append(event);
    expect([outbox.ofPerson(person('b')), outbox.pendingPeople()]).toEqual([[], ['a']]);
    outbox.delivered(2);
    expect(outbox.ofPerson(person('a'))).toHaveLength(1);
    outbox.quarantine(3, 'conflict');
    expect([outbox.ofPerson(person('a')), outbox.pendingPeople()]).toEqual([[], []]);
    expect([outbox.size(), outbox.quarantined()]).toEqual([1, 1]);
  });

  it('is not pending when its transaction was rolled back', () => {
    const store = openTemporary();
    const [decision] = decisionsOf('a');
    const half = (): void => {
      store.transaction(() => {
        if (decision) store.outbox.append(decision);
        expect(store.outbox.ofPerson(person('a'))).toHaveLength(1);
        throw new Error('stop here');
      });
    };
    expect(half).toThrow('stop here');
    expect(store.outbox.ofPerson(person('a'))).toEqual([]);
  });

  it('that was answered is there after the file was left open by a kill and opened again', () => {
    const path = temporaryPath();
    const first = openTemporary(path);
    const decisions = decisionsOf('a');
    for (const decision of decisions) first.outbox.append(decision);
    // What a kill -9 leaves: the file and its log as they are at this moment, nothing closed.
    const copy = `${temporaryFolder()}/store.sqlite`;
    for (const part of ['', '-wal']) writeFileSync(copy + part, readFileSync(path + part));
    const again = openTemporary(copy);
    expect(again.outbox.ofPerson(person('a'))).toMatchObject(decisions);
    expect(again.outbox.pendingPeople()).toEqual(['a']);
  });

  it('is remembered by its tap for seven days and while it is owed, so that a repeat decides nothing', () => {
    const clock = fakeClock();
    const store = openTemporary(temporaryPath(), clock);
    const owed: PersonEvent = { ...base(), action: 'withdraw' };
    const over = newEvent();
    store.outbox.append(owed);
    store.decided.add({ event: owed.event, action: 'withdraw', atMs });
    store.decided.add({ event: over, action: 'pause', atMs });
    expect(store.decided.find(over)).toEqual({ event: over, action: 'pause', atMs });
    clock.stepWall(days(7) + minutes(10));
    clock.advance(minutes(5));
    expect(store.decided.find(over)).toBeNull();
    expect(store.decided.find(owed.event)).not.toBeNull();
  });
});

describe('the outbox table', () => {
  const all: readonly OutboxEvent[] = [
    ...decisionsOf('a'),
    checkInOf('a'),
    { ...checkInOf('a'), action: 'release' },
    { ...base(), booking: booking('b'), action: 'walk-up', space: space('d-1'), toMs: 9 },
    { ...base(), booking: booking('b'), action: 'extend', toMs: 9 },
  ];
  const columns = ['booking', 'space', 'to_ms', 'document', 'scope_group', 'scope_wall', 'until_ms', 'visibility', 'status'];
  const sample: Record<string, string | number> = {
    to_ms: 1,
    until_ms: 1,
    scope_group: 1,
    scope_wall: 1,
    visibility: 'hide',
    status: 'away',
  };

  it.each(all.map((event) => [event.action, event] as const))('lets %s have exactly its own columns', async (action, event) => {
    const path = temporaryPath();
    const store = openTemporary(path);
    store.outbox.append(event);
    await store.stop();
    const db = connect(path);
    const row = db.prepare('SELECT * FROM outbox').get() as Record<string, unknown>;
    for (const column of columns) {
      const other = row[column] === null ? (sample[column] ?? 'x') : null;
      const change = () => db.prepare(`UPDATE outbox SET ${column} = ?`).run(other);
      // Nothing declared is also a status.
      if (action === 'status' && column === 'status') expect(change).not.toThrow();
      else expect(change).toThrow(/CHECK constraint/);
    }
    db.close();
  });

  it('takes no word that is not of its list', () => {
    const db = connect(`${temporaryFolder()}/c.sqlite`);
    migrate(db);
    const insert = (column: string, action: string, value: string) => () =>
      db.prepare(`INSERT INTO outbox (event, person, action, at_ms, ${column}) VALUES ('e', 'p', ?, 1, ?)`).run(action, value);
    expect(insert('visibility', 'visibility', 'at the window')).toThrow(/CHECK/);
    expect(insert('status', 'status', 'ill')).toThrow(/CHECK/);
    expect(insert('booking', 'located', 'b')).toThrow(/CHECK/);
    db.close();
  });
});

describe('a file of schema 1', () => {
  const oldFile = (path: string): void => {
    const db = connect(path);
    migrate(db, migrations.slice(0, 1));
    db.exec(`
      INSERT INTO outbox (seq, event, person, action, booking, at_ms, space, to_ms, attempts) VALUES
        (7, '00000000-0000-4000-8000-000000000001', 'a', 'check-in', 'b-1', 5, NULL, NULL, 2),
        (8, '00000000-0000-4000-8000-000000000002', 'b', 'walk-up', 'b-2', 6, 'd-1', 9, 0),
        (9, '00000000-0000-4000-8000-000000000003', 'c', 'release', 'b-3', 6, NULL, NULL, 0);
      DELETE FROM outbox WHERE seq = 9;
      INSERT INTO quarantine VALUES ('00000000-0000-4000-8000-000000000004', 'release', 'b-4', 'conflict', 1800000000000);
      INSERT INTO settled VALUES ('00000000-0000-4000-8000-000000000005', 'released', 'b-5', 'd-1', 9, 1800000000000);
      INSERT INTO local_booking VALUES
        ('b-1', '00000000-0000-4000-8000-000000000001', 'checked-in', 'a', 'd-1', 4, 1800003600000, 5);`);
    db.close();
  };

  it('keeps every row, and never gives out a number twice', () => {
    const path = `${temporaryFolder()}/store.sqlite`;
    oldFile(path);
    const notices: string[] = [];
    const store = openTemporary(path, fakeClock(), notices);
    expect(notices).toEqual([]);
    expect(store.schema).toBe(migrations.length);
    expect(store.outbox.heads()).toMatchObject([
      { seq: 7, person: 'a', action: 'check-in', booking: 'b-1', atMs: 5, attempts: 2 },
      { seq: 8, person: 'b', action: 'walk-up', space: 'd-1', toMs: 9 },
    ]);
    expect(store.outbox.quarantined()).toBe(1);
    expect(store.settled.find(EventId.parse('00000000-0000-4000-8000-000000000005'))).toMatchObject({
      did: 'released',
      target: 'b-5',
    });
    expect(store.local.all()).toMatchObject([{ booking: 'b-1', state: 'checked-in' }]);
    expect(store.outbox.append(checkInOf('d'))).toEqual({ ok: true, value: 10 });
  });

  it('that is damaged still gives what it owed', () => {
    const path = `${temporaryFolder()}/store.sqlite`;
    oldFile(path);
    const db = connect(path);
    const root = Number(db.prepare("SELECT rootpage FROM sqlite_schema WHERE name = 'pin_pad'").pluck().get());
    db.pragma('wal_checkpoint(TRUNCATE)');
    db.close();
    const bytes = readFileSync(path);
    bytes.fill(0xaa, (root - 1) * 4096, root * 4096);
    writeFileSync(path, bytes);
    const notices: string[] = [];
    const store = openTemporary(path, fakeClock(), notices);
    expect(notices).toHaveLength(1);
    expect(store.outbox.heads().map((entry) => entry.person)).toEqual(['a', 'b']);
  });
});
