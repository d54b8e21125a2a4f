import { describe, expect, it } from 'vitest';
import { createPinLimits } from '#gateway/check-in/pin-limits.ts';
import type { Clock } from '#shared/kit/clock.ts';
import { days, hours, minutes } from '#shared/kit/duration.ts';
import { fakeClock } from '#test/fakes/clock.ts';
import { noLimitBecause, withFileLimit } from '#test/store/disk-limits.ts';
import { openTemporary, temporaryPath } from '#test/store/open-temporary.ts';

const at = (subject: string, display = 'wall-1', verifier = 'v1') => ({ subject, display, verifier });
type Who = ReturnType<typeof at>;

function limitsOn(path = temporaryPath(), clock: Clock = fakeClock()) {
  const store = openTemporary(path, clock);
  const limits = createPinLimits(store.pinLimits, clock);
  const wrong = (who: Who): string => {
    const reply = limits.begin(who) ?? limits.wrong(who);
    return reply.retryAfterMs === undefined ? reply.why : `${reply.why} ${reply.retryAfterMs / minutes(1)} min`;
  };
  const right = (who: Who): boolean => {
    if (limits.begin(who)) return false;
    limits.right(who);
    return true;
  };
  const times = (count: number, who: Who): string[] => Array.from({ length: count }, () => wrong(who));
  return { store, wrong, right, times, limits };
}

describe('R48: five wrong PINs of a person at a display', () => {
  it('lock that person there for 15 minutes, with the right PIN too, and nowhere else', () => {
    const clock = fakeClock();
    const { times, right } = limitsOn(temporaryPath(), clock);
    expect(times(5, at('a'))).toEqual(['wrong-pin', 'wrong-pin', 'wrong-pin', 'wrong-pin', 'locked 15 min']);
    expect(right(at('a'))).toBe(false);
    expect(right(at('b'))).toBe(true);
    expect(right(at('a', 'wall-2'))).toBe(true);
  });

  it('are forgotten after the 15 minutes, whatever the wall clock does', () => {
    const clock = fakeClock();
    const { times, right, wrong } = limitsOn(temporaryPath(), clock);
    times(5, at('a'));
    clock.stepWall(days(400));
    expect(wrong(at('a'))).toBe('locked 15 min');
    clock.stepWall(-days(800));
    clock.advance(minutes(15) - 1);
    expect(right(at('a'))).toBe(false);
    clock.advance(1);
    expect(right(at('a'))).toBe(true);
  });

  it('survive a restart, and the 15 minutes begin anew', async () => {
    const clock = fakeClock();
    const path = temporaryPath();
    const before = limitsOn(path, clock);
    before.times(5, at('a'));
    clock.advance(minutes(14));
    await before.store.stop();
    const after = limitsOn(path, clock);
    expect(after.wrong(at('a'))).toBe('locked 15 min');
    clock.advance(minutes(15));
    expect(after.right(at('a'))).toBe(true);
  });

  it('are counted before the PIN is checked, so that a crowd at once gets five tries too', () => {
    const { limits } = limitsOn();
    const answers = Array.from({ length: 8 }, () => limits.begin(at('a'))?.why ?? 'try');
    expect(answers).toEqual(['try', 'try', 'try', 'try', 'try', 'locked', 'locked', 'locked']);
  });

  it('start from nothing after a right one', () => {
    const { times, right } = limitsOn();
    times(4, at('a'));
    expect(right(at('a'))).toBe(true);
    expect(times(4, at('a'))).toEqual(['wrong-pin', 'wrong-pin', 'wrong-pin', 'wrong-pin']);
    expect(right(at('a'))).toBe(true);
  });
});

describe('R48: ten wrong PINs in a row', () => {
  it('turn the PIN off everywhere until a new one is issued, restart or not', async () => {
    const clock = fakeClock();
    const path = temporaryPath();
    const before = limitsOn(path, clock);
    before.times(5, at('a'));
    expect(before.times(5, at('a', 'wall-2')).at(-1)).toBe('pin-off');
    clock.advance(hours(1));
    expect(before.right(at('a', 'wall-3'))).toBe(false);
    await before.store.stop();
    const after = limitsOn(path, clock);
    clock.advance(hours(2));
    expect(after.wrong(at('a'))).toBe('pin-off');
    expect(after.right(at('a', 'wall-1', 'v2'))).toBe(true);
    expect(after.right(at('a', 'wall-2', 'v2'))).toBe(true);
  });

  it('look the same for an identifier that nobody has', () => {
    const [known, unknown] = [limitsOn(), limitsOn()];
    expect(unknown.times(12, at('x', 'wall-1', ''))).toEqual(known.times(12, at('a')));
  });
});

describe('R48: twenty wrong PINs at a display in ten minutes', () => {
  it('close its pad for ten minutes, for everybody, and no other pad', () => {
    const clock = fakeClock();
    const { wrong, right } = limitsOn(temporaryPath(), clock);
    const answers = Array.from({ length: 20 }, (_, i) => wrong(at(`p${i}`)));
    expect(answers.slice(0, 19).every((answer) => answer === 'wrong-pin')).toBe(true);
    expect(answers[19]).toBe('pad-closed 10 min');
    expect(right(at('somebody'))).toBe(false);
    expect(right(at('somebody', 'wall-2'))).toBe(true);
    clock.advance(minutes(10));
    expect(right(at('somebody'))).toBe(true);
  });

  it('means ten minutes: slower tries do not close it', () => {
    const clock = fakeClock();
    const { wrong } = limitsOn(temporaryPath(), clock);
    const answers = Array.from({ length: 60 }, (_, i) => {
      clock.advance(minutes(10) / 19);
      return wrong(at(`p${i}`));
    });
    expect(new Set(answers)).toEqual(new Set(['wrong-pin']));
  });

  it('does not count the right ones', () => {
    const { right } = limitsOn();
    expect(Array.from({ length: 40 }, (_, i) => right(at(`p${i}`))).every(Boolean)).toBe(true);
  });

  it('stays closed over a restart, and a restart forgives none of the tries before', async () => {
    const clock = fakeClock();
    const path = temporaryPath();
    const before = limitsOn(path, clock);
    for (let i = 0; i < 20; i += 1) before.wrong(at(`p${i}`));
    for (let i = 0; i < 19; i += 1) before.wrong(at(`q${i}`, 'wall-2'));
    clock.advance(minutes(9));
    await before.store.stop();
    const after = limitsOn(path, clock);
    expect(after.wrong(at('z'))).toBe('pad-closed 10 min');
    expect(after.wrong(at('z', 'wall-2'))).toBe('pad-closed 10 min');
  });
});

it.skipIf(noLimitBecause !== null)(
  `gives no try that can not be counted${noLimitBecause ? ` (skipped: ${noLimitBecause})` : ''}`,
  async () => {
    const { wrong, times } = limitsOn();
    await withFileLimit(1024, () => {
      expect(wrong(at('a'))).toBe('not-stored');
    });
    expect(times(5, at('a')).at(-1)).toBe('locked 15 min');
  },
);
