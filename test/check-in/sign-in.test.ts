import { describe, expect, it } from 'vitest';
import { hours, minutes, seconds } from '#shared/kit/duration.ts';
import { SignInReply } from '#shared/wire/check-in.ts';
import { bookingOf, morningMs, otherWall, personOf, tap, wall } from './pad-world.ts';
import { temporaryPad } from './temporary-pad.ts';

describe('signing in at a pad', () => {
  it("shows the person's own bookings of today and what can be done about each", async () => {
    const { signIn, world } = temporaryPad();
    world.mirrored.push(
      bookingOf('b-later', 'r-1', 'p-ada', morningMs + hours(3), morningMs + hours(4)),
      bookingOf('b-tomorrow', 'd-2', 'p-ada', morningMs + hours(24), morningMs + hours(32)),
      bookingOf('b-over', 'd-2', 'p-ada', morningMs - hours(3), morningMs),
      bookingOf('b-elsewhere', 'd-unknown', 'p-ada', morningMs, morningMs + hours(1)),
    );
    const reply = await signIn(wall, { identifier: '1001', pin: '111111' });
    expect(SignInReply.parse(reply)).toEqual(reply);
    expect(reply).toMatchObject({ ok: true, pad: { name: 'Person p-ada' } });
    expect(reply.ok && reply.pad.bookings).toEqual([
      expect.objectContaining({ id: 'b-ada', spaceName: 'Desk 1', floor: 'f3', canCheckIn: true, canRelease: true }),
      expect.objectContaining({
        id: 'b-later',
        kind: 'room',
        canCheckIn: false,
        checkInFromMs: morningMs + hours(3) - minutes(15),
        canRelease: true,
      }),
    ]);
  });

  it("lists the free desks of the display's floor in the order people count", async () => {
    const { signedIn } = temporaryPad();
    const pad = await signedIn('1002', '222222');
    expect(pad.freeDesks.map((free) => free.spaceName)).toEqual(['Desk 2', 'Desk 10']);
  });

  it('answers a wrong PIN, an unknown person and a person without a PIN the same', async () => {
    const { signIn, world } = temporaryPad();
    const { pin: _, ...without } = personOf('p-cy', '1003', '333333');
    world.people.push(without);
    const answer = (identifier: string, pin: string) => signIn(wall, { identifier, pin });
    const wrong = await answer('1001', '000000');
    expect(wrong).toEqual({ ok: false, why: 'wrong-pin' });
    expect(await answer('9999', '000000')).toEqual(wrong);
    expect(await answer('1003', '333333')).toEqual(wrong);
  });

  it('locks an identifier that nobody has just as one that somebody has', async () => {
    const { signIn } = temporaryPad();
    const answers = async (identifier: string) => {
      const replies = [];
      for (let i = 0; i < 6; i += 1) replies.push(await signIn(wall, { identifier, pin: '000000' }));
      return replies;
    };
    const known = await answers('1001');
    expect(known[5]).toEqual({ ok: false, why: 'locked', retryAfterMs: minutes(15) });
    expect(await answers('9999')).toEqual(known);
  });

  it('says that nobody can be recognised before the booking system has sent its people', async () => {
    const { signIn, world } = temporaryPad();
    world.loaded = false;
    expect(await signIn(wall, { identifier: '1001', pin: '111111' })).toEqual({ ok: false, why: 'not-ready' });
  });

  it('checks two PINs at a time and calls a third one busy without counting it', async () => {
    const { signIn } = temporaryPad();
    const right = { identifier: '1001', pin: '111111' };
    const three = await Promise.all([signIn(wall, right), signIn(otherWall, right), signIn(wall, right)]);
    expect(three.map((reply) => (reply.ok ? 'ok' : reply.why))).toEqual(['ok', 'ok', 'busy']);
    expect((await signIn(wall, right)).ok).toBe(true);
  });
});

describe('a pad session', () => {
  const body = (session: string) => ({ session, event: tap(), booking: 'b-ada' }) as never;

  it('ends after 60 seconds without a tap', async () => {
    const { signedIn, release, clock } = temporaryPad();
    const { session } = await signedIn('1001', '111111');
    clock.advance(seconds(59));
    expect(await release(wall, body(session))).toMatchObject({ ok: true });
    clock.advance(seconds(59));
    expect(await release(wall, body(session))).toEqual({ ok: false, why: 'already-done' });
    clock.advance(seconds(60));
    expect(await release(wall, body(session))).toEqual({ ok: false, why: 'session-over' });
  });

  it('ends at once with "done", at its own display only', async () => {
    const { signedIn, confirm, done } = temporaryPad();
    const { session } = await signedIn('1001', '111111');
    done(otherWall, session);
    expect(await confirm(wall, body(session))).toMatchObject({ ok: true });
    done(wall, session);
    expect(await confirm(wall, body(session))).toEqual({ ok: false, why: 'session-over' });
  });

  it('ends when the next person signs in at the same display', async () => {
    const { signedIn, confirm } = temporaryPad();
    const { session } = await signedIn('1001', '111111');
    await signedIn('1002', '222222', otherWall);
    const second = await signedIn('1002', '222222');
    expect(await confirm(wall, body(session))).toEqual({ ok: false, why: 'session-over' });
    expect(await confirm(wall, body(second.session))).toEqual({ ok: false, why: 'gone' });
  });

  it('is worth nothing at another display', async () => {
    const { signedIn, confirm } = temporaryPad();
    const { session } = await signedIn('1001', '111111');
    expect(await confirm(otherWall, body(session))).toEqual({ ok: false, why: 'session-over' });
  });

  it('ends when the person leaves the company', async () => {
    const { signedIn, confirm, world } = temporaryPad();
    const { session } = await signedIn('1001', '111111');
    world.people = [];
    expect(await confirm(wall, body(session))).toEqual({ ok: false, why: 'session-over' });
  });
});
