import { expect, test } from 'vitest';
import { startPresenceTick } from '#gateway/presence/presence-tick.ts';
import { FloorId, ZoneId } from '#shared/model/ids.ts';
import { fakeClock } from '#test/fakes/clock.ts';

const zone = ZoneId.parse('north');
const zonesByFloor = new Map([[FloorId.parse('one'), [zone]]]);

function setUp() {
  const clock = fakeClock();
  const told: { tickMs: number; about: number | null | undefined }[] = [];
  const exact = { count: 7 };
  const running = startPresenceTick({
    clock,
    zonesByFloor,
    k: 5,
    count: () => ({ zones: new Map([[zone, exact.count]]), elsewhere: new Map() }),
    onTick: ({ tickMs, zones }) => told.push({ tickMs, about: zones[0]?.about }),
  });
  return { clock, told, exact, running };
}

test('the first counts come after 15 seconds, the next ones every five minutes', async () => {
  const { clock, told, exact, running } = setUp();
  const start = clock.wallMs();
  clock.advance(14_999);
  expect(told).toEqual([]);
  clock.advance(1);
  exact.count = 12;
  clock.advance(299_999);
  expect(told).toEqual([{ tickMs: start + 15_000, about: 5 }]);
  clock.advance(1);
  expect(told[1]).toEqual({ tickMs: start + 315_000, about: 10 });
  await running.stop();
});

test.each([0, 20_000])('a stopped tick leaves no timer behind (%i ms after its start)', async (ms) => {
  const { clock, told, running } = setUp();
  clock.advance(ms);
  await running.stop();
  await running.stop();
  expect(clock.waiting()).toBe(0);
  const before = told.length;
  clock.advance(900_000);
  expect(told.length).toBe(before);
});
