import { describe, expect, it } from 'vitest';
import { connect } from '#gateway/store/database.ts';
import { days, minutes } from '#shared/kit/duration.ts';
import { ZoneId } from '#shared/model/ids.ts';
import { fakeClock } from '#test/fakes/clock.ts';
import { space } from './events.ts';
import { midnightMs, steadyAt } from './lasting.ts';
import { openTemporary, temporaryPath } from './open-temporary.ts';

const zone = (id: string): ZoneId => ZoneId.parse(id);

describe('the privacy settings', () => {
  it('are those of a new installation at first, and what was written after a restart', async () => {
    const path = temporaryPath();
    const first = openTemporary(path);
    expect(first.settings.read()).toEqual({
      settings: { k: 5, linkedDays: 14, auditDays: 90, historyDays: 365 },
      positionsOn: true,
    });
    first.settings.write('k', 8, midnightMs);
    first.settings.write('linkedDays', 7, midnightMs + 1);
    first.settings.write('linkedDays', 7, midnightMs + 2);
    first.settings.write('positions', 0, midnightMs + 3);
    await first.stop();
    const { settings } = openTemporary(path);
    expect(settings.read()).toEqual({ settings: { k: 8, linkedDays: 7, auditDays: 90, historyDays: 365 }, positionsOn: false });
    expect(settings.changes()).toEqual([
      { atMs: midnightMs + 3, setting: 'positions', from: 1, to: 0 },
      { atMs: midnightMs + 1, setting: 'linkedDays', from: 14, to: 7 },
      { atMs: midnightMs, setting: 'k', from: 5, to: 8 },
    ]);
  });

  it('never let k fall, and take no value out of bounds', () => {
    const { settings } = openTemporary();
    settings.write('k', 10, midnightMs);
    const wrong = [
      ['k', 9],
      ['k', 101],
      ['linkedDays', 91],
      ['linkedDays', 0],
      ['auditDays', 13],
      ['historyDays', 366],
      ['positions', 2],
    ] as const;
    for (const [setting, value] of wrong) expect(() => settings.write(setting, value, midnightMs)).toThrow(/k can only|CHECK/);
    expect(settings.read().settings).toEqual({ k: 10, linkedDays: 14, auditDays: 90, historyDays: 365 });
    expect(settings.changes()).toHaveLength(1);
  });

  it.each([
    'UPDATE privacy_setting SET value = 9',
    "INSERT OR REPLACE INTO privacy_setting VALUES ('k', 9)",
    'DELETE FROM privacy_setting',
  ])('keep k where it is in the file itself: %s', async (sql) => {
    const path = temporaryPath();
    const store = openTemporary(path);
    store.settings.write('k', 10, midnightMs);
    await store.stop();
    const db = connect(path);
    expect(() => db.exec(sql)).toThrow('k can only be raised');
    db.close();
  });

  it('tell the newest twenty changes, as long as the audit is kept', () => {
    const clock = fakeClock(midnightMs);
    const { settings } = openTemporary(temporaryPath(), clock);
    for (let k = 6; k <= 30; k += 1) settings.write('k', k, midnightMs + k);
    expect(settings.changes().map(({ to }) => to)).toEqual(Array.from({ length: 20 }, (_, n) => 30 - n));
    steadyAt(clock, midnightMs + days(91));
    expect(settings.changes()).toEqual([]);
    expect(settings.read().settings.k).toBe(30);
  });
});

describe('published counts', () => {
  it('S13: come back with the zones that had a number, tick by tick, and nothing under five is taken', () => {
    const { counts } = openTemporary();
    const tick = (n: number) => midnightMs + n * minutes(5);
    counts.add({
      tickMs: tick(1),
      zones: [
        { zone: zone('z-1'), about: 10 },
        { zone: zone('z-2'), about: null },
      ],
    });
    counts.add({ tickMs: tick(2), zones: [{ zone: zone('z-1'), about: null }] });
    counts.add({ tickMs: tick(3), zones: [{ zone: zone('z-1'), about: 5 }] });
    expect(counts.between(tick(1), tick(3))).toEqual([
      { tickMs: tick(1), zones: [{ zone: 'z-1', about: 10 }] },
      { tickMs: tick(2), zones: [] },
    ]);
    for (const about of [1, 4, 7]) {
      expect(() => counts.add({ tickMs: tick(9), zones: [{ zone: zone('z-1'), about }] })).toThrow(/CHECK/);
    }
  });

  it('keep the first word about a tick', () => {
    const { counts } = openTemporary();
    counts.add({ tickMs: midnightMs, zones: [{ zone: zone('z-1'), about: null }] });
    counts.add({
      tickMs: midnightMs,
      zones: [
        { zone: zone('z-1'), about: 15 },
        { zone: zone('z-2'), about: 5 },
      ],
    });
    expect(counts.between(0, midnightMs + 1)).toEqual([{ tickMs: midnightMs, zones: [] }]);
  });
});

describe('visits', () => {
  const used = {
    space: space('d-1'),
    fromMs: midnightMs,
    toMs: midnightMs + minutes(60),
    checkedInMs: midnightMs + minutes(5),
    releasedMs: null,
    outcome: 'used' as const,
    walkUp: true,
  };

  it('R15: are known by space and beginning; what is said later adds to it and takes back no check-in', () => {
    const { visits } = openTemporary();
    visits.put(used);
    visits.put({ ...used, space: space('d-2') });
    const later = { ...used, toMs: used.toMs - minutes(30), checkedInMs: null, walkUp: false };
    visits.put({ ...later, outcome: 'released', releasedMs: midnightMs + minutes(30) });
    visits.put({ ...later, outcome: 'no-show' });
    expect(visits.between(midnightMs, midnightMs + 1)).toEqual([
      { ...used, releasedMs: midnightMs + minutes(30) },
      { ...used, space: space('d-2') },
    ]);
    expect(visits.between(midnightMs + 1, midnightMs + days(1))).toEqual([]);
  });

  it('are the later one when a space that was given back unused was taken for the same time', () => {
    const { visits } = openTemporary();
    visits.put({ ...used, outcome: 'released', checkedInMs: null, releasedMs: midnightMs, walkUp: false });
    visits.put(used);
    expect(visits.between(midnightMs, midnightMs + 1)).toEqual([used]);
  });

  it('know when a space nobody came to was free again, also when a later word does not', () => {
    const { visits } = openTemporary();
    const nobody = { ...used, outcome: 'no-show' as const, checkedInMs: null, walkUp: false };
    const free = { ...nobody, releasedMs: midnightMs + minutes(15) };
    visits.put(free);
    visits.put(nobody);
    expect(visits.between(midnightMs, midnightMs + 1)).toEqual([free]);
    visits.put(used);
    expect(visits.between(midnightMs, midnightMs + 1)).toEqual([used]);
  });

  it('R15: hold no time finer than five minutes', () => {
    const { visits } = openTemporary();
    for (const time of ['fromMs', 'toMs', 'checkedInMs', 'releasedMs'] as const) {
      expect(() => visits.put({ ...used, [time]: midnightMs + 60_000 })).toThrow(/CHECK/);
    }
  });
});
