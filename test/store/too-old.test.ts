import { describe, expect, it } from 'vitest';
import { connect } from '#gateway/store/database.ts';
import { migrate } from '#gateway/store/migrations.ts';
import { outboxTable } from '#gateway/store/outbox-table.ts';
import { endTooOld } from '#gateway/store/too-old.ts';
import { createWriteGuard } from '#gateway/store/write-guard.ts';
import type { OutboxEntry, OutboxEvent } from '#shared/booking-api/outbox.ts';
import { days, hours, minutes } from '#shared/kit/duration.ts';
import { fakeClock } from '#test/fakes/clock.ts';
import { booking, checkInOf, decisionsOf, deedOf, newEvent, person, space } from './events.ts';
import { openTemporary, temporaryPath } from './open-temporary.ts';

const base = (who: string) => ({ event: newEvent(), person: person(who), atMs: 1_800_000_000_000 });
const lookedAt = (who: string): OutboxEvent => ({ ...base(who), action: 'looked-at', reason: 'medical' });

/** The outbox in memory, and upkeep's rounds of ten minutes without the disk in between. */
function ageing() {
  const db = connect(':memory:');
  migrate(db);
  const outbox = outboxTable(db, createWriteGuard(db), fakeClock());
  const waited = (span: number): string[] => {
    const rounds = Array.from({ length: Math.floor(span / minutes(10)) }, () => endTooOld(db, outbox, minutes(10)));
    return rounds.flat().map(({ action }) => action);
  };
  return { db, outbox, waited, owed: () => outbox.heads().map(({ action }) => action) };
}

describe('what is owed to the booking system', () => {
  it('ends after 72 hours that the gateway ran, not earlier', () => {
    const { outbox, waited, owed } = ageing();
    outbox.append(checkInOf('a', 'b-1'));
    expect(waited(hours(72) - minutes(10))).toEqual([]);
    expect(owed()).toEqual(['check-in']);
    expect(waited(minutes(10))).toEqual(['check-in']);
    expect(owed()).toEqual([]);
  });

  it('S3: what takes something back, and what a person has to be told, stays until it was heard', () => {
    const { outbox, waited, owed } = ageing();
    const stays: OutboxEvent[] = [
      ...decisionsOf('x').filter(({ action }) => ['withdraw', 'drop-tags', 'erase', 'pause'].includes(action)),
      { ...base('x'), action: 'visibility', visibility: 'hide' },
      lookedAt('x'),
    ];
    const ends: OutboxEvent[] = [
      checkInOf('x'),
      { ...checkInOf('x'), action: 'release' },
      { ...base('x'), booking: booking('b'), action: 'walk-up', space: space('d-1'), toMs: 9 },
      { ...base('x'), booking: booking('b'), action: 'extend', toMs: 9 },
      { ...base('x'), action: 'consent', scopes: ['wall'], documentVersion: '1' },
      { ...base('x'), action: 'status', status: null },
      { ...base('x'), action: 'visibility', visibility: 'show' },
      { ...base('x'), action: 'visibility', visibility: 'unset' },
      { ...base('x'), action: 'pause', untilMs: 0 },
    ];
    for (const [n, event] of [...stays, ...ends].entries()) outbox.append({ ...event, person: person(`p-${n}`) });
    expect(waited(hours(80))).toEqual(ends.map(({ action }) => action));
    expect(owed()).toEqual(stays.map(({ action }) => action));
    expect(outbox.quarantined()).toBe(ends.length);
  });

  it('is made too old by no sleep of the machine and by no clock that runs back', () => {
    const { db, outbox, waited, owed } = ageing();
    outbox.append(checkInOf('a'));
    expect(waited(hours(71))).toEqual([]);
    for (const passedMs of [days(4), -days(4)]) expect(endTooOld(db, outbox, passedMs)).toEqual([]);
    expect(owed()).toEqual(['check-in']);
  });

  it('goes out of the way, counted without the person, told, and no longer believed; its age lasts over a restart', async () => {
    const clock = fakeClock();
    const path = temporaryPath();
    const first = openTemporary(path, clock);
    const late = checkInOf('a', 'b-1');
    first.outbox.append(late);
    first.local.put(deedOf(late.event, 'b-1', clock.wallMs() + days(999)));
    clock.stepWall(days(400));
    clock.advance(minutes(5));
    expect(first.outbox.size()).toBe(1);
    await first.stop();
    const db = connect(path);
    expect(db.prepare('SELECT waited_ms FROM outbox').pluck().get()).toBe(minutes(5));
    db.prepare('UPDATE outbox SET waited_ms = ?').run(hours(72) - minutes(7));
    db.close();
    const { outbox, local, listen } = openTemporary(path, clock);
    const tooOld: OutboxEntry[] = [];
    listen({ onTooOld: (entries) => tooOld.push(...entries), onDropped: () => {} });
    clock.advance(minutes(5));
    expect([outbox.size(), local.all().length, tooOld]).toEqual([1, 1, []]);
    clock.advance(minutes(5));
    expect([outbox.size(), local.all(), tooOld.length]).toEqual([0, [], 1]);
    expect([outbox.quarantined(), outbox.fate(late.event)]).toEqual([1, 'refused']);
    expect(tooOld).toMatchObject([{ event: late.event, person: 'a' }]);
  });
});

describe('what a person has to be told', () => {
  it('comes back with its reason, and neither waits for their check-ins nor lets them wait', () => {
    const { outbox, owed } = ageing();
    const told = lookedAt('a');
    for (const event of [told, checkInOf('a'), lookedAt('a')]) outbox.append(event);
    expect(outbox.heads()[0]).toMatchObject(told);
    expect(owed()).toEqual(['looked-at', 'check-in']);
    outbox.delivered(2);
    expect(owed()).toEqual(['looked-at']);
    outbox.delivered(1);
    expect(owed()).toEqual(['looked-at']);
  });
});

describe('people who left', () => {
  it('R17: leave no count of their PINs and nothing they did here; others and what is owed stay', () => {
    const { outbox, local, pinLimits, keepOnly } = openTemporary();
    const owed = checkInOf('gone', 'b-1');
    outbox.append(owed);
    local.put({ ...deedOf(owed.event, 'b-1'), person: person('gone') });
    local.put({ ...deedOf(newEvent(), 'b-2'), person: person('here') });
    const wrong = (subject: string, verifier: string) =>
      pinLimits.save(subject, 'd-1', { verifier, inRow: 3, pairFails: 3, padFails: 3 }, 1_800_000_000_000);
    for (const [subject, verifier] of [
      ['gone', 'v'],
      ['here', 'v'],
      ['typo', ''],
    ] as const)
      wrong(subject, verifier);
    expect(keepOnly({ people: [person('here')], pinSubjects: ['here'] }).ok).toBe(true);
    expect(local.all().map((row) => row.person)).toEqual(['here']);
    expect(['gone', 'here', 'typo'].map((subject) => pinLimits.read(subject, 'd-1').inRow)).toEqual([0, 3, 3]);
    expect(pinLimits.read('gone', 'd-1').pairFails).toBe(0);
    expect(outbox.heads()).toMatchObject([{ event: owed.event }]);
  });
});
