import { describe, expect, test } from 'vitest';
import { seal } from '#gateway/audit/chain.ts';
import { headText, parseHead } from '#gateway/audit/head.ts';
import { verifyReport, verifyText } from '#gateway/audit/verify-report.ts';
import { days } from '#shared/kit/duration.ts';
import { memoryRows } from './memory-rows.ts';

const startMs = Date.UTC(2027, 0, 15, 12, 30);

/** Ten entries, a day apart. */
function tenEntries() {
  const memory = memoryRows();
  for (let nth = 0; nth < 10; nth++) {
    const what = { atMs: startMs + days(nth), actor: null, act: { kind: 'clocks-moved' } as const };
    memory.port.append(seal(what, memory.port.last() ?? { seq: 0, hash: '0'.repeat(64) }));
  }
  return memory;
}

function headOf(memory: ReturnType<typeof memoryRows>) {
  const parsed = parseHead(headText(memory.port.last() ?? { seq: 0, hash: '' }));
  if (!parsed.ok) throw new Error(parsed.detail);
  return parsed.value;
}

describe('the report on an audit', () => {
  test('tells an intact one with its range and its head', () => {
    const { port } = tenEntries();
    const report = verifyReport(port, null);
    expect(report).toMatchObject({ intact: true, entries: 10, droppedUpTo: 0, firstBroken: null, noted: null });
    const head = headText(port.last() ?? { seq: 0, hash: '' });
    expect(head).toMatch(/^10:[0-9a-f]{16}$/);
    expect(verifyText(report).split('\n')).toEqual([
      'The audit is intact: 10 sound entries.',
      'Entries 1 to 10, 2027-01-15 12:30 UTC to 2027-01-24 12:30 UTC.',
      `Head: ${head} (note it elsewhere; --head ${head} then shows whether the end was cut off or all of it made anew)`,
      '',
    ]);
  });

  test('tells an intact one whose first days were dropped, and one that is empty', () => {
    const memory = tenEntries();
    memory.rows.dropUpTo(4);
    const report = verifyReport(memory.port, null);
    expect(report).toMatchObject({ intact: true, entries: 6, droppedUpTo: 4, oldest: { seq: 5 } });
    expect(verifyText(report)).toContain('Entries up to 4 were dropped when their days were over');
    memory.rows.dropUpTo(9);
    expect(verifyText(verifyReport(memory.port, null))).toContain('intact: 1 sound entry.');
    const empty = memoryRows().port;
    expect(verifyText(verifyReport(empty, null))).toBe('The audit is intact: 0 sound entries.\n');
  });

  test('says in a sentence where it breaks first', () => {
    const damages: [RegExp, (entries: ReturnType<typeof memoryRows>['rows']['entries']) => void][] = [
      [/BROKEN: entry 6 does not follow the one before it/, (entries) => void entries.splice(4, 1)],
      [/BROKEN: entry 5 was changed after it was written/, (entries) => void entries.splice(4, 1, at(entries, 4, { atMs: 1 }))],
      [/BROKEN: entry 5 names another entry/, (entries) => void entries.splice(4, 1, at(entries, 4, { prev: 'a'.repeat(64) }))],
      [/BROKEN: entry 5 can't be read/, (entries) => void entries.splice(4, 1, at(entries, 4, { actor: 'Anna' }))],
    ];
    for (const [sentence, damage] of damages) {
      const { rows, port } = tenEntries();
      damage(rows.entries);
      const report = verifyReport(port, null);
      expect(report).toMatchObject({ intact: false, entries: 4 });
      expect(verifyText(report)).toMatch(sentence);
      expect(verifyText(report)).not.toContain('Head:');
    }
  });

  test('S12: finds an end that was cut off while the store still knows its newest entry', () => {
    const { rows, port } = tenEntries();
    const last = port.last();
    rows.entries.splice(8);
    const report = verifyReport({ ...port, last: () => last }, null);
    expect(report).toMatchObject({ intact: false, firstBroken: { seq: 9, what: 'end' } });
    expect(verifyText(report)).toContain('BROKEN: the entries from 9 on are missing at the end. Before that: 8 sound entries.');
  });

  test('S12: finds an end that was cut off cleanly, and an audit made anew, by the head somebody noted', () => {
    const noted = headOf(tenEntries());
    const cut = tenEntries();
    cut.rows.entries.splice(8);
    expect(verifyReport(cut.port, null).intact).toBe(true);
    expect(verifyReport(cut.port, noted)).toMatchObject({ intact: false, noted: 'cut-off', firstBroken: null });
    expect(verifyText(verifyReport(cut.port, noted))).toMatch(
      /BROKEN: it is not the one whose head was noted.*\n.*\n.*\n.*cut off/,
    );

    const anew = memoryRows();
    for (const { atMs, act } of tenEntries().rows.entries) {
      anew.port.append(seal({ atMs: atMs + 1, actor: null, act }, anew.port.last() ?? { seq: 0, hash: '0'.repeat(64) }));
    }
    expect(verifyReport(anew.port, null).intact).toBe(true);
    expect(verifyReport(anew.port, noted)).toMatchObject({ intact: false, noted: 'differs' });
    anew.rows.entries.splice(9, 1);
    anew.rows.entries.push(at(tenEntries().rows.entries, 9, { seq: 12 }));
    expect(verifyReport(anew.port, noted)).toMatchObject({ intact: false, noted: 'differs' });
  });

  test('knows a noted head again, as the newest, in the middle, as the last dropped, and says when it is too old', () => {
    const memory = tenEntries();
    const heads = memory.rows.entries.map(({ seq, hash }) => ({ seq, hash: hash.slice(0, 16) }));
    for (const head of heads) expect(verifyReport(memory.port, head)).toMatchObject({ intact: true, noted: 'fits' });
    memory.rows.dropUpTo(4);
    const notedAs = heads.map((head) => verifyReport(memory.port, head).noted);
    expect(notedAs).toEqual(['dropped', 'dropped', 'dropped', ...Array(7).fill('fits')]);
    expect(verifyText(verifyReport(memory.port, heads[0] ?? null))).toContain('too old');
    expect(verifyText(verifyReport(memory.port, heads[9] ?? null))).toContain('The noted head is in it.');
  });
});

describe('a noted head', () => {
  test('is a number and at least sixteen digits, however it was typed', () => {
    const hash = 'ab'.repeat(32);
    expect(parseHead(` 12:${hash.toUpperCase()} `)).toEqual({ ok: true, value: { seq: 12, hash } });
    for (const text of ['', '12', '12:abcd', `0:${hash}`, `x:${hash}`, `12:${hash}0`, '12:zzzzzzzzzzzzzzzz']) {
      expect(parseHead(text)).toMatchObject({ ok: false, why: 'not-a-head' });
    }
  });
});

function at<T>(entries: readonly T[], nth: number, change: Partial<T>): T {
  const entry = entries[nth];
  if (entry === undefined) throw new Error('no such entry');
  return { ...entry, ...change };
}
