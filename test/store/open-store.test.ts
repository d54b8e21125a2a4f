import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { connect } from '#gateway/store/database.ts';
import { openStore } from '#gateway/store/open-store.ts';
import { minutes } from '#shared/kit/duration.ts';
import { fakeClock } from '#test/fakes/clock.ts';
import { checkInOf } from './events.ts';
import { openTemporary, temporaryFolder, temporaryPath } from './open-temporary.ts';

const open = (path: string, notices: string[] = []) =>
  openStore({ path, clock: fakeClock(), notice: (sentence) => notices.push(sentence) });

describe('opening the store', () => {
  it('makes the folder and the file for its own user only, and finds everything again', async () => {
    const path = temporaryPath();
    const first = openTemporary(path);
    first.outbox.append(checkInOf('a'));
    await first.stop();
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(openTemporary(path).outbox.size()).toBe(1);
  });

  it('refuses a second gateway on the same data and lets it in once the first is gone', async () => {
    const path = temporaryPath();
    const first = openTemporary(path);
    expect(open(path)).toMatchObject({ ok: false, why: 'in-use', detail: expect.stringContaining('Another gateway') });
    await first.stop();
    const second = open(path);
    expect(second.ok).toBe(true);
    if (second.ok) await second.value.stop();
  });

  it('says what is wrong when the path is no file it can use', () => {
    const folder = temporaryFolder();
    mkdirSync(`${folder}/a-folder`);
    expect(open(`${folder}/a-folder`)).toMatchObject({ ok: false, why: 'unreadable' });
    writeFileSync(`${folder}/file`, 'x');
    expect(open(`${folder}/file/store.sqlite`)).toMatchObject({ ok: false, why: 'unreadable' });
  });

  it('refuses the file of a newer version and leaves it untouched', async () => {
    const path = temporaryPath();
    await openTemporary(path).stop();
    const db = connect(path);
    db.pragma('user_version = 99');
    db.close();
    const before = readFileSync(path);
    expect(open(path)).toMatchObject({ ok: false, why: 'newer-schema', detail: expect.stringContaining('schema 99') });
    expect(readFileSync(path).equals(before)).toBe(true);
  });

  it('leaves no timer and no handle behind, however often it is stopped', async () => {
    const clock = fakeClock();
    const store = openTemporary(temporaryPath(), clock);
    expect(clock.waiting()).toBe(1);
    await store.stop();
    await store.stop();
    expect(clock.waiting()).toBe(0);
  });
});

describe('a damaged store', () => {
  it('is kept beside a fresh one, and what it still owed is carried over', async () => {
    const path = temporaryPath();
    const first = openTemporary(path);
    const owed = ['a', 'b', 'c'].map((who) => checkInOf(who));
    for (const event of owed) first.outbox.append(event);
    await first.stop();
    const bytes = readFileSync(path);
    const db = connect(path);
    const root = Number(db.prepare("SELECT rootpage FROM sqlite_schema WHERE name = 'pin_pad'").pluck().get());
    db.close();
    bytes.fill(0xaa, (root - 1) * 4096, root * 4096);
    writeFileSync(path, bytes);
    const notices: string[] = [];
    const fresh = openTemporary(path, fakeClock(), notices);
    expect(fresh.outbox.heads().map((entry) => entry.event)).toEqual(owed.map((event) => event.event));
    expect(notices).toHaveLength(1);
    expect(notices[0]).toContain('store.sqlite.damaged');
    expect(existsSync(`${path}.damaged`)).toBe(true);
  });

  it('that is no database at all gives a fresh one', () => {
    const path = `${temporaryFolder()}/store.sqlite`;
    writeFileSync(path, 'this was once a database '.repeat(400));
    const notices: string[] = [];
    expect(openTemporary(path, fakeClock(), notices).outbox.size()).toBe(0);
    expect(notices[0]).toContain('damaged');
  });

  it('never stops the gateway from answering: it opens, or says in a sentence why not', async () => {
    const path = temporaryPath();
    const first = openTemporary(path);
    for (let i = 0; i < 60; i += 1) first.outbox.append(checkInOf(`p${i}`));
    await first.stop();
    const sound = readFileSync(path);
    const flips = fc.array(fc.tuple(fc.nat(sound.length - 1), fc.integer({ min: 1, max: 255 })), { minLength: 1, maxLength: 64 });
    await fc.assert(
      fc.asyncProperty(flips, async (changes) => {
        const bytes = Buffer.from(sound);
        for (const [at, by] of changes) bytes[at] = (bytes[at] ?? 0) ^ by;
        writeFileSync(path, bytes);
        const opened = open(path);
        if (opened.ok) {
          expect(opened.value.outbox.heads().length).toBeLessThanOrEqual(60);
          await opened.value.stop();
        } else expect(opened.detail).toMatch(/\.$/);
      }),
      { numRuns: 50 },
    );
  });
});

describe('erasure', () => {
  it('leaves nothing of a delivered check-in in the file and its log after the next upkeep', () => {
    const clock = fakeClock();
    const path = temporaryPath();
    const store = openTemporary(path, clock);
    const event = checkInOf('person-to-forget', 'booking-to-forget');
    store.outbox.append(event);
    const inFiles = (text: string): boolean =>
      [path, `${path}-wal`].some((file) => existsSync(file) && readFileSync(file).includes(text));
    expect(inFiles('person-to-forget')).toBe(true);
    store.outbox.delivered(1);
    clock.advance(minutes(5));
    expect(inFiles('person-to-forget')).toBe(false);
    expect(inFiles('booking-to-forget')).toBe(false);
    expect(inFiles(event.event)).toBe(false);
  });

  it('says so when a reader keeps the log from being emptied', () => {
    const clock = fakeClock();
    const path = temporaryPath();
    const notices: string[] = [];
    const store = openTemporary(path, clock, notices);
    store.outbox.append(checkInOf('a'));
    const reader = connect(path);
    reader.exec('BEGIN');
    reader.prepare('SELECT count(*) FROM outbox').get();
    store.outbox.append(checkInOf('b'));
    clock.advance(minutes(5));
    reader.close();
    expect(notices.join()).toContain('could not be emptied');
  });
});
