import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { connect } from '#gateway/store/database.ts';
import { fakeClock } from '#test/fakes/clock.ts';
import { mountSmallDisk, noLimitBecause, withFileLimit } from './disk-limits.ts';
import { checkInOf, deedOf } from './events.ts';
import { openTemporary, temporaryPath } from './open-temporary.ts';

it.skipIf(noLimitBecause !== null)(
  `answers not-stored while files can not grow, keeps what it has, and works again after${noLimitBecause ? ` (skipped: ${noLimitBecause})` : ''}`,
  async () => {
    const clock = fakeClock();
    const notices: string[] = [];
    const store = openTemporary(temporaryPath(), clock, notices);
    store.outbox.append(checkInOf('a'));
    await withFileLimit(1024, () => {
      expect(store.outbox.append(checkInOf('b'))).toMatchObject({ ok: false, why: 'not-stored' });
      expect(store.outbox.delivered(1)).toMatchObject({ ok: false, why: 'not-stored' });
      clock.advance(300_000);
      expect(store.healthy()).toBe(false);
      expect(store.outbox.size()).toBe(1);
    });
    expect(store.outbox.append(checkInOf('c'))).toEqual({ ok: true, value: 2 });
    expect(store.healthy()).toBe(true);
    expect(store.outbox.heads().map((entry) => entry.person)).toEqual(['a', 'c']);
  },
);

it('writes all of a transaction or nothing when the disk is full, and works again once there is room', ({ skip }) => {
  const disk = mountSmallDisk(400);
  if (disk === null) return skip('a small disk can only be mounted by root');
  onTestFinished(() => disk.remove());
  const store = openTemporary(join(disk.folder, 'store.sqlite'));
  const filler = join(disk.folder, 'filler');
  try {
    writeFileSync(filler, Buffer.alloc(1_000_000));
  } catch (error) {
    expect(error).toMatchObject({ code: 'ENOSPC' });
  }
  const both = (who: string) =>
    store.transaction(() => {
      const event = checkInOf(who);
      store.outbox.append(event);
      store.local.put(deedOf(event.event, who));
    });
  const answers = Array.from({ length: 40 }, (_, i) => both(`p${i}`).ok);
  expect(answers).toContain(false);
  const stored = answers.filter((ok) => ok).length;
  expect([store.outbox.size(), store.local.all().length]).toEqual([stored, stored]);
  rmSync(filler);
  expect(both('late').ok).toBe(true);
  expect(store.outbox.size()).toBe(stored + 1);
});

it('answers not-stored after five seconds while another program holds the file, and goes on when it lets go', () => {
  const path = temporaryPath();
  const store = openTemporary(path);
  const other = connect(path);
  other.exec('BEGIN EXCLUSIVE');
  expect(store.outbox.append(checkInOf('a'))).toMatchObject({ ok: false, why: 'not-stored' });
  other.close();
  expect(store.outbox.append(checkInOf('a'))).toMatchObject({ ok: true });
});
