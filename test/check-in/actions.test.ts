import { describe, expect, it } from 'vitest';
import { hours, minutes } from '#shared/kit/duration.ts';
import type { Block } from '#shared/model/block.ts';
import { BlockId } from '#shared/model/ids.ts';
import { ActionReply } from '#shared/wire/check-in.ts';
import { noLimitBecause, withFileLimit } from '#test/store/disk-limits.ts';
import { bookingId, bookingOf, morningMs, otherWall, spaceId, tap, wall } from './pad-world.ts';
import { temporaryPad } from './temporary-pad.ts';

const ada = ['1001', '111111'] as const;
const ben = ['1002', '222222'] as const;

describe('confirming a booking', () => {
  it('is answered after the outbox row, the answer and the local state are on disk', async () => {
    const { signedIn, confirm, store, world } = temporaryPad();
    const { session } = await signedIn(...ada);
    const event = tap();
    const reply = await confirm(wall, { session, event, booking: bookingId('b-ada') });
    expect(ActionReply.parse(reply)).toEqual({
      ok: true,
      did: 'checked-in',
      delivery: 'will-be-sent',
      spaceName: 'Desk 1',
      untilMs: morningMs + hours(8),
    });
    expect(store.outbox.heads()).toMatchObject([
      { event, action: 'check-in', booking: 'b-ada', person: 'p-ada', atMs: morningMs },
    ]);
    expect(store.local.all()).toMatchObject([{ booking: 'b-ada', event, state: 'checked-in' }]);
    expect(world.wakes).toBe(1);
    expect((await signedIn(...ada)).bookings).toMatchObject([{ state: 'checked-in', canCheckIn: false, canRelease: true }]);
  });

  it('says "sent" once the booking system has taken it in time', async () => {
    const { signedIn, confirm, store, world } = temporaryPad();
    world.relay = async () => store.outbox.delivered(1).ok;
    const { session } = await signedIn(...ada);
    expect(await confirm(wall, { session, event: tap(), booking: bookingId('b-ada') })).toMatchObject({ delivery: 'sent' });
  });

  it('does not claim a check-in that the booking system refuses while the person waits', async () => {
    const { signedIn, confirm, store, world } = temporaryPad();
    world.relay = async () => {
      store.outbox.quarantine(1, 'conflict');
      return false;
    };
    const { session } = await signedIn(...ada);
    const body = { session, event: tap(), booking: bookingId('b-ada') };
    expect(await confirm(wall, body)).toEqual({ ok: false, why: 'gone' });
    expect(await confirm(wall, body)).toEqual({ ok: false, why: 'gone' });
    expect(store.local.all()).toEqual([]);
  });

  it('is refused too early, too late, twice, and for what is not there', async () => {
    const { signedIn, confirm, world, store } = temporaryPad();
    world.mirrored.push(
      bookingOf('b-early', 'd-2', 'p-ada', morningMs + hours(2), morningMs + hours(3)),
      bookingOf('b-late', 'd-10', 'p-ada', morningMs - minutes(60), morningMs + hours(3)),
      bookingOf('b-ben', 'd-2', 'p-ben', morningMs, morningMs + hours(1)),
    );
    const { session } = await signedIn(...ada);
    const attempt = (id: string) => confirm(wall, { session, event: tap(), booking: bookingId(id) });
    expect(await attempt('b-early')).toEqual({ ok: false, why: 'too-early', retryAfterMs: hours(1) });
    expect(await attempt('b-late')).toEqual({ ok: false, why: 'too-late' });
    expect(await attempt('b-ben')).toEqual({ ok: false, why: 'gone' });
    expect(await attempt('b-nowhere')).toEqual({ ok: false, why: 'gone' });
    expect(store.outbox.size()).toBe(0);
    expect(await attempt('b-ada')).toMatchObject({ ok: true });
    expect(await attempt('b-ada')).toEqual({ ok: false, why: 'already-done' });
    expect(store.outbox.size()).toBe(1);
  });
});

