import { describe, expect, test } from 'vitest';
import { createBookingView } from '#gateway/booking/booking-view.ts';
import { isObsolete, type LocalBooking, overlaid } from '#gateway/booking/overlay.ts';
import { hours } from '#shared/kit/duration.ts';
import { aBooking, anna, bert, deskA, deskB, officeNowMs as now } from '#test/fakes/office.ts';

const booking = aBooking('b1');

function local(change: Partial<LocalBooking> = {}): LocalBooking {
  const { id, space, fromMs, toMs } = booking;
  return { booking: id, state: 'checked-in', person: anna.ref, space, fromMs, toMs, atMs: now, ...change };
}

describe('What this edge did', () => {
  test('shows at once over what the booking system said last', () => {
    expect(overlaid([booking], [local()], now)).toEqual([{ ...booking, state: 'checked-in' }]);
    const released = local({ state: 'released', toMs: now });
    expect(overlaid([booking], [released], now)).toEqual([{ ...booking, state: 'released', toMs: now }]);
  });

  test('shows a walk-up the booking system does not know yet', () => {
    const row = local({ booking: aBooking('edge-1').id, space: deskB, person: bert.ref });
    expect(overlaid([booking], [row], now)).toContainEqual(
      aBooking('edge-1', { space: deskB, holder: bert.ref, state: 'checked-in' }),
    );
  });

  test('says nothing any more once the booking system shows it', () => {
    expect(isObsolete(local(), booking, now)).toBe(false);
    expect(isObsolete(local(), { ...booking, state: 'checked-in' }, now)).toBe(true);
    expect(isObsolete(local(), { ...booking, state: 'released' }, now)).toBe(true);
    expect(isObsolete(local({ state: 'released' }), { ...booking, state: 'cancelled' }, now)).toBe(true);
  });

  test('lets an extended booking go on until the booking system says so itself, or lets it go', () => {
    const toMs = booking.toMs + hours(1);
    const extended = local({ state: 'extended', toMs });
    const seated = { ...booking, state: 'checked-in' as const };
    expect(overlaid([seated], [extended], now)).toEqual([{ ...seated, toMs }]);
    expect(overlaid([booking], [extended], now)).toEqual([{ ...seated, toMs }]);
    expect(isObsolete(extended, seated, now)).toBe(false);
    expect(isObsolete(extended, { ...seated, toMs }, now)).toBe(true);
    expect(isObsolete(extended, { ...seated, state: 'released' }, now)).toBe(true);
    expect(overlaid([seated], [extended], booking.toMs + 1)).toEqual([{ ...seated, toMs }]);
    expect(isObsolete(extended, seated, toMs)).toBe(true);
  });

  test('gives back an extended booking with what was added to it', () => {
    const longer = { ...booking, state: 'checked-in' as const, toMs: booking.toMs + hours(1) };
    const released = local({ state: 'released', toMs: now });
    expect(overlaid([longer], [released], now)).toMatchObject([{ state: 'released', toMs: now }]);
  });

  test('outlasts a no-show the booking system wrote while the check-in was on its way', () => {
    const noShow = { ...booking, state: 'no-show' as const };
    expect(overlaid([noShow], [local()], now)).toEqual([{ ...booking, state: 'checked-in' }]);
  });

  test('keeps a released space free until the booking system has heard of it, and ends with the booking', () => {
    const released = local({ state: 'released', toMs: now });
    expect(overlaid([booking], [released], now + hours(1))).toMatchObject([{ state: 'released' }]);
    expect(isObsolete(released, booking, booking.toMs)).toBe(true);
    expect(isObsolete(local({ booking: aBooking('edge-1').id }), undefined, booking.toMs)).toBe(true);
  });

  test('is seen by every read of the view, and named when it can be dropped', () => {
    const rows = [local({ state: 'released', toMs: now })];
    const mirror = {
      booking: () => booking,
      bookings: () => [booking],
      bookingsOf: () => [booking],
      bookingsIn: (space: string) => (space === deskA ? [booking] : []),
      blocksOf: () => [],
      usable: () => true,
    };
    const view = createBookingView(mirror, () => rows);
    expect(view.byId(booking.id, now)?.state).toBe('released');
    expect(view.ofPerson(anna.ref, now)[0]?.state).toBe('released');
    expect(view.ofSpace(deskA, now)[0]?.state).toBe('released');
    expect(view.running(now - 1)).toMatchObject([{ id: booking.id, state: 'released' }]);
    expect(view.running(booking.fromMs - 1)).toEqual([]);
    expect(view.statusAt(now)(deskA).state).toBe('free');
    expect(view.obsolete(now)).toEqual([]);
    expect(view.obsolete(booking.toMs)).toEqual(rows);
  });
});
