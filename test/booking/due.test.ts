import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { nobodyCame, walkUpsNow } from '#gateway/booking/due.ts';
import { hours, minutes } from '#shared/kit/duration.ts';
import { BookingState } from '#shared/model/booking.ts';
import { BookingId, SpaceId } from '#shared/model/ids.ts';
import { defaultPolicy } from '#shared/model/policy.ts';
import type { SpaceKind } from '#shared/model/site.ts';
import { ActionReply } from '#shared/wire/check-in.ts';
import { spaceId, tap, wall } from '#test/check-in/pad-world.ts';
import { temporaryPad } from '#test/check-in/temporary-pad.ts';
import { aBooking, deskA, deskB, officeNowMs as now } from '#test/fakes/office.ts';

const room = SpaceId.parse('room-r');
const spaces = new Map<SpaceId, { kind: SpaceKind }>([
  [deskA, { kind: 'desk' }],
  [deskB, { kind: 'desk' }],
  [room, { kind: 'room' }],
]);
const elsewhere = SpaceId.parse('another-building');
const policy = { ...defaultPolicy, graceMin: { desk: 60, room: 15, parking: 60 } };

describe('Who is due and has not come', () => {
  test('is told from the first moment of the booking, with the end of the grace of its kind of space, longest first', () => {
    const at = (space: SpaceId, fromMs: number) => aBooking(`b-${space}`, { space, fromMs, toMs: now + hours(3) });
    const all = [at(deskB, now), at(room, now - minutes(5)), at(deskA, now - minutes(50)), at(elsewhere, now)];
    expect(nobodyCame(all, spaces, policy, now)).toEqual([
      { space: deskA, sinceMs: now - minutes(50), releaseMs: now + minutes(10) },
      { space: room, sinceMs: now - minutes(5), releaseMs: now + minutes(10) },
      { space: deskB, sinceMs: now, releaseMs: now + minutes(60) },
    ]);
    expect(nobodyCame([at(deskA, now + 1)], spaces, policy, now)).toEqual([]);
  });

  test('is still told when the grace is over and the booking system has not answered for it', () => {
    const overdue = aBooking('b1', { fromMs: now - hours(2), toMs: now + hours(1) });
    expect(nobodyCame([overdue], spaces, policy, now)).toMatchObject([{ releaseMs: now - hours(1) }]);
  });

  test('is given back no later than the booking ends', () => {
    const short = aBooking('b1', { fromMs: now, toMs: now + minutes(20) });
    expect(nobodyCame([short], spaces, policy, now)).toMatchObject([{ releaseMs: short.toMs }]);
    expect(nobodyCame([short], spaces, policy, short.toMs)).toEqual([]);
  });

  test('is nobody who came, gave back or was given up, whatever the times', () => {
    const states = fc.constantFrom(...BookingState.options.filter((state) => state !== 'booked'));
    fc.assert(
      fc.property(states, fc.integer({ min: -600, max: 600 }), fc.integer({ min: 1, max: 600 }), (state, start, length) => {
        const fromMs = now + minutes(start);
        const booking = aBooking('b1', { state, fromMs, toMs: fromMs + minutes(length) });
        expect(nobodyCame([booking], spaces, policy, now)).toEqual([]);
      }),
    );
  });
});

describe('A desk that is used without a booking', () => {
  const walkUp = { id: BookingId.parse('edge-0123'), state: 'checked-in', fromMs: now - minutes(20) } as const;

  test('is known by the id an edge gives to a walk-up, while it runs, and tells since when', () => {
    const all = [aBooking('x', { ...walkUp, space: deskB, fromMs: now }), aBooking('x', walkUp)];
    expect(walkUpsNow(all, spaces, now)).toEqual([
      { space: deskA, sinceMs: now - minutes(20) },
      { space: deskB, sinceMs: now },
    ]);
    const over = { ...walkUp, toMs: now };
    const released = { ...walkUp, state: 'released' as const };
    for (const change of [over, released, { ...walkUp, space: room }, { ...walkUp, space: elsewhere }]) {
      expect(walkUpsNow([aBooking('x', change)], spaces, now)).toEqual([]);
    }
  });

  test('is not one somebody has booked and checked into', () => {
    expect(walkUpsNow([aBooking('b-edge-1', { state: 'checked-in' })], spaces, now)).toEqual([]);
  });

  test('is every one that is taken at a wall of this building', async () => {
    const pad = temporaryPad();
    const { session } = await pad.signedIn('1002', '222222');
    const space = spaceId('d-2');
    expect(ActionReply.parse(await pad.walkUp(wall, { session, event: tap(), space }))).toMatchObject({ ok: true });
    const nowMs = pad.clock.wallMs();
    const desks = new Map<SpaceId, { kind: SpaceKind }>([[space, { kind: 'desk' }]]);
    expect(walkUpsNow(pad.view.ofSpace(space, nowMs), desks, nowMs)).toEqual([{ space, sinceMs: nowMs }]);
  });
});
