import { execFile } from 'node:child_process';
import { cpSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { type AuditLog, createAuditLog } from '#gateway/audit/audit-log.ts';
import { connect } from '#gateway/store/database.ts';
import { openStore, type Store } from '#gateway/store/open-store.ts';
import { SubjectRef } from '#shared/model/ids.ts';
import { fakeClock } from '#test/fakes/clock.ts';
import { root } from '../source-files.ts';
import { temporaryFolder } from './temporary-folder.ts';

const folder = temporaryFolder();
const open: Store[] = [];
afterEach(async () => {
  for (const store of open.splice(0)) await store.stop();
});

/** Runs the command as `npm run audit:verify --` does. */
function auditVerify(...words: readonly string[]): Promise<{ code: number; out: string; err: string }> {
  return new Promise((resolve) => {
    execFile(process.execPath, [join(root, 'edge-gateway/audit-verify-command.ts'), ...words], (error, out, err) => {
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, out, err });
    });
  });
}

function openLog(data: string): { readonly store: Store; readonly log: AuditLog } {
  const clock = fakeClock();
  const opened = openStore({ path: join(data, 'waypost.sqlite'), clock, notice: () => undefined });
  if (!opened.ok) throw new Error(opened.detail);
  open.push(opened.value);
  return { store: opened.value, log: createAuditLog({ rows: opened.value.audit, keys: opened.value.dayKeys, clock }) };
}

const filesOf = (data: string) => readdirSync(data).map((name) => [name, readFileSync(join(data, name)).toString('base64')]);

describe('npm run audit:verify', () => {
  test('S12: checks the audit beside a gateway that writes it, and after it stopped, and changes nothing', async () => {
    const data = folder();
    const { store, log } = openLog(data);
    for (const _ of 'abc') log.note({ kind: 'clocks-moved' }, null);
    log.write({ kind: 'audit-read' }, SubjectRef.parse('p-officer'));
    const head = `4:${log.head()?.hash}`;
    const beside = await auditVerify('--data', data, '--head', head);
    expect(beside).toMatchObject({ code: 0, err: '' });
    expect(beside.out).toContain('The audit is intact: 4 sound entries.');
    expect(beside.out).toContain('The noted head is in it.');
    await store.stop();
    const before = filesOf(data);
    const after = await auditVerify('--data', data, '--json');
    expect(JSON.parse(after.out)).toMatchObject({ intact: true, entries: 4, newest: { seq: 4 }, noted: null });
    expect(filesOf(data).filter(([name]) => !/-(wal|shm)$/.test(name ?? ''))).toEqual(before);
    expect(openLog(data).log.state()).toEqual({ entries: 4, intact: true });
  });

  test('S12: finds what was changed in the file, and ends with 1', async () => {
    const data = folder();
    const { store, log } = openLog(data);
    for (const _ of 'abcd') log.note({ kind: 'clocks-moved' }, null);
    await store.stop();
    const path = join(data, 'waypost.sqlite');
    for (const [change, sentence] of [
      ['UPDATE $ SET act = json(\'{"kind":"stopped"}\') WHERE seq = 3', 'entry 3 was changed'],
      ["UPDATE $ SET act = 'none' WHERE seq = 4", 'the entries from 4 on are missing at the end'],
    ] as const) {
      const copy = join(data, `copy-${sentence.length}-${change.length}`);
      cpSync(path, join(copy, 'waypost.sqlite'));
      const db = connect(join(copy, 'waypost.sqlite'));
      const table = db.prepare("SELECT name FROM sqlite_schema WHERE name GLOB 'audit_d*'").pluck().get();
      db.exec(change.replace('$', String(table)));
      db.close();
      const { code, out } = await auditVerify('--data', copy);
      expect([code, out]).toEqual([1, expect.stringContaining(sentence)]);
    }
  });

  test('ends with 2 and a sentence when there is nothing to check, or not what was asked', async () => {
    const nothing = await auditVerify('--data', join(folder(), 'none'));
    expect(nothing).toMatchObject({ code: 2, out: '', err: expect.stringContaining('There is no store in') });
    const wrong = await auditVerify('--data', folder(), '--head', '12:ab');
    expect(wrong).toMatchObject({ code: 2, err: expect.stringContaining('16 to 64 digits') });
  });
});
