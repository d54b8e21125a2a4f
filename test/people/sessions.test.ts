// Sessions on a clock that stands still until a test moves it.

import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import { createSessions, type Sessions } from '#gateway/people/sessions.ts';
import { hours, minutes, seconds } from '#shared/kit/duration.ts';
import { SubjectRef } from '#shared/model/ids.ts';
import { defaultPolicy, Policy } from '#shared/model/policy.ts';
import { type FakeClock, fakeClock } from '#test/fakes/clock.ts';

const ana = { ref: SubjectRef.parse('p-ana'), account: 'ana@idp' };
const ben = { ref: SubjectRef.parse('p-ben'), account: 'ben@idp' };
const everybody = (): boolean => true;

let clock: FakeClock;
let policy: { sessionMaxHours: number; closeOnExit: boolean };
let sessions: Sessions;
let ended: number;
beforeEach(() => {
  clock = fakeClock();
  policy = { sessionMaxHours: 168, closeOnExit: false };
  ended = 0;
  sessions = createSessions({
    clock,
    policy: () => policy,
    randomBytes,
    onEnded: () => {
      ended += 1;
    },
  });
});
test('whoever has power over others is signed in for eight hours at most, whatever others have', () => {
  const strict = createSessions({
    ...{ clock, randomBytes, onEnded: () => undefined },
    policy: (ref) => (ref === ana.ref ? { sessionMaxHours: 8, closeOnExit: true } : { sessionMaxHours: 168, closeOnExit: false }),
  });
  const [anas, bens] = [strict.open(ana).handle, strict.open(ben).handle];
  clock.advance(minutes(15));
  expect([strict.of(anas) === null, strict.of(bens) === null]).toEqual([true, false]);
  const again = strict.open(ana).handle;
  for (let quarter = 0; quarter < 8 * 6 - 1; quarter += 1) {
    clock.advance(minutes(10));
    expect(strict.of(again)).not.toBeNull();
  }
  clock.advance(minutes(10));
  expect([strict.of(again) === null, strict.of(bens) === null]).toEqual([true, false]);
});

const isIn = (handle: string): boolean => sessions.of(handle) !== null;

describe('the hard cap', () => {
  test('R22: a session ends 168 hours after its sign-in, however often it was used in between', () => {
    const { handle, endsAtMs } = sessions.open(ana);
    expect(endsAtMs).toBe(clock.wallMs() + hours(168));
    for (let hour = 1; hour < 168; hour += 1) {
      clock.advance(hours(1));
      expect(sessions.of(handle)).toEqual({ ...ana, endsAtMs });
    }
    clock.advance(hours(1) - 1);
    expect(isIn(handle)).toBe(true);
    clock.advance(1);
    expect(isIn(handle)).toBe(false);
    expect(ended).toBe(1);
  });

  test('R22: no policy that the booking system can send gives more than 168 hours', () => {
    expect(Policy.safeParse({ ...defaultPolicy, sessionMaxHours: 168 }).success).toBe(true);
    expect(Policy.safeParse({ ...defaultPolicy, sessionMaxHours: 169 }).success).toBe(false);
  });

  test('R22: a policy that shortens the cap shortens sessions that run, and one that lengthens it leaves them alone', () => {
    policy.sessionMaxHours = 24;
    const { handle } = sessions.open(ana);
    policy.sessionMaxHours = 168;
    clock.advance(hours(7));
    expect(sessions.of(handle)?.endsAtMs).toBe(clock.wallMs() + hours(17));
    policy.sessionMaxHours = 8;
    expect(sessions.of(handle)?.endsAtMs).toBe(clock.wallMs() + hours(1));
    policy.sessionMaxHours = 168;
    clock.advance(hours(1));
    expect(isIn(handle)).toBe(false);
  });

  test('R22: the cap follows the time since boot, so that a wall clock that is set back lengthens nothing', () => {
    policy.sessionMaxHours = 1;
    const { handle } = sessions.open(ana);
    clock.stepWall(-hours(100));
    clock.stepBoot(hours(1));
    expect(isIn(handle)).toBe(false);
  });
});

describe('close on exit', () => {
  test('R23: a session without any contact for 15 minutes ends, and each contact begins them anew', () => {
    policy.closeOnExit = true;
    const { handle } = sessions.open(ana);
    for (let i = 0; i < 10; i += 1) {
      clock.advance(minutes(15) - 1);
      expect(isIn(handle)).toBe(true);
    }
    clock.advance(minutes(15));
    expect(isIn(handle)).toBe(false);
  });

  test('R23: it ends silent sessions from the moment the company switches it on', () => {
    const { handle } = sessions.open(ana);
    clock.advance(hours(2));
    expect(isIn(handle)).toBe(true);
    clock.advance(minutes(15));
    policy.closeOnExit = true;
    expect(isIn(handle)).toBe(false);
  });

  test('R23: contact never carries a session beyond its cap', () => {
    policy = { sessionMaxHours: 1, closeOnExit: true };
    const { handle } = sessions.open(ana);
    for (let i = 0; i < 59; i += 1) {
      clock.advance(minutes(1));
      expect(isIn(handle)).toBe(true);
    }
    clock.advance(minutes(1));
    expect(isIn(handle)).toBe(false);
  });
});

describe('a handle', () => {
  test('is 256 random bits, another one each time', () => {
    const handles = Array.from({ length: 5 }, () => sessions.open(ana).handle);
    expect(new Set(handles).size).toBe(5);
    for (const handle of handles) expect(Buffer.from(handle, 'base64url')).toHaveLength(32);
  });

  test('that was not given out here is nobody’s, whatever it looks like', () => {
    const { handle } = sessions.open(ana);
    fc.assert(fc.property(fc.string(), (other) => other === handle || sessions.of(other) === null));
    expect(isIn(handle.toLowerCase())).toBe(handle.toLowerCase() === handle);
    expect(isIn('__proto__')).toBe(false);
  });
});

describe('ending', () => {
  test('ends that session at once and no other', () => {
    const [one, two, bens] = [sessions.open(ana), sessions.open(ana), sessions.open(ben)];
    sessions.end(one.handle);
    expect([one, two, bens].map(({ handle }) => isIn(handle))).toEqual([false, true, true]);
    sessions.endAllOf(ana.ref);
    expect([one, two, bens].map(({ handle }) => isIn(handle))).toEqual([false, false, true]);
    expect(ended).toBe(2);
  });

  test('tells nobody when there was nothing to end', () => {
    sessions.end('nothing');
    sessions.endAllOf(ana.ref);
    sessions.sweep(everybody);
    expect(ended).toBe(0);
  });

  test('comes to the oldest of five when a person signs in for the sixth time, and to nobody else’s', () => {
    const bens = sessions.open(ben);
    const anas = Array.from({ length: 6 }, () => {
      clock.advance(seconds(1));
      return sessions.open(ana);
    });
    expect(anas.map(({ handle }) => isIn(handle))).toEqual([false, true, true, true, true, true]);
    expect(isIn(bens.handle)).toBe(true);
    expect(ended).toBe(1);
  });

  test('does not wait for a look: sweeping ends what is over and what does not hold any more', () => {
    policy.sessionMaxHours = 2;
    sessions.open(ana);
    clock.advance(hours(1));
    const [later, bens] = [sessions.open(ana), sessions.open(ben)];
    clock.advance(hours(1));
    sessions.sweep(everybody);
    expect(ended).toBe(1);
    sessions.sweep(({ account }) => account !== ben.account);
    expect(ended).toBe(2);
    expect([isIn(later.handle), isIn(bens.handle)]).toEqual([true, false]);
  });
});
