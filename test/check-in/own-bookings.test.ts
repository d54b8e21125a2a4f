import { describe, expect, it } from 'vitest';
import { hours, minutes } from '#shared/kit/duration.ts';
import { BlockId, SubjectRef } from '#shared/model/ids.ts';
import { OwnBooking } from '#shared/wire/me.ts';
import { MeReply } from '#shared/wire/me-actions.ts';
import { sourceFiles } from '#test/source-files.ts';
import { bookingId, bookingOf, morningMs, spaceId, tap, wall } from './pad-world.ts';
import { temporaryPad } from './temporary-pad.ts';

const ada = SubjectRef.parse('p-ada');
const ben = SubjectRef.parse('p-ben');
const adas = bookingId('b-ada');

/** Ada is checked in at desk 1 until 17:00, and it is some time before that. */
function seated(beforeEndMs = hours(1)) {
  const pad = temporaryPad();
  const [booking] = pad.world.mirrored;
  if (booking) pad.world.mirrored[0] = { ...booking, state: 'checked-in' };
  pad.clock.advance(hours(8) - beforeEndMs);
  return { ...pad, endMs: morningMs + hours(8) };
}

describe('own bookings on the phone', () => {
  it('are those of today in this building, with what can be done about each', () => {
    const { own, world } = temporaryPad();
    const tomorrowMs = morningMs + hours(24);
    world.mirrored.push(
      bookingOf('b-later', 'r-1', 'p-ada', morningMs + hours(9), morningMs + hours(10)),
      bookingOf('b-tomorrow', 'd-1', 'p-ada', tomorrowMs, tomorrowMs + hours(8)),
      bookingOf('b-over', 'd-2', 'p-ada', morningMs - hours(2), morningMs),
      bookingOf('b-elsewhere', 'another-building', 'p-ada', morningMs, morningMs + hours(1)),
      bookingOf('b-ben', 'd-2', 'p-ben', morningMs, morningMs + hours(1)),
    );
    const list = own.ownBookings(ada);
    expect(list.map((one) => OwnBooking.parse(one))).toEqual(list);
    expect(list).toMatchObject([
      { id: 'b-ada', spaceName: 'Desk 1', floorName: 'Third floor', canCheckIn: true, canRelease: true },
      { id: 'b-later', kind: 'room', canCheckIn: false, checkInFromMs: morningMs + hours(9) - minutes(15) },
    ]);
    expect(list.some((one) => 'canExtendToMs' in one)).toBe(false);
  });

  it('R7 R56: are those of each person alone; nobody reaches the booking of another by its id', async () => {
    const { own, store } = temporaryPad();
    expect(own.ownBookings(ben)).toEqual([]);
    for (const act of [own.confirmFor, own.releaseFor, own.extendFor]) {
      const theirs = await act(ben, { event: tap(), booking: adas });
      const nobodys = await act(ben, { event: tap(), booking: bookingId('b-nowhere') });
      expect(theirs).toEqual({ ok: false, why: 'gone' });
      expect(nobodys).toEqual(theirs);
    }
    expect(store.outbox.size()).toBe(0);
  });

  it('are checked in and given back as at a wall, and both see it at once', async () => {
    const { own, store, signedIn, world } = temporaryPad();
    expect(await own.confirmFor(ada, { event: tap(), booking: adas })).toEqual({ ok: true, delivery: 'will-be-sent' });
    expect(own.ownBookings(ada)).toMatchObject([{ state: 'checked-in', canCheckIn: false, canRelease: true }]);
    expect((await signedIn('1001', '111111')).bookings).toMatchObject([{ state: 'checked-in' }]);
    expect(await own.confirmFor(ada, { event: tap(), booking: adas })).toEqual({ ok: false, why: 'already-done' });
    expect(await own.releaseFor(ada, { event: tap(), booking: adas })).toMatchObject({ ok: true });
    expect(own.ownBookings(ada)).toEqual([]);
    expect(store.outbox.heads()).toMatchObject([{ action: 'check-in', person: 'p-ada', booking: 'b-ada' }]);
    expect([store.outbox.size(), world.wakes]).toEqual([2, 2]);
  });

  it('say "sent" once the booking system has taken it in time, and "gone" when it refused', async () => {
    const { own, store, world } = temporaryPad();
    world.relay = async () => store.outbox.delivered(1).ok;
    expect(await own.confirmFor(ada, { event: tap(), booking: adas })).toEqual({ ok: true, delivery: 'sent' });
    world.relay = async () => store.outbox.quarantine(2, 'conflict').ok;
    expect(await own.releaseFor(ada, { event: tap(), booking: adas })).toEqual({ ok: false, why: 'gone' });
  });

  it('answer the same tap the same and do it once, and let no tap stand for two things', async () => {
    const { own, store, confirm, signedIn } = temporaryPad();
    const body = { event: tap(), booking: adas };
    const first = MeReply.parse(await own.confirmFor(ada, body));
    expect(await own.confirmFor(ada, body)).toEqual(first);
    expect(await own.releaseFor(ada, body)).toEqual({ ok: false, why: 'already-done' });
    const { session } = await signedIn('1001', '111111');
    expect(await confirm(wall, { session, ...body })).toMatchObject({ ok: true, did: 'checked-in' });
    const decided = tap();
    store.outbox.append({ event: decided, action: 'withdraw', person: ada, atMs: morningMs });
    expect(await own.releaseFor(ada, { event: decided, booking: adas })).toEqual({ ok: false, why: 'already-done' });
    expect(store.outbox.size()).toBe(2);
  });
});

