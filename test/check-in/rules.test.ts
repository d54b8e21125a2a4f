import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { freeUntilMs } from '#gateway/check-in/free-desks.ts';
import { endOfDayMs } from '#gateway/check-in/local-day.ts';
import { checkInVerdict, extendVerdict, isRunning, releaseVerdict } from '#gateway/check-in/rules.ts';
import { hours, minutes } from '#shared/kit/duration.ts';
import { type Block, blocksAt } from '#shared/model/block.ts';
import type { Booking, BookingState } from '#shared/model/booking.ts';
import { BlockId } from '#shared/model/ids.ts';
import { defaultPolicy } from '#shared/model/policy.ts';
import { bookingOf } from './pad-world.ts';

const at = Date.UTC(2026, 9, 6, 10, 0);
const from = (fromMs: number, toMs: number, state: BookingState = 'booked'): Booking => ({
  ...bookingOf('b', 'd', 'p', fromMs, toMs),
  state,
});
const block = (fromMs: number, untilMs: number | null): Block => ({
  ...{ id: BlockId.parse('k'), space: bookingOf('b', 'd', 'p', 0, 0).space, reason: 'works' },
  ...{ fromMs, untilMs },
});
const nothing = { bookings: [], blocks: [] };
const why = (verdict: { ok: boolean; why?: string }) => verdict.why ?? 'ok';

describe('when a desk booking from 10:00 to 12:00 can be checked in', () => {
  it.each([
    ['before the hour ahead', -minutes(60) - 1, 'too-early'],
    ['an hour ahead', -minutes(60), 'ok'],
    ['at its start', 0, 'ok'],
    ['in the last moment of the grace', minutes(60) - 1, 'ok'],
    ['when the grace is over', minutes(60), 'too-late'],
    ['after its end', hours(3), 'too-late'],
  ])('%s', (_, offset, expected) => {
    expect(why(checkInVerdict(from(at, at + hours(2)), 'desk', defaultPolicy, at + offset))).toBe(expected);
  });

  it('a room has its own window, and no window outlasts the booking', () => {
    expect(why(checkInVerdict(from(at, at + hours(2)), 'room', defaultPolicy, at - minutes(16)))).toBe('too-early');
    expect(why(checkInVerdict(from(at, at + minutes(10)), 'room', defaultPolicy, at + minutes(10)))).toBe('too-late');
  });

  it.each(['checked-in', 'released', 'no-show', 'cancelled'] as const)('not when it is %s', (state) => {
    expect(why(checkInVerdict(from(at, at + hours(2), state), 'desk', defaultPolicy, at))).toBe('already-done');
  });
});

describe('when a booking can be given back', () => {
  it.each([
    ['booked', -hours(1), 'ok'],
    ['checked-in', hours(1), 'ok'],
    ['checked-in', hours(2), 'too-late'],
    ['released', 0, 'already-done'],
    ['no-show', 0, 'already-done'],
  ] as const)('%s, %d ms after its start: %s', (state, offset, expected) => {
    expect(why(releaseVerdict(from(at, at + hours(2), state), at + offset))).toBe(expected);
  });
});

describe('until when a booking from 10:00 to 12:00 can go on', () => {
  const evening = at + hours(8);
  const seated = from(at, at + hours(2), 'checked-in');
  const next = (offset: number, state: BookingState = 'booked'): Booking => ({
    ...from(at + hours(2) + offset, at + hours(5), state),
    id: bookingOf('next', 'd', 'q', 0, 0).id,
  });
  it.each([
    ['an hour more', seated, [], 0, evening, hours(1)],
    ['an hour more in its last moment', seated, [], hours(2) - 1, evening, hours(1)],
    ['no further than the next booking', seated, [next(minutes(20))], hours(1), evening, minutes(20)],
    ['past a next booking that was given back', seated, [next(minutes(20), 'released')], hours(1), evening, hours(1)],
    ['no further than the day', seated, [], hours(1), at + hours(2) + minutes(5), minutes(5)],
  ] as const)('%s', (_, booking, others, offset, dayEndMs, moreMs) => {
    const all = [booking, ...others];
    expect(extendVerdict(booking, { bookings: all, blocks: [] }, at + offset, dayEndMs)).toEqual({
      ok: true,
      toMs: booking.toMs + moreMs,
    });
  });

  it.each([
    ['too-late', seated, hours(2)],
    ['too-early', from(at, at + hours(2)), hours(1)],
    ['too-early', from(at, at + hours(3), 'checked-in'), hours(1) - 1],
    ['already-done', from(at, at + hours(2), 'released'), hours(1)],
    ['already-done', from(at, at + hours(2), 'no-show'), hours(1)],
  ] as const)('%s', (expected, booking, offset) => {
    expect(why(extendVerdict(booking, nothing, at + offset, evening))).toBe(expected);
  });

  it('taken, when the next booking begins where it ends, or the day does', () => {
    expect(why(extendVerdict(seated, { bookings: [next(0)], blocks: [] }, at + hours(1), evening))).toBe('taken');
    expect(why(extendVerdict(seated, nothing, at + hours(1), seated.toMs))).toBe('taken');
  });
});

