import { expect, test } from 'vitest';
import { startRetention } from '#gateway/remember/retention.ts';
import { createPositionVault } from '#gateway/remember/vault.ts';
import { minutes, seconds } from '#shared/kit/duration.ts';
import { fakeClock } from '#test/fakes/clock.ts';
import { aFix, floors } from './a-fix.ts';

function setUp() {
  const clock = fakeClock();
  const flushed: number[] = [];
  const slab = Buffer.alloc(32 * 4);
  const vault = createPositionVault({
    capacity: 4,
    floors,
    clock,
    onFlush: (count) => flushed.push(count),
    allocate: () => slab,
  });
  return { clock, vault, flushed, slab, retention: startRetention(vault, clock) };
}

test('a fix nobody reads is zeroed before it is 30 minutes old', async () => {
  const { clock, vault, slab, retention } = setUp();
  clock.advance(3_456);
  vault.put(aFix(clock.bootMs()));
  clock.advance(minutes(29) + seconds(29));
  expect(slab.some((byte) => byte !== 0)).toBe(true);
  clock.advance(seconds(30));
  expect(slab.every((byte) => byte === 0)).toBe(true);
  await retention.stop();
});

test('a clock that was set is noticed within a second though nobody reads', async () => {
  const { clock, vault, flushed, slab, retention } = setUp();
  clock.advance(seconds(5));
  vault.put(aFix(clock.bootMs()));
  clock.stepWall(-minutes(120));
  clock.advance(seconds(1));
  expect(slab.every((byte) => byte === 0)).toBe(true);
  expect(flushed).toEqual([1]);
  await retention.stop();
});

test('stopping wipes the vault and leaves no timer', async () => {
  const { clock, vault, slab, retention } = setUp();
  vault.put(aFix(clock.bootMs()));
  await retention.stop();
  await retention.stop();
  expect(slab.every((byte) => byte === 0)).toBe(true);
  expect(clock.waiting()).toBe(0);
});

test('whoever waits for the sweep hears of it at the start and after each one, and never after the stop', async () => {
  const clock = fakeClock();
  const vault = createPositionVault({ capacity: 1, floors, clock, onFlush: () => undefined });
  let swept = 0;
  const retention = startRetention(vault, clock, () => swept++);
  expect(swept).toBe(1);
  clock.advance(seconds(30));
  expect(swept).toBe(4);
  await retention.stop();
  clock.advance(seconds(30));
  expect(swept).toBe(4);
});