describe('extending', () => {
  it('adds an hour, shows it at once on the phone and keeps the space from others', async () => {
    const { own, store, signedIn, endMs } = seated();
    expect(own.ownBookings(ada)).toMatchObject([{ canExtendToMs: endMs + hours(1) }]);
    const body = { event: tap(), booking: adas };
    expect(await own.extendFor(ada, body)).toEqual({ ok: true, delivery: 'will-be-sent' });
    expect(await own.extendFor(ada, body)).toEqual({ ok: true, delivery: 'will-be-sent' });
    expect(own.ownBookings(ada)).toMatchObject([{ state: 'checked-in', toMs: endMs + hours(1) }]);
    expect(store.outbox.heads()).toMatchObject([{ action: 'extend', booking: 'b-ada', toMs: endMs + hours(1) }]);
    expect(store.outbox.size()).toBe(1);
    expect(store.settled.find(body.event)).toMatchObject({ did: 'extended', untilMs: endMs + hours(1) });
    expect((await signedIn('1002', '222222')).freeDesks.map((free) => free.space)).not.toContain('d-1');
  });

  it('goes on from the new end at the next tap, and stops at the next booking', async () => {
    const { own, world, endMs } = seated(minutes(30));
    world.mirrored.push(bookingOf('b-next', 'd-1', 'p-ben', endMs + minutes(80), endMs + hours(4)));
    await own.extendFor(ada, { event: tap(), booking: adas });
    await own.extendFor(ada, { event: tap(), booking: adas });
    expect(own.ownBookings(ada)).toMatchObject([{ toMs: endMs + minutes(80) }]);
    expect(own.ownBookings(ada)[0]).not.toHaveProperty('canExtendToMs');
    expect(await own.extendFor(ada, { event: tap(), booking: adas })).toEqual({ ok: false, why: 'taken' });
  });

  it('stops where the space is blocked, and is not offered where it is blocked already', async () => {
    const { own, world, endMs } = seated(minutes(30));
    const block = { id: BlockId.parse('k-1'), space: spaceId('d-1'), reason: 'works' as const, untilMs: null };
    world.blocks.push({ ...block, fromMs: endMs + minutes(20) });
    expect(own.ownBookings(ada)).toMatchObject([{ canExtendToMs: endMs + minutes(20) }]);
    world.blocks[0] = { ...block, fromMs: morningMs };
    expect(own.ownBookings(ada)[0]).not.toHaveProperty('canExtendToMs');
    expect(await own.extendFor(ada, { event: tap(), booking: adas })).toEqual({ ok: false, why: 'taken' });
  });

  it('is refused too early, and before check-in', async () => {
    const early = seated(hours(3));
    expect(await early.own.extendFor(ada, { event: tap(), booking: adas })).toEqual({ ok: false, why: 'too-early' });
    const { own } = temporaryPad();
    expect(await own.extendFor(ada, { event: tap(), booking: adas })).toEqual({ ok: false, why: 'too-early' });
  });

  it('is taken back when the booking system refuses it: the booking ends when it did', async () => {
    const { own, store, endMs } = seated();
    await own.extendFor(ada, { event: tap(), booking: adas });
    store.outbox.quarantine(1, 'conflict');
    expect(own.ownBookings(ada)).toMatchObject([{ toMs: endMs }]);
  });

  it('ends with what was added when the whole is given back', async () => {
    const { own } = seated();
    await own.extendFor(ada, { event: tap(), booking: adas });
    expect(await own.releaseFor(ada, { event: tap(), booking: adas })).toMatchObject({ ok: true });
    expect(own.ownBookings(ada)).toEqual([]);
  });
});

describe('S21: what can be done with a booking', () => {
  it('is decided by files that no arrow leads from to a position, however long the way', () => {
    const files = new Map(sourceFiles('edge-gateway', 'shared').map((file) => [file.path, file]));
    const reached = new Set<string>();
    const follow = (path: string): void => {
      if (reached.has(path)) return;
      reached.add(path);
      for (const { target } of files.get(path)?.imports ?? []) follow(target);
    };
    for (const path of files.keys()) if (/^edge-gateway\/(check-in|booking)\//.test(path)) follow(path);
    expect(reached.size).toBeGreaterThan(30);
    expect(
      [...reached].filter((path) => /^edge-gateway\/(remember|locate|receive|decode|consent|presence)\//.test(path)),
    ).toEqual([]);
    expect([...reached].filter((path) => /^shared\/model\/(fix|sighting)/.test(path))).toEqual([]);
  });
});
