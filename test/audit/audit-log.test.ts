import { describe, expect, test } from 'vitest';
import { createAuditLog } from '#gateway/audit/audit-log.ts';
import { verify } from '#gateway/audit/chain.ts';
import { pseudonym } from '#gateway/audit/pseudonym.ts';
import { minutes, seconds } from '#shared/kit/duration.ts';
import type { AuditAct } from '#shared/model/audit.ts';
import { SubjectRef } from '#shared/model/ids.ts';
import { fakeClock } from '#test/fakes/clock.ts';
import { memoryRows } from './memory-rows.ts';

const officer = SubjectRef.parse('p-officer');
const stopped: AuditAct = { kind: 'stopped' };
const moved: AuditAct = { kind: 'clocks-moved' };

function openLog(memory = memoryRows()) {
  const clock = fakeClock();
  const log = createAuditLog({ rows: memory.port, keys: memory.dayKeys, clock });
  return { ...memory, clock, log, kinds: () => memory.rows.entries.map(({ act }) => act.kind) };
}

describe('the audit', () => {
  test('R16: writes who acted behind the pseudonym of the day, and nobody where the machine did', () => {
    const { log, rows } = openLog();
    expect(log.write({ kind: 'audit-read' }, officer).ok).toBe(true);
    log.note(stopped, null);
    const [key] = rows.keys.values();
    expect(rows.entries.map(({ actor }) => actor)).toEqual([pseudonym(key as Uint8Array, officer), null]);
    expect(JSON.stringify(rows.entries)).not.toContain(officer);
  });

  test('goes on with one chain after a restart and over days that were dropped', () => {
    const memory = memoryRows();
    for (let day = 0; day < 3; day++) {
      const { log } = openLog(memory);
      log.note(stopped, null);
      log.note(moved, null);
      memory.rows.dropUpTo(day * 2);
      expect(log.state().intact).toBe(true);
    }
    expect(memory.rows.entries.map(({ seq }) => seq)).toEqual([5, 6]);
    expect(verify(memory.rows.entries, memory.port.begin()).ok).toBe(true);
    memory.rows.dropUpTo(6);
    const { log } = openLog(memory);
    expect(log.state()).toEqual({ entries: 0, intact: true });
    expect(log.head()?.seq).toBe(6);
    expect(log.read(officer, null)).toMatchObject({ ok: true, value: { entries: [{ seq: 7 }], nextBefore: null } });
    expect(log.state().intact).toBe(true);
  });

  test('S10: refuses what can not be written', () => {
    const { log, rows } = openLog();
    rows.disk = false;
    expect(log.write({ kind: 'audit-read' }, officer)).toMatchObject({ ok: false, why: 'not-stored' });
    expect(log.write(stopped, null)).toMatchObject({ ok: false, why: 'not-stored' });
    expect(log.read(officer, null)).toMatchObject({ ok: false, why: 'not-stored' });
    rows.disk = true;
    expect(rows.entries).toEqual([]);
  });

  test('writes what happened while the disk was full as soon as it is well, in its order and with its time', () => {
    const { log, rows, clock, kinds } = openLog();
    rows.disk = false;
    const atMs = clock.wallMs();
    log.note(moved, null);
    log.note(stopped, officer);
    clock.advance(minutes(5));
    expect(kinds()).toEqual([]);
    expect(log.write({ kind: 'audit-read' }, officer).ok).toBe(false);
    rows.disk = true;
    clock.advance(seconds(30));
    expect(kinds()).toEqual(['clocks-moved', 'stopped']);
    expect(rows.entries.map((entry) => entry.atMs)).toEqual([atMs, atMs]);
    expect(rows.entries[1]?.actor).toMatch(/^[0-9a-f]{32}$/);
    expect(verify(rows.entries, null).ok).toBe(true);
    expect(clock.waiting()).toBe(0);
  });

  test('writes what waits before what somebody wants to do now', () => {
    const { log, rows, kinds } = openLog();
    rows.disk = false;
    log.note(moved, null);
    rows.disk = true;
    expect(log.write({ kind: 'audit-read' }, officer).ok).toBe(true);
    expect(kinds()).toEqual(['clocks-moved', 'audit-read']);
  });

  test('refuses to write past what waits, so that the order of the chain is the order of what happened', () => {
    const { log, rows, kinds } = openLog();
    rows.keyDisk = false;
    log.note(stopped, officer);
    expect(log.write(moved, null)).toMatchObject({ ok: false, why: 'not-stored' });
    rows.keyDisk = true;
    expect(log.write(moved, null).ok).toBe(true);
    expect(kinds()).toEqual(['stopped', 'clocks-moved']);
  });

  test('keeps a few hundred acts for a disk that stays full, and no more', async () => {
    const { log, rows } = openLog();
    rows.disk = false;
    for (let nth = 0; nth < 1000; nth++) log.note(moved, null);
    log.note(stopped, null);
    rows.disk = true;
    await log.stop();
    expect(rows.entries.length).toBe(200);
    expect(rows.entries.at(-1)?.act.kind).toBe('stopped');
  });

  test('leaves no timer behind', async () => {
    const { log, rows, clock } = openLog();
    rows.disk = false;
    log.note(moved, null);
    expect(clock.waiting()).toBe(1);
    await log.stop();
    expect(clock.waiting()).toBe(0);
  });
});