describe('a blocked desk', () => {
  const blocked = (space: string, fromMs: number, untilMs: number | null = null): Block => ({
    ...{ id: BlockId.parse(`k-${space}`), space: spaceId(space), reason: 'broken' },
    ...{ fromMs, untilMs },
  });

  it('is not offered and not given to anybody without a booking, and one that is blocked later only until then', async () => {
    const { signedIn, walkUp, world, store } = temporaryPad();
    world.blocks.push(blocked('d-2', morningMs - hours(1)), blocked('d-10', morningMs + hours(2)));
    const { session, freeDesks } = await signedIn(...ben);
    expect(freeDesks).toMatchObject([{ space: 'd-10', untilMs: morningMs + hours(2) }]);
    expect(await walkUp(wall, { session, event: tap(), space: spaceId('d-2') })).toEqual({ ok: false, why: 'taken' });
    expect(store.outbox.size()).toBe(0);
    const until = { ok: true, untilMs: morningMs + hours(2) };
    expect(await walkUp(wall, { session, event: tap(), space: spaceId('d-10') })).toMatchObject(until);
  });

  it('is still there for whoever has booked it: bookings that stand stay', async () => {
    const { signedIn, confirm, world } = temporaryPad();
    world.blocks.push(blocked('d-1', morningMs - hours(1)));
    const { session, bookings } = await signedIn(...ada);
    expect(bookings).toMatchObject([{ id: 'b-ada', canCheckIn: true }]);
    expect(await confirm(wall, { session, event: tap(), booking: bookingId('b-ada') })).toMatchObject({ ok: true });
  });
});

describe('a booking of somebody else', () => {
  it('R56: is not done anything with at a wall, and looks like one that is not there; its holder can, also after that', async () => {
    const { signedIn, confirm, release, done, store } = temporaryPad();
    const { session } = await signedIn(...ben);
    for (const act of [confirm, release]) {
      const adas = await act(wall, { session, event: tap(), booking: bookingId('b-ada') });
      expect(adas).toEqual({ ok: false, why: 'gone' });
      expect(await act(wall, { session, event: tap(), booking: bookingId('b-nowhere') })).toEqual(adas);
    }
    expect(store.outbox.size()).toBe(0);
    done(wall, session);
    const own = await signedIn(...ada);
    expect(await confirm(wall, { session: own.session, event: tap(), booking: bookingId('b-ada') })).toMatchObject({ ok: true });
    expect(store.outbox.heads()).toMatchObject([{ person: 'p-ada', booking: 'b-ada' }]);
  });
});

describe('R57: desks, rooms and parking bays', () => {
  it.each([
    ['a desk', 'd-2'],
    ['a room', 'r-1'],
    ['a parking bay', 'p-1'],
  ])('%s is checked in and given back at the wall', async (_, space) => {
    const { signedIn, confirm, release, store, world } = temporaryPad();
    world.mirrored = [bookingOf('b-ben', space, 'p-ben', morningMs, morningMs + hours(1))];
    const { session, bookings } = await signedIn(...ben);
    expect(bookings).toMatchObject([{ space, canCheckIn: true, canRelease: true }]);
    const booking = bookingId('b-ben');
    expect(await confirm(wall, { session, event: tap(), booking })).toMatchObject({ ok: true, did: 'checked-in' });
    expect(await release(wall, { session, event: tap(), booking })).toMatchObject({ ok: true, did: 'released' });
    expect(store.outbox.heads()).toMatchObject([{ action: 'check-in', booking: 'b-ben' }]);
    expect(store.outbox.size()).toBe(2);
  });

  it.each([
    ['desk', 'd-2', 60],
    ['room', 'r-1', 15],
    ['parking', 'p-1', 60],
  ] as const)('a booking of a %s has the window that the policy gives its kind', async (_, space, minutesBefore) => {
    const { signedIn, confirm, world } = temporaryPad();
    const startMs = morningMs + minutes(minutesBefore) + 1;
    world.mirrored = [bookingOf('b-ben', space, 'p-ben', startMs, startMs + hours(1))];
    const { session } = await signedIn(...ben);
    const booking = bookingId('b-ben');
    expect(await confirm(wall, { session, event: tap(), booking })).toEqual({ ok: false, why: 'too-early', retryAfterMs: 1 });
  });
});

describe('a tap that is repeated', () => {
  it('is answered the same and done once, also after the session is over', async () => {
    const { signedIn, confirm, done, store } = temporaryPad();
    const { session } = await signedIn(...ada);
    const body = { session, event: tap(), booking: bookingId('b-ada') };
    const [first, second] = await Promise.all([confirm(wall, body), confirm(wall, body)]);
    done(wall, session);
    expect(second).toEqual(first);
    expect(await confirm(wall, body)).toEqual(first);
    expect(store.outbox.size()).toBe(1);
  });

  it('is answered the same after a restart', async () => {
    const before = temporaryPad();
    const { session } = await before.signedIn(...ada);
    const body = { session, event: tap(), booking: bookingId('b-ada') };
    const first = await before.confirm(wall, body);
    await before.store.stop();
    const after = temporaryPad(before.path, before.clock);
    expect(await after.confirm(wall, body)).toEqual(first);
    after.store.outbox.delivered(1);
    expect(await after.confirm(wall, body)).toEqual({ ...first, delivery: 'sent' });
  });

  it('can not stand for something else', async () => {
    const { signedIn, confirm, release, store } = temporaryPad();
    const { session } = await signedIn(...ada);
    const body = { session, event: tap(), booking: bookingId('b-ada') };
    await confirm(wall, body);
    expect(await release(wall, body)).toEqual({ ok: false, why: 'already-done' });
    expect(await confirm(wall, { ...body, booking: bookingId('b-other') })).toEqual({ ok: false, why: 'already-done' });
    expect(store.outbox.size()).toBe(1);
  });
});

