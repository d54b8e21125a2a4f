// What was dropped is in no byte of the file, its log or its index: raw scans, as somebody with the disk would do.

import { randomBytes, randomUUID } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { dayOf } from '#gateway/store/buckets.ts';
import { days, minutes } from '#shared/kit/duration.ts';
import { ZoneId } from '#shared/model/ids.ts';
import { fakeClock } from '#test/fakes/clock.ts';
import { space } from './events.ts';
import { entryAfter, midnightMs, steadyAt } from './lasting.ts';
import { openTemporary, temporaryPath } from './open-temporary.ts';
import { publishedDay } from './published-day.ts';

const files = (path: string): Buffer =>
  Buffer.concat([path, `${path}-wal`, `${path}-shm`].filter(existsSync).map((file) => readFileSync(file)));

/** Every way a text may lie in a page. */
const formsOf = (text: string): readonly Buffer[] => [
  Buffer.from(text, 'latin1'),
  Buffer.from(text, 'utf16le'),
  Buffer.from(Buffer.from(text).toString('hex')),
  ...(/^[0-9a-f]+$/.test(text) && text.length % 2 === 0 ? [Buffer.from(text, 'hex')] : []),
];
/** As SQLite writes large integers (six bytes), and as machines do. */
const formsOfNumber = (value: number): readonly Buffer[] => {
  const [big, little, six] = [Buffer.alloc(8), Buffer.alloc(8), Buffer.alloc(6)];
  big.writeBigInt64BE(BigInt(value));
  little.writeBigInt64LE(BigInt(value));
  six.writeUIntBE(value, 0, 6);
  return [big, little, six];
};

/** How many of them lie in `bytes`. Every run of six bytes is looked up first, because most are not there at all. */
function found(bytes: Buffer, canaries: readonly (string | number)[]): number {
  const runs = new Set<number>();
  for (let at = 0; at + 6 <= bytes.length; at += 1) runs.add(bytes.readUIntBE(at, 6));
  return canaries.filter((canary) => {
    const forms = typeof canary === 'number' ? formsOfNumber(canary) : formsOf(canary);
    return forms.some((form) => runs.has(form.readUIntBE(0, 6)) && bytes.includes(form));
  }).length;
}

const hex = (): string => randomBytes(16).toString('hex');

function store() {
  const clock = fakeClock(midnightMs);
  const path = temporaryPath();
  return { clock, path, ...openTemporary(path, clock) };
}

/** Rows of every kind on `count` days; answers what each put into the file. */
function fill(world: ReturnType<typeof store>, count: number, perDay: number) {
  const linked: (string | number)[] = [];
  const audited: (string | number)[] = [];
  const history: (string | number)[] = [];
  for (let day = 0; day < count; day += 1) {
    const key = world.dayKeys.of(midnightMs + days(day));
    if (key.ok) linked.push(Buffer.from(key.value).toString('hex'));
    const zone = `z-${hex()}`;
    world.usage.put(publishedDay(dayOf(midnightMs) + day, zone));
    history.push(zone);
    world.transaction(() => {
      for (let n = 0; n < perDay; n += 1) {
        const atMs = midnightMs + days(day) + n * minutes(5);
        const [consent, looked, caseId, desk] = [hex(), hex(), randomUUID(), `d-${hex()}`];
        world.consentHistory.add({ atMs, person: consent, state: 'given', documentVersion: `v-${consent.slice(0, 8)}` });
        world.lookedAt.add([{ atMs: atMs + 1, person: looked, case: caseId, reason: 'threat', role: 'administrator' }]);
        const entry = entryAfter(world.audit.last(), atMs + 2);
        world.audit.append(entry);
        world.counts.add({ tickMs: atMs + 3, zones: [{ zone: ZoneId.parse(`z-${desk.slice(2)}`), about: 5 }] });
        world.visits.put({
          ...{ space: space(desk), fromMs: atMs, toMs: atMs + minutes(60), checkedInMs: atMs, releasedMs: null },
          ...{ outcome: 'used', walkUp: false },
        });
        linked.push(consent, looked, caseId, atMs + 1);
        audited.push(entry.actor ?? '', atMs + 2, ...(entry.act.kind === 'glass-look' ? [entry.act.case] : []));
        history.push(desk, `z-${desk.slice(2)}`, atMs + 3);
      }
    });
  }
  return { linked, audited, history };
}

describe('rows that were dropped', () => {
  it('R14, R15, R16: are in no byte of the file after their days, each kind after its own period', () => {
    const world = store();
    const { linked, audited, history } = fill(world, 3, 40);
    const seen = (): number[] => [linked, audited, history].map((canaries) => found(files(world.path), canaries));
    // The control: what the scan looks for is there to be found.
    expect(seen()).toEqual([linked.length, audited.length, history.length]);
    steadyAt(world.clock, midnightMs + days(2 + 14));
    expect(seen()).toEqual([0, audited.length, history.length]);
    steadyAt(world.clock, midnightMs + days(2 + 90));
    expect(seen()).toEqual([0, 0, history.length]);
    steadyAt(world.clock, midnightMs + days(2 + 365));
    expect(seen()).toEqual([0, 0, 0]);
  });

  it('make room for later ones: the file does not grow with the days', () => {
    const world = store();
    const sizeAfter = (day: number): number => {
      const atMs = midnightMs + days(day);
      for (let n = 0; n < 40; n += 1) world.consentHistory.add({ atMs, person: hex(), state: 'given', documentVersion: '1' });
      steadyAt(world.clock, atMs + days(1));
      return readFileSync(world.path).length;
    };
    world.keep({ k: 5, linkedDays: 1, auditDays: 90, historyDays: 365 });
    const first = sizeAfter(0);
    expect([1, 2, 3].map(sizeAfter)).toEqual([first, first, first]);
  });

  it('S25: of one person are in no byte of the file after the next upkeep, and those of others are', () => {
    const world = store();
    const mine = Array.from({ length: 60 }, hex);
    const theirs = Array.from({ length: 60 }, hex);
    for (const [n, own] of mine.entries()) {
      const atMs = midnightMs + days(n % 3);
      for (const person of [own, theirs[n] ?? '']) {
        world.consentHistory.add({ atMs, person, state: 'paused', documentVersion: '1' });
        world.lookedAt.add([{ atMs, person, case: randomUUID(), reason: 'threat', role: 'administrator' }]);
      }
    }
    world.consentHistory.forget(mine);
    world.lookedAt.forget(mine);
    world.clock.advance(minutes(5));
    expect([found(files(world.path), mine), found(files(world.path), theirs)]).toEqual([0, theirs.length]);
  });
});