describe('reading the audit', () => {
  test('is itself in the audit, once for a quarter of an hour of reading', () => {
    const { log, clock, kinds } = openLog();
    log.read(officer, null);
    log.read(officer, 1);
    log.read(SubjectRef.parse('p-second'), null);
    clock.advance(minutes(16));
    log.read(officer, null);
    expect(kinds()).toEqual(['audit-read', 'audit-read', 'audit-read']);
  });

  test('gives every entry once, newest first, page by page', () => {
    const { log } = openLog();
    log.read(officer, null);
    for (let nth = 0; nth < 120; nth++) log.note(moved, null);
    const seen: number[] = [];
    let before: number | null = null;
    do {
      const page = log.read(officer, before);
      if (!page.ok) throw new Error(page.why);
      seen.push(...page.value.entries.map(({ seq }) => seq));
      before = page.value.nextBefore;
    } while (before !== null);
    expect(seen).toEqual(Array.from({ length: 121 }, (_, nth) => 121 - nth));
  });
});

describe('S12: the audit knows that it is broken', () => {
  const damages: [string, (memory: ReturnType<typeof memoryRows>) => void][] = [
    ['an entry was changed', ({ rows }) => void rows.entries.splice(1, 1, { ...entryAt(rows, 1), atMs: 1 })],
    ['an entry was taken out', ({ rows }) => void rows.entries.splice(1, 1)],
    ['the beginning was cut off', ({ rows }) => void rows.entries.shift()],
    ['an entry is none any more', ({ rows }) => void rows.entries.splice(1, 1, { ...entryAt(rows, 1), hash: '' })],
    ['the last entry was changed', ({ rows }) => void rows.entries.splice(2, 1, { ...entryAt(rows, 2), act: stopped })],
  ];
  for (const [what, damage] of damages) {
    test(`at start, when ${what}; it goes on and stays broken`, () => {
      const memory = memoryRows();
      const { log } = openLog(memory);
      for (let nth = 0; nth < 3; nth++) log.note(moved, null);
      damage(memory);
      const again = openLog(memory).log;
      expect(again.state().intact).toBe(false);
      expect(again.write(stopped, null).ok).toBe(true);
      expect(again.state().intact).toBe(false);
      expect(openLog(memory).log.state().intact).toBe(false);
    });

    test(`with the next page it reads, when ${what} while it runs`, () => {
      const memory = memoryRows();
      const { log } = openLog(memory);
      log.read(officer, null);
      for (let nth = 0; nth < 2; nth++) log.note(moved, null);
      damage(memory);
      log.read(officer, null);
      // What was cut off cleanly at the beginning is found by the whole check: the page looks at what it shows.
      expect(log.state().intact).toBe(what === 'the beginning was cut off');
    });
  }

  test('when the end was cut off while it runs, at the next write and at the next reading', () => {
    for (const next of ['write', 'read']) {
      const { log, rows } = openLog();
      log.read(officer, null);
      log.note(moved, null);
      rows.entries.pop();
      if (next === 'write') log.note(stopped, null);
      else log.read(officer, null);
      expect(log.state().intact).toBe(false);
    }
  });
});

function entryAt(rows: ReturnType<typeof memoryRows>['rows'], nth: number) {
  const entry = rows.entries[nth];
  if (!entry) throw new Error('no such entry');
  return entry;
}
