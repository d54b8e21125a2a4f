import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { spaceStatus } from '#gateway/booking/space-status.ts';
import { hours, minutes } from '#shared/kit/duration.ts';
import type { Block } from '#shared/model/block.ts';
import { BookingState } from '#shared/model/booking.ts';
import { BlockId } from '#shared/model/ids.ts';
import { aBooking, anna, deskA, officeNowMs as now } from '#test/fakes/office.ts';

const booking = aBooking('b1');
const block = (change: Partial<Block> = {}): Block => {
  return { id: BlockId.parse('k1'), space: deskA, reason: 'broken', fromMs: now - minutes(5), untilMs: null, ...change };
};

describe('A space on the wall', () => {
  test('is free without bookings, and tells until when if somebody comes later today', () => {
    expect(spaceStatus([], [], now, true)).toEqual({ state: 'free', guest: false });
    const later = aBooking('b1', { fromMs: now + hours(3), toMs: now + hours(4) });
    expect(spaceStatus([later], [], now, true)).toEqual({ state: 'free', guest: false, untilMs: now + hours(3) });
  });

  test('is booked while a booking runs that nobody checked into, also when that is overdue', () => {
    expect(spaceStatus([booking], [], now, true)).toEqual({
      state: 'booked',
      guest: false,
      holder: anna.ref,
      fromMs: booking.fromMs,
      untilMs: booking.toMs,
    });
    expect(spaceStatus([booking], [], booking.toMs - 1, true).state).toBe('booked');
  });

  test('is booked when the next booking begins within two hours, and says from when', () => {
    const soon = aBooking('b1', { fromMs: now + hours(2), toMs: now + hours(3) });
    expect(spaceStatus([soon], [], now, true)).toMatchObject({ state: 'booked', fromMs: soon.fromMs });
    expect(spaceStatus([soon], [], now - 1, true).state).toBe('free');
  });

  test('is checked in for the person who is there, whatever else was booked by mistake', () => {
    const there = aBooking('b2', { state: 'checked-in', fromMs: now - minutes(5) });
    expect(spaceStatus([booking, there], [], now, true)).toMatchObject({ state: 'checked-in', fromMs: there.fromMs });
  });

  test.each(['released', 'no-show', 'cancelled'] as const)('is free again when its booking is %s', (state) => {
    expect(spaceStatus([aBooking('b1', { state })], [], now, true).state).toBe('free');
  });

  test('keeps a known booking while cut off, but calls no space free then', () => {
    expect(spaceStatus([booking], [], now, false).state).toBe('booked');
    expect(spaceStatus([], [], now, false)).toEqual({ state: 'unknown', guest: false });
    expect(spaceStatus([aBooking('b1', { fromMs: now + minutes(5) })], [], now, false).state).toBe('unknown');
  });

  test('says guest for a guest, and no holder for an anonymised booking', () => {
    const { holder: _, ...anonymous } = aBooking('b1', { guest: true });
    const status = spaceStatus([anonymous], [], now, true);
    expect(status).toMatchObject({ state: 'booked', guest: true });
    expect('holder' in status).toBe(false);
  });

  test('is blocked, with the reason and its end, also when it is booked', () => {
    expect(spaceStatus([], [block()], now, true)).toEqual({ state: 'blocked', reason: 'broken', guest: false });
    const until = block({ reason: 'cleaning', untilMs: now + 1 });
    const blocked = { state: 'blocked', reason: 'cleaning', guest: false, untilMs: now + 1 };
    expect(spaceStatus([booking], [until], now, true)).toEqual(blocked);
    expect(spaceStatus([], [until], now + 1, true)).toEqual({ state: 'free', guest: false });
    expect(spaceStatus([booking], [until], now + 1, true)).toMatchObject({ state: 'booked', holder: anna.ref });
  });

  test('stays checked in while somebody sits there, whatever is blocked', () => {
    const seated = aBooking('b1', { state: 'checked-in' });
    expect(spaceStatus([seated], [block()], now, true)).toMatchObject({ state: 'checked-in', holder: anna.ref });
  });

  test('is blocked for as long as the longest of several blocks, in whatever order they come', () => {
    const short = block({ reason: 'cleaning', untilMs: now + minutes(5) });
    const long = block({ reason: 'event', untilMs: now + hours(5) });
    for (const blocks of [
      [short, long],
      [long, short],
    ]) {
      expect(spaceStatus([], blocks, now, true)).toMatchObject({ reason: 'event', untilMs: now + hours(5) });
      expect(spaceStatus([], [...blocks, block()], now, true)).not.toHaveProperty('untilMs');
    }
  });

  test('is free until a block begins, and no longer than until a booking before it', () => {
    const ahead = block({ fromMs: now + hours(3) });
    const booked = (fromMs: number) => aBooking('b1', { fromMs, toMs: fromMs + hours(1) });
    expect(spaceStatus([], [ahead], now, true)).toEqual({ state: 'free', guest: false, untilMs: now + hours(3) });
    expect(spaceStatus([booked(now + hours(4))], [ahead], now, true)).toMatchObject({ untilMs: now + hours(3) });
    expect(spaceStatus([booked(now + hours(2.5))], [ahead], now, true)).toMatchObject({ untilMs: now + hours(2.5) });
  });

  test('keeps a known block while cut off', () => {
    expect(spaceStatus([], [block()], now, false)).toMatchObject({ state: 'blocked' });
    expect(spaceStatus([], [block({ fromMs: now + 1 })], now, false)).toEqual({ state: 'unknown', guest: false });
  });

  test('never names the holder of a booking that is over or given back, at any time', () => {
    const bookings = fc.array(
      fc.record({
        from: fc.integer({ min: -20, max: 20 }),
        long: fc.integer({ min: 1, max: 20 }),
        state: fc.constantFrom(...BookingState.options),
      }),
    );
    fc.assert(
      fc.property(bookings, fc.boolean(), (drafts, usable) => {
        const all = drafts.map(({ from, long, state }, i) =>
          aBooking(`b${i}`, { fromMs: now + minutes(from * 15), toMs: now + minutes((from + long) * 15), state }),
        );
        const status = spaceStatus(all, [], now, usable);
        const live = all.filter((one) => one.toMs > now && (one.state === 'booked' || one.state === 'checked-in'));
        expect(status.holder === undefined || live.some((one) => one.fromMs === status.fromMs)).toBe(true);
        if (live.some((one) => one.fromMs <= now)) expect(['booked', 'checked-in']).toContain(status.state);
      }),
    );
  });
});
