import { expect, test } from 'vitest';
import { startPresenceTick } from '#gateway/presence/presence-tick.ts';
import { minutes } from '#shared/kit/duration.ts';
import { FloorId, ZoneId } from '#shared/model/ids.ts';
import { fakeClock } from '#test/fakes/clock.ts';

const zone = ZoneId.parse('north');
const zonesByFloor = new Map([[FloorId.parse('one'), [zone]]]);
const firstMs = 15_000;

/** Counts halfway between two ticks. */
function setUp() {
  const clock = fakeClock();
  const told: { tickMs: number; about: number | null | undefined }[] = [];
  const exact = { count: 7, k: 5, asked: 0 };
  const tick = startPresenceTick({
    clock,
    random: () => 0.5,
    zonesByFloor,
    k: () => exact.k,
    count: () => {
      exact.asked += 1;
      const none = { zones: new Map(), elsewhere: new Map() };
      return { seen: none, unseen: { ...none, zones: new Map([[zone, exact.count]]) } };
    },
    onTick: ({ tickMs, zones }) => told.push({ tickMs, about: zones[0]?.about }),
  });
  return { clock, told, exact, tick, abouts: () => told.map(({ about }) => about) };
}

test('the first counts come after 15 seconds, the next ones every five minutes', () => {
  const { clock, told } = setUp();
  const startMs = clock.wallMs();
  clock.advance(firstMs - 1);
  expect(told).toEqual([]);
  clock.advance(1 + minutes(10));
  expect(told.map(({ tickMs }) => tickMs - startMs)).toEqual([firstMs, firstMs + minutes(5), firstMs + minutes(10)]);
});

test('S13: what a tick tells was counted once, within its five minutes and not at their end', () => {
  const { clock, exact, abouts } = setUp();
  clock.advance(firstMs + minutes(1));
  exact.count = 12;
  clock.advance(minutes(1.5));
  exact.count = 30;
  clock.advance(minutes(2.5) - 1);
  expect(abouts()).toEqual([5]);
  clock.advance(1);
  expect([abouts(), exact.asked]).toEqual([[5, 10], 2]);
  clock.advance(minutes(5));
  expect(abouts()).toEqual([5, 10, 30]);
});

test('a larger k holds from the next tick on, whenever it was counted', () => {
  const { clock, exact, abouts } = setUp();
  clock.advance(firstMs + minutes(5) - 1);
  exact.k = 10;
  expect(abouts()).toEqual([5]);
  clock.advance(1);
  expect(abouts()).toEqual([5, null]);
});

test('what was counted and is dropped before its tick is never told', () => {
  const { clock, exact, tick, abouts } = setUp();
  exact.count = 20;
  clock.advance(firstMs + minutes(3));
  exact.count = 0;
  tick.drop();
  clock.advance(minutes(2));
  expect(abouts()).toEqual([20, null]);
});

test.each([0, firstMs, firstMs + minutes(4)])('a stopped tick leaves no timer behind (%i ms after its start)', async (ms) => {
  const { clock, told, tick } = setUp();
  clock.advance(ms);
  await tick.stop();
  await tick.stop();
  expect(clock.waiting()).toBe(0);
  const before = told.length;
  clock.advance(minutes(15));
  expect(told.length).toBe(before);
});
