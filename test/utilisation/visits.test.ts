import { describe, expect, it } from 'vitest';
import { startVisitBook } from '#gateway/utilisation/visit-book.ts';
import { type Deed, followVisits, nothingFollowed, type Visit } from '#gateway/utilisation/visits.ts';
import { minutes } from '#shared/kit/duration.ts';
import { done, refused } from '#shared/kit/outcome.ts';
import type { Booking } from '#shared/model/booking.ts';
import { BookingId, SpaceId, SubjectRef } from '#shared/model/ids.ts';
import { fakeClock } from '#test/fakes/clock.ts';

const nineMs = 1_800_003_600_000;
const at = (min: number): number => nineMs + minutes(min);
const id = BookingId.parse('b-1');
const desk = SpaceId.parse('d-1');

function booking(state: Booking['state'], fromMin = 0, toMin = 120): Booking {
  return { id, space: desk, holder: SubjectRef.parse('p-1'), guest: false, fromMs: at(fromMin), toMs: at(toMin), state };
}

/** What is said at looks at these minutes; null: the booking is not there. */
type Step = readonly [min: number, booking: Booking | null, rest?: { live?: boolean; deeds?: readonly Deed[] }];
function said(...steps: readonly Step[]): Visit[][] {
  let followed = nothingFollowed;
  return steps.map(([min, seen, { live = true, deeds = [] } = {}]) => {
    const next = followVisits(followed, seen ? [seen] : [], { nowMs: at(min), live, deeds });
    followed = next.followed;
    return [...next.visits];
  });
}

const visit = (over: Partial<Visit> = {}): Visit => ({
  ...{ space: desk, fromMs: at(0), toMs: at(120), checkedInMs: null, releasedMs: null, outcome: 'used', walkUp: false },
  ...over,
});

describe('what becomes of a booking', () => {
  it('is said once somebody checks in, and not again while nothing changes', () => {
    expect(
      said([-10, booking('booked')], [3, booking('checked-in')], [4, booking('checked-in')], [121, booking('checked-in')]),
    ).toEqual([[], [visit({ checkedInMs: at(5) })], [], []]);
  });

  it('is used and given back early: with the end it was to have', () => {
    const steps = said([0, booking('booked')], [0, booking('checked-in')], [61, booking('released', 0, 61)]);
    expect(steps[2]).toEqual([visit({ checkedInMs: at(0), releasedMs: at(60) })]);
  });

  it('is given back unused, a no-show, or over without anybody having come', () => {
    expect(said([-60, booking('booked')], [-30, booking('released', 0, 0)])[1]).toEqual([
      visit({ outcome: 'released', releasedMs: at(0) }),
    ]);
    expect(said([-60, booking('booked')], [60, booking('no-show')])[1]).toEqual([
      visit({ outcome: 'no-show', releasedMs: at(60) }),
    ]);
    expect(said([0, booking('booked')], [119, booking('booked')], [120, booking('booked')])).toEqual([
      [],
      [],
      [visit({ outcome: 'no-show', releasedMs: at(120) })],
    ]);
  });

  it('that nobody came to kept its space until it was seen to be over: unknown after a restart or while nothing was heard', () => {
    const nobody = booking('no-show');
    expect([
      said([15, nobody])[0],
      said([0, booking('booked')], [14, booking('booked'), { live: false }], [15, nobody])[2],
      said([0, booking('booked')], [15, nobody], [90, nobody])[2],
      said([0, booking('booked'), { live: false }], [180, nobody, { live: false }])[1],
    ]).toEqual([...[[visit({ outcome: 'no-show' })], [visit({ outcome: 'no-show' })], [], [visit({ outcome: 'no-show' })]]]);
    const late = said([0, booking('booked')], [130, booking('booked')], [131, nobody]);
    expect(late[1]).toEqual([visit({ outcome: 'no-show', releasedMs: at(120) })]);
    expect(late[2]).toEqual([]);
  });

  it('is longer when it was extended, and nothing when it was cancelled or vanished', () => {
    expect(said([0, booking('checked-in')], [100, booking('checked-in', 0, 180)])[1]).toEqual([visit({ toMs: at(180) })]);
    expect(said([-60, booking('booked')], [-30, booking('cancelled')], [130, booking('cancelled')]).flat()).toEqual([]);
    expect(said([-60, booking('booked')], [-30, null], [130, null]).flat()).toEqual([]);
  });

  it('is a walk-up when it began with its tap, here or elsewhere', () => {
    const tapped: Deed = { booking: id, state: 'checked-in', atMs: at(0) };
    const here = said([0, booking('checked-in'), { live: false, deeds: [tapped] }]);
    expect(here).toEqual([[visit({ checkedInMs: at(0), walkUp: true })]]);
    expect(said([-1, null], [2, booking('checked-in')])[1]).toEqual([visit({ checkedInMs: at(0), walkUp: true })]);
    expect(said([-1, null], [30, booking('checked-in')])[1]).toEqual([visit({ checkedInMs: at(30) })]);
  });

  it('has no check-in time when it may have been long ago: after a restart, or while nothing was heard', () => {
    expect(said([30, booking('checked-in')])).toEqual([[visit()]]);
    expect(said([0, booking('booked')], [10, booking('booked'), { live: false }], [90, booking('checked-in')])[2]).toEqual([
      visit(),
    ]);
  });

  it('has the time of the tap of this edge though nothing was heard', () => {
    const deeds: readonly Deed[] = [{ booking: id, state: 'checked-in', atMs: at(14) }];
    const steps = said([0, booking('booked')], [20, booking('checked-in'), { live: false, deeds }]);
    expect(steps[1]).toEqual([visit({ checkedInMs: at(15) })]);
    const extended: readonly Deed[] = [{ booking: id, state: 'extended', atMs: at(100) }];
    expect(said([110, booking('checked-in'), { deeds: extended }])).toEqual([[visit()]]);
  });

  it('is no no-show while the booking system is away: somebody may have checked in elsewhere', () => {
    expect(said([0, booking('booked')], [121, booking('booked'), { live: false }], [122, booking('checked-in')])).toEqual([
      [],
      [],
      [visit()],
    ]);
  });

  it('R15: names no person, no booking and no tap, and no time finer than five minutes', () => {
    const [visits = []] = said([0, booking('checked-in', 1, 118)]);
    expect(visits.map((one) => Object.keys(one).sort())).toEqual([
      ['checkedInMs', 'fromMs', 'outcome', 'releasedMs', 'space', 'toMs', 'walkUp'],
    ]);
    expect(visits).toMatchObject([{ fromMs: at(0), toMs: at(120) }]);
  });
});

describe('the book of visits', () => {
  it('looks every minute and when told, says a visit again that could not be stored, and ends', async () => {
    const clock = fakeClock(nineMs);
    let full = true;
    let state: Booking['state'] = 'booked';
    const put: Visit[] = [];
    const book = startVisitBook({
      clock,
      bookings: () => [booking(state)],
      deeds: () => [],
      live: () => true,
      put: (one) => {
        if (full) return refused('not-stored');
        put.push(one);
        return done(undefined);
      },
    });
    book.look();
    state = 'checked-in';
    clock.advance(minutes(1));
    expect(put).toEqual([]);
    full = false;
    book.look();
    expect(put).toMatchObject([{ outcome: 'used', checkedInMs: at(0) }]);
    clock.advance(minutes(3));
    expect(put).toHaveLength(1);
    await book.stop();
    expect(clock.waiting()).toBe(0);
  });
});
