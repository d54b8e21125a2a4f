// What every booking system behind the port does: the fake the other tests rely on, and the demo system over real HTTP.

import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { BookingSystem } from '#gateway/booking/booking-system.ts';
import type { Change } from '#shared/booking-api/contract.ts';
import type { OutboxEvent } from '#shared/booking-api/outbox.ts';
import { BookingId } from '#shared/model/ids.ts';
import { defaultPolicy } from '#shared/model/policy.ts';
import { aBooking, anna, bert, deskA, deskB, officeNowMs, ref, tap } from '#test/fakes/office.ts';
import { type Bench, bookingSystems } from './booking-systems.ts';

const checkIn = (nth: number, booking = 'b1', person = anna.ref) => ({
  action: 'check-in' as const,
  event: tap(nth),
  booking: BookingId.parse(booking),
  person,
  atMs: officeNowMs,
});
const walkUp = (nth: number, booking: string, space = deskB, person = bert.ref) => ({
  ...checkIn(nth, booking, person),
  action: 'walk-up' as const,
  space,
  toMs: officeNowMs + 3_600_000,
});

const extension = () => ({ ...checkIn(1), action: 'extend' as const, toMs: aBooking('b1').toMs + 3_600_000 });

describe.each(bookingSystems)('%s', (_, make) => {
  let bench: Bench;
  const live = new AbortController().signal;
  const deliver = (event: OutboxEvent): ReturnType<BookingSystem['deliver']> => bench.system.deliver(event, live);
  const snapshot = async (): Promise<{ cursor: string }> => {
    const answer = await bench.system.snapshot(live);
    if (!answer.ok) throw new Error(answer.why);
    return answer.value;
  };
  beforeEach(async () => {
    bench = await make();
    bench.apply({ kind: 'person', person: anna });
    bench.apply({ kind: 'person', person: bert });
    bench.apply({ kind: 'booking', booking: aBooking('b1') });
  });
  afterEach(() => bench.stop());

  test('gives everything at one cursor', async () => {
    const answer = await bench.system.snapshot(live);
    expect(answer).toMatchObject({
      ok: true,
      value: { policy: defaultPolicy, people: [anna, bert], bookings: [aBooking('b1')] },
    });
  });

  test('tells what changed after a cursor, in order and once', async () => {
    const { cursor } = await snapshot();
    const changes: Change[] = [
      { kind: 'person', person: { ...anna, visibility: 'hide' } },
      { kind: 'policy', policy: { ...defaultPolicy, mode: 'hide-everyone' } },
      { kind: 'booking-gone', id: aBooking('b1').id },
      { kind: 'person-gone', ref: bert.ref },
    ];
    for (const change of changes) bench.apply(change);
    const answer = await bench.system.changes(cursor, 0, live);
    expect(answer).toMatchObject({ ok: true, value: { changes } });
    const next = answer.ok ? await bench.system.changes(answer.value.cursor, 0, live) : answer;
    expect(next).toMatchObject({ ok: true, value: { changes: [] } });
    expect(await bench.system.snapshot(live)).toMatchObject({
      ok: true,
      value: { people: [{ visibility: 'hide' }], bookings: [] },
    });
  });

  test('answers a poll that waits as soon as something changes', async () => {
    const { cursor } = await snapshot();
    const waiting = bench.system.changes(cursor, 20_000, live);
    bench.apply({ kind: 'booking', booking: aBooking('b2', { space: deskB }) });
    expect(await waiting).toMatchObject({ ok: true, value: { changes: [{ booking: { id: 'b2' } }] } });
  });

  test('answers a poll with nothing when nothing changes in time', async () => {
    const { cursor } = await snapshot();
    expect(await bench.system.changes(cursor, 20, live)).toMatchObject({ ok: true, value: { cursor, changes: [] } });
  });

  test('ends a poll that waits when the caller gives up', async () => {
    const { cursor } = await snapshot();
    const caller = new AbortController();
    const waiting = bench.system.changes(cursor, 20_000, caller.signal);
    caller.abort();
    expect(await waiting).toEqual({ ok: false, why: 'unreachable' });
  });

  test.each(['fake.0.999', '00000000.1', 'nonsense'])('says that the cursor %s is too old', async (cursor) => {
    expect(await bench.system.changes(cursor, 0, live)).toMatchObject({ ok: false, why: 'cursor-expired' });
  });

  test('checks in, tells the feed, and does it once however often the event comes', async () => {
    const { cursor } = await snapshot();
    const first = await deliver(checkIn(1));
    expect(first).toMatchObject({ ok: true, value: { booking: aBooking('b1', { state: 'checked-in' }) } });
    expect(await deliver(checkIn(1))).toEqual(first);
    expect(await bench.effects()).toEqual([tap(1)]);
    expect(await bench.system.changes(cursor, 0, live)).toMatchObject({
      value: { changes: [{ kind: 'booking', booking: { state: 'checked-in' } }] },
    });
  });

  test('ends a released booking at the tap', async () => {
    const released = await deliver({ ...checkIn(1), action: 'release' });
    expect(released).toMatchObject({ ok: true, value: { booking: { state: 'released', toMs: officeNowMs } } });
  });

  test('keeps the id a walk-up proposes', async () => {
    const booking = { id: 'edge-1', space: deskB, holder: bert.ref, state: 'checked-in', fromMs: officeNowMs };
    expect(await deliver(walkUp(1, 'edge-1'))).toMatchObject({ ok: true, value: { booking } });
  });

  test('lets a checked-in booking go on, once, and until no earlier than it would have', async () => {
    const toMs = aBooking('b1').toMs + 3_600_000;
    const longerPlease = { ...extension(), event: tap(2) };
    await deliver(checkIn(1));
    const longer = await deliver(longerPlease);
    expect(longer).toMatchObject({ ok: true, value: { booking: { state: 'checked-in', toMs } } });
    expect(await deliver(longerPlease)).toEqual(longer);
    expect(await deliver({ ...longerPlease, event: tap(3), toMs: toMs - 1 })).toMatchObject({ value: { booking: { toMs } } });
  });

  test.each([
    ['conflict', 'an extension of a booking nobody checked into', () => extension()],
    [
      'conflict',
      'an extension into the next booking',
      () => extension(),
      async () => {
        await deliver(checkIn(90));
        const fromMs = aBooking('b1').toMs;
        bench.apply({ kind: 'booking', booking: aBooking('b2', { holder: bert.ref, fromMs, toMs: fromMs + 60_000 }) });
      },
    ],
    ['key-reused', 'an event id that was used for something else', () => checkIn(1, 'b2'), () => deliver(checkIn(1))],
    ['not-found', 'a booking that does not exist', () => checkIn(1, 'nowhere')],
    ['not-found', 'a walk-up by somebody unknown', () => walkUp(1, 'edge-1', deskB, ref('p-nobody'))],
    ['not-allowed', "somebody else's booking", () => checkIn(1, 'b1', bert.ref)],
    ['conflict', 'a walk-up on a desk that is booked', () => walkUp(1, 'edge-1', deskA)],
    [
      'conflict',
      'a booking that was cancelled meanwhile',
      () => checkIn(1),
      async () => bench.apply({ kind: 'booking', booking: aBooking('b1', { state: 'cancelled' }) }),
    ],
  ] as const)('refuses for good, as %s, %s', async (code, _case, event, before: () => Promise<unknown> = async () => {}) => {
    await before();
    const had = await bench.effects();
    expect(await deliver(event())).toMatchObject({ ok: false, why: 'refused', code });
    expect(await deliver(event())).toMatchObject({ ok: false, why: 'refused', code });
    expect(await bench.effects()).toEqual(had);
  });

  test('takes known presence', async () => {
    expect(await bench.system.putOccupancy({ tickMs: officeNowMs, zones: [] }, live)).toEqual({ ok: true, value: null });
  });
});
