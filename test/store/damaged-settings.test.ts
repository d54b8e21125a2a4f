// What a damaged store hands on beside what it owes: the privacy settings, and the end of the audit's chain.

import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { connect } from '#gateway/store/database.ts';
import { migrate, migrations } from '#gateway/store/migrations.ts';
import { fakeClock } from '#test/fakes/clock.ts';
import { checkInOf } from './events.ts';
import { entryAfter, midnightMs } from './lasting.ts';
import { openTemporary, temporaryFolder, temporaryPath } from './open-temporary.ts';

/** Overwrites the first page of that table. */
function damage(path: string, table: string): void {
  const db = connect(path);
  const root = Number(db.prepare('SELECT rootpage FROM sqlite_schema WHERE name = ?').pluck().get(table));
  db.pragma('wal_checkpoint(TRUNCATE)');
  db.close();
  const bytes = readFileSync(path);
  bytes.fill(0xaa, (root - 1) * 4096, root * 4096);
  writeFileSync(path, bytes);
}

async function lived(path: string): Promise<void> {
  const store = openTemporary(path, fakeClock(midnightMs));
  store.settings.write('k', 12, midnightMs);
  store.settings.write('linkedDays', 5, midnightMs);
  store.audit.append(entryAfter(null, midnightMs));
  store.audit.append(entryAfter(store.audit.last(), midnightMs));
  store.outbox.append(checkInOf('a'));
  await store.stop();
}

describe('a damaged store', () => {
  it('hands on the privacy settings and where the audit ended: k does not fall, no chain begins anew unseen', async () => {
    const path = temporaryPath();
    await lived(path);
    damage(path, 'pin_pad');
    const notices: string[] = [];
    const fresh = openTemporary(path, fakeClock(midnightMs), notices);
    expect(notices).toHaveLength(1);
    expect(fresh.settings.read()).toEqual({
      settings: { k: 12, linkedDays: 5, auditDays: 90, historyDays: 365 },
      positionsOn: true,
    });
    expect(fresh.audit.last()?.seq).toBe(2);
    expect(fresh.audit.begin()).toEqual(fresh.audit.last());
    expect(fresh.audit.append(entryAfter(fresh.audit.last(), midnightMs)).ok).toBe(true);
    expect(fresh.outbox.size()).toBe(1);
  });

  it.each(['privacy_setting', 'audit_chain', 'audit_d20833'])('in its table %s is found at the start', async (table) => {
    const path = temporaryPath();
    await lived(path);
    damage(path, table);
    const notices: string[] = [];
    const { outbox, settings } = openTemporary(path, fakeClock(midnightMs), notices);
    expect(notices[0]).toContain('damaged');
    expect(existsSync(`${path}.damaged`)).toBe(true);
    expect(outbox.size()).toBe(1);
    expect(settings.read().positionsOn).toBe(table !== 'privacy_setting');
  });

  it('whose settings can not be read keeps positions off and says so: somebody may have switched them off', async () => {
    const path = temporaryPath();
    await lived(path);
    writeFileSync(path, 'this was once a database '.repeat(400));
    const notices: string[] = [];
    const { settings } = openTemporary(path, fakeClock(midnightMs), notices);
    expect(settings.read().positionsOn).toBe(false);
    expect(settings.changes()).toEqual([{ atMs: midnightMs, setting: 'positions', from: 1, to: 0 }]);
    expect(notices[1]).toMatch(/Positions are switched off/);
  });
});

describe('a file of schema 2', () => {
  const oldFile = (path: string): void => {
    const db = connect(path);
    migrate(db, migrations.slice(0, 2));
    db.exec(`
      INSERT INTO outbox (seq, event, person, action, at_ms, attempts, booking) VALUES
        (7, '00000000-0000-4000-8000-000000000001', 'a', 'check-in', 5, 2, 'b-1');
      INSERT INTO outbox (seq, event, person, action, at_ms, document, scope_group, scope_company, scope_wall) VALUES
        (8, '00000000-0000-4000-8000-000000000002', 'b', 'consent', 6, '2026-1', 1, 0, 1);
      INSERT INTO outbox (seq, event, person, action, at_ms) VALUES
        (9, '00000000-0000-4000-8000-000000000003', 'c', 'withdraw', 7);
      DELETE FROM outbox WHERE seq = 9;
      INSERT INTO pin_person VALUES ('s', 'v', 4, 5);
      INSERT INTO local_booking VALUES
        ('b-1', '00000000-0000-4000-8000-000000000001', 'extended', 'a', 'd-1', 4, 1800003600000, 5);`);
    db.close();
  };

  it('keeps every row, never gives out a number twice, and has the settings of a new installation', () => {
    const path = `${temporaryFolder()}/store.sqlite`;
    oldFile(path);
    const notices: string[] = [];
    const store = openTemporary(path, fakeClock(), notices);
    expect(notices).toEqual([]);
    expect(store.schema).toBe(migrations.length);
    expect(store.outbox.heads()).toMatchObject([
      { seq: 7, person: 'a', action: 'check-in', booking: 'b-1', atMs: 5, attempts: 2 },
      { seq: 8, person: 'b', action: 'consent', scopes: ['group', 'wall'], documentVersion: '2026-1' },
    ]);
    expect(store.outbox.append(checkInOf('d'))).toEqual({ ok: true, value: 10 });
    expect(store.local.all()).toMatchObject([{ booking: 'b-1', state: 'extended' }]);
    expect(store.pinLimits.read('s', 'd').inRow).toBe(4);
    expect([store.settings.read().positionsOn, store.audit.last(), store.audit.count()]).toEqual([true, null, 0]);
  });

  it('that is damaged still gives what it owed, and had no settings to lose', () => {
    const path = `${temporaryFolder()}/store.sqlite`;
    oldFile(path);
    damage(path, 'pin_pad');
    const notices: string[] = [];
    const store = openTemporary(path, fakeClock(), notices);
    expect(notices).toHaveLength(1);
    expect(store.outbox.heads().map((entry) => entry.person)).toEqual(['a', 'b']);
    expect(store.settings.read().positionsOn).toBe(true);
  });
});