describe('giving back', () => {
  it('frees the desk for the next person at once', async () => {
    const { signedIn, release, walkUp, store } = temporaryPad();
    const first = await signedIn(...ada);
    const reply = await release(wall, { session: first.session, event: tap(), booking: bookingId('b-ada') });
    expect(reply).toMatchObject({ ok: true, did: 'released', untilMs: morningMs + hours(8) });
    const second = await signedIn(...ben);
    expect(second.freeDesks.map((free) => free.space)).toContain('d-1');
    expect(await walkUp(wall, { session: second.session, event: tap(), space: spaceId('d-1') })).toMatchObject({ ok: true });
    expect(store.outbox.heads()).toMatchObject([{ action: 'release' }, { action: 'walk-up', space: 'd-1' }]);
  });
});

describe('taking a free desk', () => {
  it('books it until its next booking, under an id this edge proposes', async () => {
    const { signedIn, walkUp, world, store } = temporaryPad();
    world.mirrored.push(bookingOf('b-next', 'd-2', 'p-ada', morningMs + hours(3), morningMs + hours(4)));
    const { session } = await signedIn(...ben);
    const reply = await walkUp(wall, { session, event: tap(), space: spaceId('d-2') });
    expect(ActionReply.parse(reply)).toMatchObject({ did: 'walked-up', spaceName: 'Desk 2', untilMs: morningMs + hours(3) });
    expect(store.outbox.heads()).toMatchObject([{ booking: expect.stringMatching(/^edge-[0-9a-f]{32}$/) }]);
    expect((await signedIn(...ben)).bookings).toMatchObject([{ space: 'd-2', state: 'checked-in' }]);
  });

  it('lets one of two people win', async () => {
    const { signedIn, walkUp, store } = temporaryPad();
    const [one, two] = [await signedIn(...ada), await signedIn(...ben, otherWall)];
    const replies = await Promise.all([
      walkUp(wall, { session: one.session, event: tap(), space: spaceId('d-2') }),
      walkUp(otherWall, { session: two.session, event: tap(), space: spaceId('d-2') }),
    ]);
    expect(replies).toMatchObject([{ ok: true }, { ok: false, why: 'taken' }]);
    expect(store.outbox.size()).toBe(1);
  });

  it('is one desk per person, on this floor, and a desk', async () => {
    const { signedIn, walkUp } = temporaryPad();
    const { session } = await signedIn(...ben);
    const take = (space: string) => walkUp(wall, { session, event: tap(), space: spaceId(space) });
    expect(await take('d-far')).toEqual({ ok: false, why: 'gone' });
    expect(await take('r-1')).toEqual({ ok: false, why: 'gone' });
    expect(await take('nowhere')).toEqual({ ok: false, why: 'gone' });
    expect(await take('d-1')).toEqual({ ok: false, why: 'taken' });
    expect(await take('d-2')).toMatchObject({ ok: true });
    expect(await take('d-10')).toEqual({ ok: false, why: 'already-done' });
    expect((await signedIn(...ben)).freeDesks).toEqual([]);
  });
});

describe('a full disk', () => {
  it.skipIf(noLimitBecause !== null)(
    `refuses the check-in, leaves no trace of it, and takes it once there is room${noLimitBecause ? ` (skipped: ${noLimitBecause})` : ''}`,
    async () => {
      const { signedIn, signIn, confirm, store } = temporaryPad();
      const { session } = await signedIn(...ada);
      const body = { session, event: tap(), booking: bookingId('b-ada') };
      await withFileLimit(1024, async () => {
        expect(await confirm(wall, body)).toEqual({ ok: false, why: 'not-stored' });
        expect(await signIn(otherWall, { identifier: '1002', pin: '222222' })).toEqual({ ok: false, why: 'not-stored' });
      });
      expect([store.outbox.size(), store.local.all().length]).toEqual([0, 0]);
      expect(store.settled.find(body.event)).toBeNull();
      expect(await confirm(wall, body)).toMatchObject({ ok: true });
      expect(store.outbox.size()).toBe(1);
    },
  );
});
