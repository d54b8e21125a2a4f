import { describe, expect, it } from 'vitest';
import { startUsageBook } from '#gateway/utilisation/usage-book.ts';
import type { Visit } from '#gateway/utilisation/visits.ts';
import { days, hours, minutes } from '#shared/kit/duration.ts';
import { seededRandom } from '#shared/kit/random.ts';
import { fakeClock } from '#test/fakes/clock.ts';
import { openTemporary, temporaryPath } from '#test/store/open-temporary.ts';
import { atHour, day, premises, visit, visits } from './premises.ts';

/** The visit, so many days later. */
function later(one: Visit, count: number): Visit {
  const ms = days(count);
  return { ...one, fromMs: one.fromMs + ms, toMs: one.toMs + ms, checkedInMs: (one.checkedInMs ?? 0) + ms };
}

function world(nowMs: number, path = temporaryPath()) {
  const clock = fakeClock(nowMs);
  const store = openTemporary(path, clock);
  const book = startUsageBook({ clock, site: premises, store, k: () => 5, random: seededRandom(1) });
  return { clock, store, book, path };
}

describe('the book of days', () => {
  it('makes a day two hours after it is over in the site, once, and never again', async () => {
    const { clock, store, book } = world(atHour(22));
    for (const one of visits('u-1-desk', 9)) store.visits.put(one);
    clock.advance(hours(3) + minutes(58));
    expect(store.usage.days()).toEqual([]);
    clock.advance(minutes(3));
    expect(store.usage.days()).toEqual([day]);
    const told = store.usage.between(day, day);
    expect(told[0]?.cells.find(({ zone, kind }) => zone === 'u-1' && kind === 'desk')?.told?.began).toBeGreaterThan(0);
    for (const one of visits('u-2-desk', 9)) store.visits.put(one);
    clock.advance(hours(4));
    expect(store.usage.between(day, day)).toEqual(told);
    await book.stop();
    const waiting = clock.waiting();
    await store.stop();
    expect([waiting, clock.waiting()]).toEqual([1, 0]);
  });

  it('makes the days that passed while it was off, once each, and none of which nothing is left', () => {
    const { clock, store } = world(atHour(24 * 9));
    for (const count of [0, 3, 4]) for (const one of visits('u-1-desk', 9)) store.visits.put(later(one, count));
    store.counts.add({ tickMs: atHour(24 * 5 + 12), zones: [] });
    clock.advance(hours(4));
    expect(store.usage.days()).toEqual([day, day + 3, day + 4, day + 5]);
  });

  it('says the same of a day after a restart, though another number would be drawn', async () => {
    const first = world(atHour(24));
    for (const one of visits('u-1-desk', 9)) first.store.visits.put(one);
    first.clock.advance(hours(3));
    const told = first.store.usage.between(day, day);
    expect(told).toHaveLength(1);
    await first.book.stop();
    await first.store.stop();
    const second = world(atHour(27), first.path);
    second.clock.advance(hours(2));
    expect(second.store.usage.between(day, day)).toEqual(told);
  });

  it('makes nothing of a day that a wrong clock believes to be over, and makes it when it is', () => {
    const { clock, store } = world(atHour(8));
    store.visits.put(visit('u-1-desk', 0));
    clock.advance(hours(2));
    clock.stepWall(days(30));
    clock.advance(minutes(55));
    clock.stepWall(-days(30));
    clock.advance(hours(1));
    expect(store.usage.days()).toEqual([]);
    clock.advance(hours(15));
    expect(store.usage.days()).toEqual([day]);
  });

  it('makes a day that it had taken for over and empty under a wrong clock', () => {
    const { clock, store } = world(atHour(4));
    clock.stepWall(days(30));
    clock.advance(hours(3));
    clock.stepWall(-days(30));
    store.visits.put(visit('u-1-desk', 0));
    clock.advance(hours(20));
    expect(store.usage.days()).toEqual([day]);
  });

  it('tries again when a day could not be stored', () => {
    const clock = fakeClock(atHour(27));
    let tries = 0;
    startUsageBook({
      ...{ clock, site: premises, k: () => 5, random: seededRandom(1) },
      store: {
        visits: { between: (from, to) => [visit('u-1-desk', 0)].filter(({ fromMs }) => fromMs >= from && fromMs < to) },
        counts: { between: () => [] },
        usage: {
          days: () => [],
          put: () => {
            tries += 1;
            return tries < 3 ? { ok: false, why: 'not-stored' } : { ok: true, value: undefined };
          },
        },
      },
    });
    clock.advance(hours(2));
    expect(tries).toBe(3);
  });
});
