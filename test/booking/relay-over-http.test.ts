// The relay against the real demo booking system: through every kind of trouble each event has exactly one effect.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { type Relay, startRelay } from '#gateway/booking/outbox-relay.ts';
import { FailureMode } from '#gateway/demo/booking-system/failure.ts';
import { pick } from '#gateway/demo/pick.ts';
import type { OutboxEvent } from '#shared/booking-api/outbox.ts';
import { seededRandom } from '#shared/kit/random.ts';
import { eventually } from '#test/eventually.ts';
import { type FakeClock, fakeClock } from '#test/fakes/clock.ts';
import { type DemoBookingSystem, demoBookingSystem } from '#test/fakes/demo-booking-system.ts';
import { aBooking, anna, officeNowMs, somebody, tap } from '#test/fakes/office.ts';
import { type FakeOutbox, fakeOutbox } from '#test/fakes/outbox.ts';

const stops: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop();
});

async function relayTo(demo: DemoBookingSystem, outbox: FakeOutbox, clock: FakeClock, refusals: string[] = []): Promise<Relay> {
  const relay = await startRelay({
    system: demo.system,
    outbox,
    clock,
    random: seededRandom(5),
    onDelivered: () => {},
    onRefused: (entry, code) => refusals.push(`${entry.action} ${code}`),
    onHeldUp: () => {},
    hasLeft: () => false,
  });
  stops.push(relay.stop);
  return relay;
}

const people = Array.from({ length: 10 }, (_, i) => somebody(`p-${i}`, `Person ${i}`, String(6000 + i)));

function taps(): OutboxEvent[] {
  const events = people.map((person, i) => {
    const booking = aBooking(`b-${i}`).id;
    return { action: 'check-in' as const, event: tap(i), booking, person: person.ref, atMs: officeNowMs };
  });
  return [...events, ...events.map((event, i) => ({ ...event, action: 'release' as const, event: tap(100 + i) }))];
}

function furnish(demo: DemoBookingSystem): void {
  for (const [i, person] of people.entries()) {
    demo.apply({ kind: 'person', person });
    demo.apply({ kind: 'booking', booking: aBooking(`b-${i}`, { holder: person.ref }) });
  }
}

/** All but `timeout`, which is ten real seconds each time and has its own test in contract-http.test.ts. */
const troubles = FailureMode.options.filter((mode) => mode !== 'timeout');

test('Through a storm of outages, lost answers and garbage every event arrives exactly once and in order', async () => {
  const demo = await demoBookingSystem();
  stops.push(demo.stop);
  furnish(demo);
  const clock = fakeClock(officeNowMs);
  const outbox = fakeOutbox();
  const random = seededRandom(11);
  for (const event of taps()) outbox.append(event);
  await demo.fail({ mode: '503' });
  await relayTo(demo, outbox, clock);
  let rounds = 0;
  await eventually(async () => {
    rounds += 1;
    const mode = rounds > 60 ? 'ok' : pick(troubles, random);
    await demo.fail({ mode, count: 1 + Math.floor(random() * 3), only: 'writes' });
    clock.advance(20_000);
    expect(outbox.size()).toBe(0);
  });
  const effects = await demo.effects();
  expect(effects).toHaveLength(20);
  expect(new Set(effects.map((effect) => effect.event)).size).toBe(20);
  for (const { ref } of people) {
    expect(effects.filter((effect) => effect.person === ref).map((effect) => effect.action)).toEqual(['check-in', 'release']);
  }
  expect(outbox.quarantined()).toEqual([]);
});

test('Events that wait through a restart of the booking system arrive exactly once afterwards', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'waypost-'));
  stops.push(async () => rmSync(folder, { recursive: true }));
  const file = join(folder, 'demo.sqlite');
  const first = await demoBookingSystem(file);
  furnish(first);
  await first.fail({ mode: 'drop-after-commit', only: 'writes' });
  const clock = fakeClock(officeNowMs);
  const outbox = fakeOutbox();
  for (const event of taps()) outbox.append(event);
  const relay = await relayTo(first, outbox, clock);
  await eventually(async () => expect((await first.effects()).length).toBeGreaterThanOrEqual(4));
  await first.stop();
  const second = await demoBookingSystem(file, Number(new URL(first.url).port));
  stops.push(second.stop);
  relay.linkIsBack();
  await eventually(() => {
    clock.advance(20_000);
    expect(outbox.size()).toBe(0);
  });
  expect((await second.effects()).map((effect) => effect.event).toSorted()).toEqual(
    taps()
      .map((one) => one.event)
      .toSorted(),
  );
});

test('A booking cancelled at the centre while the edge was cut off is taken back here', async () => {
  const demo = await demoBookingSystem();
  stops.push(demo.stop);
  demo.apply({ kind: 'person', person: anna });
  demo.apply({ kind: 'booking', booking: aBooking('b1') });
  const outbox = fakeOutbox();
  const refusals: string[] = [];
  outbox.append({ action: 'check-in', event: tap(1), booking: aBooking('b1').id, person: anna.ref, atMs: officeNowMs });
  await demo.control('bookings/b1', { state: 'cancelled' });
  await relayTo(demo, outbox, fakeClock(officeNowMs), refusals);
  await eventually(() => expect(refusals).toEqual(['check-in conflict']));
  expect([outbox.size(), outbox.quarantined().length]).toEqual([0, 1]);
  expect(await demo.effects()).toEqual([]);
});