describe('until when it can go on where the space is blocked', () => {
  const evening = at + hours(8);
  const seated = from(at, at + hours(2), 'checked-in');
  const until = (blocks: readonly Block[]) => extendVerdict(seated, { bookings: [seated], blocks }, at + hours(1), evening);
  it.each([
    ['no further than the next block', [block(at + hours(2) + minutes(20), null)], minutes(20)],
    ['past a block that ends before it does', [block(at, at + hours(2))], hours(1)],
    ['an hour more, before a later block', [block(at + hours(4), null)], hours(1)],
  ] as const)('%s', (_, blocks, moreMs) => {
    expect(until(blocks)).toEqual({ ok: true, toMs: seated.toMs + moreMs });
  });

  it.each([
    ['blocked for good', [block(at, null)]],
    ['blocked past its end', [block(at + hours(1), at + hours(2) + 1)]],
    ['blocked from its end on', [block(at + hours(2), null)]],
  ] as const)('not at all: %s', (_, blocks) => {
    expect(until(blocks)).toEqual({ ok: false, why: 'taken' });
  });
});

describe('until when a desk can be taken', () => {
  const evening = at + hours(8);
  it.each([
    ['the end of the day', [], evening],
    ['its next booking', [from(at + hours(3), at + hours(4))], at + hours(3)],
    ['past a booking that was given back', [from(at, at + hours(4), 'released')], evening],
    ['past a no-show', [from(at - hours(1), at + hours(4), 'no-show')], evening],
    ['not at all while it is booked', [from(at - hours(1), at + 1)], null],
    ['not at all for a few minutes', [from(at + minutes(15) - 1, at + hours(1))], null],
  ] as const)('%s', (_, bookings, expected) => {
    expect(freeUntilMs(bookings, [], at, evening)).toBe(expected);
  });

  it.each([
    ['not at all while it is blocked', [block(at - 1, null)], null],
    ['not at all while it is blocked for a moment more', [block(at - 1, at + 1)], null],
    ['once a block is over', [block(at - 1, at)], evening],
    ['until it is blocked', [block(at + hours(3), null)], at + hours(3)],
    ['not at all shortly before it is blocked', [block(at + minutes(15) - 1, null)], null],
  ] as const)('%s', (_, blocks, expected) => {
    expect(freeUntilMs([], blocks, at, evening)).toBe(expected);
  });

  it('at most ten hours, and at least two when midnight is near', () => {
    expect(freeUntilMs([], [], at, at + hours(14))).toBe(at + hours(10));
    expect(freeUntilMs([], [], at, at + minutes(5))).toBe(at + hours(2));
  });

  it('never overlaps another booking or a block', () => {
    const bookings = fc.array(
      fc.record({
        start: fc.integer({ min: -600, max: 600 }),
        length: fc.integer({ min: 1, max: 600 }),
        state: fc.constantFrom<BookingState>('booked', 'checked-in', 'released', 'no-show', 'cancelled'),
      }),
      { maxLength: 8 },
    );
    const blocked = fc.array(
      fc.record({ start: fc.integer({ min: -600, max: 600 }), length: fc.integer({ min: 0, max: 600 }) }),
      { maxLength: 3 },
    );
    fc.assert(
      fc.property(bookings, blocked, fc.integer({ min: 1, max: 1440 }), (found, kept, dayLeftMin) => {
        const blocks = kept.map((one) =>
          block(at + minutes(one.start), one.length === 0 ? null : at + minutes(one.start + one.length)),
        );
        const all = found.map((b) => from(at + minutes(b.start), at + minutes(b.start + b.length), b.state));
        const untilMs = freeUntilMs(all, blocks, at, at + minutes(dayLeftMin));
        if (untilMs === null) return;
        expect(untilMs).toBeGreaterThan(at);
        expect(untilMs).toBeLessThanOrEqual(at + hours(10));
        for (const b of all) {
          const meets = b.fromMs < untilMs && at < b.toMs;
          expect(meets && (b.state === 'booked' || b.state === 'checked-in')).toBe(false);
          expect(isRunning(b, at)).toBe(false);
        }
        for (const one of blocks) {
          expect(blocksAt(one, at)).toBe(false);
          expect(one.fromMs < untilMs && at < (one.untilMs ?? untilMs)).toBe(false);
        }
      }),
    );
  });
});

describe('the end of the day', () => {
  it.each([
    ['Europe/Berlin', '2026-10-06T10:00:00Z', '2026-10-06T22:00:00Z'],
    ['Europe/Berlin', '2026-10-06T22:30:00Z', '2026-10-07T22:00:00Z'],
    ['Europe/Berlin, 25 hours long', '2026-10-24T22:00:00Z', '2026-10-25T23:00:00Z'],
    ['Europe/Berlin, 23 hours long', '2026-03-28T23:00:00Z', '2026-03-29T22:00:00Z'],
    ['Asia/Kolkata', '2026-10-06T18:29:59Z', '2026-10-06T18:30:00Z'],
    ['America/New_York', '2026-10-06T03:00:00Z', '2026-10-06T04:00:00Z'],
  ])('in %s at %s is %s', (zone, now, end) => {
    expect(new Date(endOfDayMs(Date.parse(now), zone.split(',')[0] ?? '')).toISOString()).toBe(end.replace('Z', '.000Z'));
  });
});
