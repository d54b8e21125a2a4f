import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type UseCell, usageDay } from '#gateway/utilisation/day-cells.ts';
import { daySlots } from '#gateway/utilisation/day-sums.ts';
import { roundedAtRandom } from '#gateway/utilisation/random-rounding.ts';
import { siteCalendar } from '#gateway/utilisation/site-days.ts';
import type { Visit } from '#gateway/utilisation/visits.ts';
import type { PublishedTick } from '#gateway/utilisation/zone-days.ts';
import { minutes } from '#shared/kit/duration.ts';
import { seededRandom } from '#shared/kit/random.ts';
import { atHour, day, nobodyFor, premises, visit, visits, zone } from './premises.ts';

const slots = daySlots(siteCalendar('Europe/Berlin'), day);

function made(all: readonly Visit[], { k = 5, seed = 1, ticks = [] as readonly PublishedTick[] } = {}) {
  return usageDay({ site: premises, day, slots, visits: all, ticks, k, random: seededRandom(seed) });
}
const cell = (cells: readonly UseCell[], place: string, kind = 'desk'): UseCell | undefined =>
  cells.find((one) => (one.zone ?? one.floor ?? 'all') === place && one.kind === kind);

describe('what is kept of a day', () => {
  it('R39: holds nothing of a group with fewer than k bookings, not even that there were some', () => {
    const all = [...visits('u-1-desk', 12), ...visits('u-2-desk', 6), ...visits('u-3-desk', 6), ...visits('d-1-desk', 4)];
    const { cells } = made(all);
    expect(cell(cells, 'd-1')).toEqual({ floor: 'down', zone: 'd-1', kind: 'desk', spaces: 12, told: null });
    expect(made(all.slice(0, -4)).cells.filter(({ floor }) => floor === 'down')).toEqual(
      cells.filter(({ floor }) => floor === 'down'),
    );
    expect(cell(cells, 'u-1')?.told).not.toBeNull();
  });

  it('takes a k between two fives for the larger', () => {
    const told = (count: number, k: number): boolean =>
      (cell(made(visits('u-1-room', count), { k }).cells, 'u-1', 'room')?.told ?? null) !== null;
    const rooms = visits('u-1-room', 6);
    expect([told(4, 5), told(5, 5), told(6, 6)]).toEqual([false, true, false]);
    const twice = [...rooms, ...visits('u-1-room', 4, { fromMs: atHour(18), toMs: atHour(19), checkedInMs: atHour(18) })];
    expect(cell(made(twice, { k: 6 }).cells, 'u-1', 'room')?.told).not.toBeNull();
  });

  it('holds only steps of five, and of empty time steps of five quarters of an hour', () => {
    const any = fc.record({
      where: fc.constantFrom('u-1-desk', 'u-2-desk', 'd-1-desk', 'u-1-room', 'd-2-parking'),
      count: fc.integer({ min: 1, max: 6 }),
      over: fc.constantFrom<Partial<Visit>>({}, nobodyFor(20), { walkUp: true }, { releasedMs: atHour(13) + minutes(35) }),
    });
    fc.assert(
      fc.property(fc.array(any, { maxLength: 12 }), fc.integer(), (groups, seed) => {
        const { cells } = made(
          groups.flatMap(({ where, count, over }) => visits(where, count, over)),
          { seed },
        );
        for (const { told } of cells) {
          if (told === null) continue;
          const { emptyMin, rooms, inUse, ...counts } = told;
          const fives = [...Object.values(counts), ...inUse, rooms?.bookedHours ?? 0, rooms?.usedHours ?? 0];
          expect(fives.filter((number) => number % 5 !== 0)).toEqual([]);
          expect(emptyMin % 75).toBe(0);
        }
      }),
      { numRuns: 200 },
    );
  });

  it('is the same cell where a floor or the building has only one part of that kind: one drawing, not three', () => {
    const { cells } = made(visits('u-1-room', 6, { checkedInMs: atHour(9) + minutes(25) }), { seed: 7 });
    const rooms = ['all', 'up', 'u-1'].map((place) => cell(cells, place, 'room')?.told);
    expect(rooms[0]?.rooms).toBeDefined();
    expect([rooms[1], rooms[2]]).toEqual([rooms[0], rooms[0]]);
  });

  it('draws for each group by itself: what one person did changes nothing but the groups they were in', () => {
    const any = fc.record({
      where: fc.constantFrom('u-1-desk', 'u-2-desk', 'u-3-desk', 'd-1-desk', 'd-2-desk'),
      n: fc.integer({ min: 0, max: 7 }),
      over: fc.constantFrom<Partial<Visit>>({}, nobodyFor(20), { walkUp: true }),
    });
    fc.assert(
      fc.property(fc.array(any, { minLength: 10, maxLength: 60 }), fc.integer({ min: 0, max: 9 }), (all, one) => {
        const said = all.map(({ where, n, over }) => visit(where, n, over));
        const without = said.filter((_, n) => n !== one);
        const [before, after] = [made(said).cells, made(without).cells];
        const touched = all[one]?.where.slice(0, 3);
        const elsewhere = (cells: readonly UseCell[]) =>
          cells.filter((c) => c.told !== null && c.zone !== null && c.zone !== touched);
        const both = elsewhere(before).filter((c) =>
          elsewhere(after).some((other) => other.zone === c.zone && other.kind === c.kind),
        );
        for (const c of both) expect(cell(after, c.zone ?? '', c.kind)).toEqual(c);
      }),
      { numRuns: 200 },
    );
  });

  it('keeps what walls told per zone and hour, and at how many ticks they told nothing', () => {
    const tick = (n: number, ...zones: readonly (readonly [string, number])[]): PublishedTick => ({
      tickMs: atHour(9) + n * minutes(5),
      zones: zones.map(([id, about]) => ({ zone: zone(id), about })),
    });
    const { presence } = made([], {
      ticks: [tick(0, ['u-1', 10]), tick(1, ['u-1', 15], ['u-2', 5]), tick(2), tick(12, ['u-1', 5])],
    });
    const at = (id: string, hour: number) => {
      const found = presence.find((one) => one.zone === id);
      return [found?.told[hour], found?.untold[hour], found?.total[hour], found?.most[hour]];
    };
    expect([at('u-1', 9), at('u-1', 10), at('u-2', 9), at('d-1', 9)]).toEqual([
      ...[
        [2, 1, 25, 15],
        [1, 0, 5, 5],
        [1, 2, 5, 5],
        [0, 3, 0, 0],
      ],
    ]);
    expect(made([]).presence).toEqual([]);
  });
});

describe('rounding at random', () => {
  it('is the number itself on average, and never a whole step off', () => {
    const random = seededRandom(3);
    for (const value of [0, 1, 2.5, 4, 5, 7.25, 13]) {
      const drawn = Array.from({ length: 4_000 }, () => roundedAtRandom(value, 5, random));
      expect(drawn.filter((one) => Math.abs(one - value) >= 5 || one % 5 !== 0)).toEqual([]);
      expect(Math.abs(drawn.reduce((sum, one) => sum + one, 0) / drawn.length - value)).toBeLessThan(0.2);
    }
  });
});
