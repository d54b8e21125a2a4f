import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { type Relay, startRelay } from '#gateway/booking/outbox-relay.ts';
import type { BookingEvent } from '#shared/booking-api/outbox.ts';
import { minutes } from '#shared/kit/duration.ts';
import { seededRandom } from '#shared/kit/random.ts';
import { eventually } from '#test/eventually.ts';
import { type FakeBookingSystem, fakeBookingSystem } from '#test/fakes/booking-system.ts';
import { type FakeClock, fakeClock } from '#test/fakes/clock.ts';
import { aBooking, anna, officeNowMs as now, somebody, tap } from '#test/fakes/office.ts';
import { type FakeOutbox, fakeOutbox } from '#test/fakes/outbox.ts';

type Plain = Extract<BookingEvent, { action: 'check-in' | 'release' }>;

describe('The outbox relay', () => {
  let system: FakeBookingSystem;
  let outbox: FakeOutbox;
  let clock: FakeClock;
  let relay: Relay;
  const delivered: string[] = [];
  const refusals: string[] = [];

  const start = async (): Promise<void> => {
    relay = await startRelay({
      system,
      outbox,
      clock,
      random: seededRandom(3),
      onDelivered: (entry, result) => {
        delivered.push(`${entry.action} ${result && 'booking' in result ? result.booking.state : 'nothing'}`);
      },
      onRefused: (entry, code) => refusals.push(`${entry.event} ${code}`),
      onHeldUp: () => {},
      hasLeft: () => false,
    });
  };
  const event = (nth: number, action: 'check-in' | 'release' = 'check-in', person = anna): Plain => ({
    action,
    event: tap(nth),
    booking: aBooking(`b-${person.identifier}`).id,
    person: person.ref,
    atMs: now,
  });
  const crowd = Array.from({ length: 12 }, (_, i) => somebody(`p-${i}`, `Person ${i}`, String(5000 + i)));
  const fill = (): void => {
    for (const [i, person] of crowd.entries()) {
      outbox.append(event(100 + i, 'check-in', person));
      outbox.append(event(200 + i, 'release', person));
    }
  };
  beforeEach(() => {
    clock = fakeClock(now);
    system = fakeBookingSystem(clock);
    outbox = fakeOutbox();
    delivered.length = 0;
    refusals.length = 0;
    for (const person of [anna, ...crowd]) {
      system.apply({ kind: 'booking', booking: aBooking(`b-${person.identifier}`, { holder: person.ref }) });
    }
  });
  afterEach(async () => {
    await relay.stop();
    expect(clock.waiting()).toBe(0);
  });

  test('delivers what was left from before the start, and what comes later when woken', async () => {
    outbox.append(event(1));
    await start();
    await eventually(() => expect(delivered).toEqual(['check-in checked-in']));
    outbox.append(event(2, 'release'));
    relay.wake();
    await eventually(() => expect(delivered).toEqual(['check-in checked-in', 'release released']));
    expect(outbox.size()).toBe(0);
  });

  test('S11: asks until it is taken that a person be told they were looked at, and holds nothing of theirs up', async () => {
    system.apply({ kind: 'person', person: anna });
    const real = system.deliver;
    const deliver = vi
      .spyOn(system, 'deliver')
      .mockImplementation(async (one, signal) =>
        one.action === 'looked-at' ? { ok: false, why: 'refused', code: 'invalid' } : real(one, signal),
      );
    outbox.append({ event: tap(1), person: anna.ref, atMs: now, action: 'looked-at', reason: 'evacuation' });
    await start();
    await eventually(() => {
      clock.advance(minutes(5));
      expect(deliver.mock.calls.length).toBeGreaterThan(3);
    });
    // Not at the next try of the other: at once.
    outbox.append(event(2));
    relay.wake();
    await eventually(() => expect(delivered).toEqual(['check-in checked-in']));
    expect([refusals, outbox.size()]).toEqual([[], 1]);
    deliver.mockRestore();
    await eventually(() => {
      clock.advance(minutes(5));
      expect(outbox.size()).toBe(0);
    });
    expect(system.effects().map((one) => one.action)).toEqual(['check-in', 'looked-at']);
  });

  test('keeps the order of each person and sends at most four at a time', async () => {
    let underWay = 0;
    let most = 0;
    const real = system.deliver;
    system = {
      ...system,
      deliver: async (entry, signal) => {
        underWay += 1;
        most = Math.max(most, underWay);
        const answer = await real(entry, signal);
        underWay -= 1;
        return answer;
      },
    };
    fill();
    await start();
    await eventually(() => expect(outbox.size()).toBe(0));
    expect(most).toBe(4);
    for (const person of crowd) {
      const own = system.effects().filter((one) => one.person === person.ref);
      expect(own.map((one) => one.action)).toEqual(['check-in', 'release']);
    }
  });

  test('tries again later with the same event, and everything arrives once when the system is back', async () => {
    fill();
    system.breakWrites({ ok: false, why: 'later' });
    await start();
    await eventually(() => expect(system.tries().length).toBeGreaterThanOrEqual(5));
    clock.advance(minutes(30));
    expect(outbox.size()).toBe(24);
    system.breakWrites(null);
    relay.linkIsBack();
    // What was under way when the link came back still waits its turn.
    await eventually(() => {
      clock.advance(10_000);
      expect(outbox.size()).toBe(0);
    });
    expect(new Set(system.effects().map((one) => one.event)).size).toBe(24);
    expect(system.effects()).toHaveLength(24);
  });

  test('asks a system that is down with one attempt at a time after five failures, ever more rarely', async () => {
    fill();
    system.breakWrites({ ok: false, why: 'later' });
    await start();
    await eventually(() => expect(system.tries().length).toBeGreaterThanOrEqual(5));
    const perHour: number[] = [];
    for (let hour = 0; hour < 3; hour += 1) {
      const before = system.tries().length;
      for (let step = 0; step < 600; step += 1) {
        clock.advance(6_000);
        await Promise.resolve();
        await Promise.resolve();
        await Promise.resolve();
      }
      perHour.push(system.tries().length - before);
    }
    expect(perHour[0]).toBeLessThan(60);
    expect(perHour[2]).toBeGreaterThan(3);
    expect(perHour[2]).toBeLessThan(50);
  });

  test('waits as long as the system asks, even when told that the link is back', async () => {
    outbox.append(event(1));
    system.breakWrites({ ok: false, why: 'later', retryAfterMs: 60_000 });
    await start();
    await eventually(() => expect(outbox.heads()[0]?.attempts).toBe(1));
    system.breakWrites(null);
    relay.linkIsBack();
    clock.advance(59_000);
    expect(system.tries()).toHaveLength(1);
    clock.advance(1_000);
    await eventually(() => expect(outbox.size()).toBe(0));
  });

  test('sets aside what is refused for good, says so once, and goes on with what follows', async () => {
    system.apply({ kind: 'booking', booking: aBooking(`b-${anna.identifier}`, { state: 'cancelled' }) });
    outbox.append(event(1));
    outbox.append({ ...event(2), action: 'walk-up', space: aBooking('x').space, booking: aBooking('edge-1').id, toMs: now + 1 });
    await start();
    await eventually(() => expect(outbox.size()).toBe(0));
    expect(refusals).toEqual([`${tap(1)} conflict`, `${tap(2)} not-found`]);
    expect(outbox.quarantined().map((one) => one.code)).toEqual(['conflict', 'not-found']);
  });

  test('sends again what it could not write down as delivered; the system does it once', async () => {
    outbox.append(event(1));
    outbox.full(true);
    await start();
    await eventually(() => expect(system.tries()).toHaveLength(1));
    outbox.full(false);
    await eventually(() => {
      clock.advance(1_000);
      expect(outbox.size()).toBe(0);
    });
    expect(system.tries().length).toBeGreaterThan(1);
    expect(system.effects()).toHaveLength(1);
  });

  test('tells a pad whether its event has arrived in time', async () => {
    system.breakWrites({ ok: false, why: 'later' });
    outbox.append(event(1));
    await start();
    const inVain = relay.settled(tap(1), 1_500);
    await eventually(() => expect(outbox.heads()[0]?.attempts).toBe(1));
    system.breakWrites(null);
    const inTime = relay.settled(tap(1), 60_000);
    clock.advance(20_000);
    expect(await inVain).toBe(false);
    expect(await inTime).toBe(true);
    expect(await relay.settled(tap(1), 1_000)).toBe(true);
  });

  test('tells a pad at once that its event was refused, and lets nobody wait when it stops', async () => {
    outbox.append({ ...event(1), booking: aBooking('gone').id });
    await start();
    expect(await relay.settled(tap(1), 60_000)).toBe(false);
    const waiting = relay.settled(tap(2), 60_000);
    await relay.stop();
    expect(await waiting).toBe(false);
  });

  test('publishes only the newest counts it could not send before', async () => {
    system.breakWrites({ ok: false, why: 'later' });
    await start();
    for (const tickMs of [1, 2, 3]) relay.occupancy({ tickMs, zones: [] });
    relay.occupancy({ tickMs: 2, zones: [] });
    system.breakWrites(null);
    await eventually(() => {
      clock.advance(1_000);
      expect(system.published().at(-1)?.tickMs).toBe(3);
    });
    expect(system.published().map((one) => one.tickMs)).not.toContain(1);
  });
});
