import { describe, expect, it } from 'vitest';
import { connect } from '#gateway/store/database.ts';
import { days } from '#shared/kit/duration.ts';
import { fakeClock } from '#test/fakes/clock.ts';
import { steadyAt } from './lasting.ts';
import { openTemporary, temporaryPath } from './open-temporary.ts';
import { publishedDay } from './published-day.ts';

const first = 20_833;

describe('published days of use', () => {
  it('come back as they were put, oldest first, those of a range only', () => {
    const { usage } = openTemporary();
    const all = [2, 0, 1, 400].map((nth) => publishedDay(first + nth, `z-${nth}`));
    for (const one of all) expect(usage.put(one)).toMatchObject({ ok: true });
    expect(usage.days()).toEqual([0, 1, 2, 400].map((nth) => first + nth));
    expect(usage.between(first, first + 399)).toEqual([all[1], all[2], all[0]]);
    expect(usage.between(first + 3, first + 399)).toEqual([]);
  });

  it('are put once: the first word about a day stands', () => {
    const { usage } = openTemporary();
    const one = publishedDay(first);
    usage.put(one);
    expect(usage.put({ ...one, cells: [] })).toMatchObject({ ok: true });
    expect(usage.between(first, first)).toEqual([one]);
  });

  it('are read from more tables than one statement takes', () => {
    const { usage, transaction } = openTemporary();
    transaction(() => {
      for (let nth = 0; nth < 401; nth += 1) usage.put({ day: first + nth, cells: [], presence: [] });
    });
    expect(usage.between(first, first + 999).map(({ day }) => day)).toEqual(usage.days());
    expect(usage.days()).toHaveLength(401);
  });

  it('S13: take no number that is not a step of five', () => {
    const { usage } = openTemporary();
    const { day, cells, presence } = publishedDay(first);
    const [cell] = cells;
    const [zone] = presence;
    if (cell === undefined || cell.told === null || zone === undefined) throw new Error('The day has both.');
    const { told } = cell;
    for (const wrong of [{ began: 7 }, { emptyMin: 16 }, { inUse: told.inUse.map((_, n) => (n === 23 ? 4 : 0)) }]) {
      expect(() => usage.put({ day, cells: [{ ...cell, told: { ...told, ...wrong } }], presence: [] })).toThrow(/CHECK/);
    }
    expect(() => usage.put({ day, cells: [], presence: [{ ...zone, total: zone.total.map(() => 1) }] })).toThrow(/CHECK/);
    expect(usage.days()).toEqual([]);
  });

  it('that damage has changed are no days, and the others are', async () => {
    const path = temporaryPath();
    const store = openTemporary(path);
    for (const nth of [0, 1, 2, 3, 4]) store.usage.put(publishedDay(first + nth));
    await store.stop();
    const db = connect(path);
    db.exec(`UPDATE usage_d${first} SET cells = 'no cells'; UPDATE usage_d${first + 1} SET figures = '5';
      UPDATE usage_d${first + 2} SET told = '111'; UPDATE usage_d${first + 3} SET ticks = '1,,2'`);
    db.close();
    expect(openTemporary(path).usage.between(first, first + 9)).toEqual([publishedDay(first + 4)]);
  });

  it('R18: go whole when history is over; a day that a wrong clock dreamt of is never read', () => {
    const clock = fakeClock(first * days(1));
    const { usage, keep } = openTemporary(temporaryPath(), clock);
    keep({ k: 5, linkedDays: 14, auditDays: 90, historyDays: 30 });
    usage.put(publishedDay(first));
    usage.put(publishedDay(first + 9_000));
    steadyAt(clock, (first + 29) * days(1));
    expect(usage.days()).toEqual([first]);
    expect(usage.put({ day: first + 29, cells: [], presence: [] })).toMatchObject({ ok: true });
    expect(usage.between(first, first + 9_999).map(({ day }) => day)).toEqual([first, first + 29]);
    steadyAt(clock, (first + 30) * days(1));
    expect(usage.days()).toEqual([first + 29]);
  });
});
