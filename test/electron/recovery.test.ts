import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isAlive, nextRecovery, notStarted, type RecoveryEffect, type RecoveryEvent } from '#kiosk/electron/recovery.ts';
import { minutes, seconds } from '#shared/kit/duration.ts';

/** A wall started at time 0; events are fed at the time they name. */
function wall(beating = true) {
  let state = nextRecovery(notStarted, { kind: 'start' }, 0).state;
  let now = 0;
  const effects: RecoveryEffect[] = [];
  const feed = (event: RecoveryEvent): void => {
    const step = nextRecovery(state, event, now);
    state = step.state;
    effects.push(...step.effects);
  };
  return {
    effects,
    feed,
    /** The page speaks up and is given a board. */
    speakUp: () => {
      feed({ kind: 'listening' });
      feed({ kind: 'drawable' });
    },
    alive: () => isAlive(state, now),
    /** Lets time pass second by second, with a beat every five as long as the page draws. */
    pass: (ms: number, beats = beating) => {
      for (const end = now + ms; now < end; ) {
        now += seconds(1);
        if (beats && now % seconds(5) === 0) feed({ kind: 'beat' });
        feed({ kind: 'tick' });
      }
    },
  };
}
const gone = (reason = 'crashed'): RecoveryEvent => ({ kind: 'gone', reason });
const load = (page: 'wall' | 'safe'): RecoveryEffect => ({ kind: 'load', page });

describe('a page that somebody asks to be loaded afresh', () => {
  test('is, however often, and that is never taken for a storm', () => {
    const it = wall();
    it.speakUp();
    for (let i = 0; i < 20; i += 1) it.feed({ kind: 'asked' });
    expect(it.effects).toEqual(Array.from({ length: 20 }, () => load('wall')));
    it.feed(gone());
    expect(it.effects.at(-1)).toEqual(load('wall'));
  });

  test('while it hangs is left to the rules that end it', () => {
    const it = wall();
    it.speakUp();
    it.feed({ kind: 'unresponsive' });
    it.feed({ kind: 'asked' });
    it.pass(seconds(10));
    it.feed({ kind: 'asked' });
    expect(it.effects).toEqual([{ kind: 'crash-renderer' }]);
  });
});

describe('a renderer that is gone', () => {
  test.each(['crashed', 'oom', 'killed', 'abnormal-exit', 'launch-failed', 'memory-eviction', 'integrity-failure'])(
    'by %s is loaded again',
    (reason) => {
      const it = wall();
      it.feed(gone(reason));
      expect(it.effects).toEqual([load('wall')]);
    },
  );

  test('on purpose is left alone', () => {
    const it = wall();
    it.feed(gone('clean-exit'));
    expect(it.effects).toEqual([]);
  });

  test('a third time within 30 s gives way to the safe page, and the wall is tried again after a minute', () => {
    const it = wall();
    for (let i = 0; i < 3; i += 1) {
      it.feed(gone());
      it.pass(seconds(5));
    }
    expect(it.effects).toEqual([load('wall'), load('wall'), load('safe')]);
    it.pass(seconds(54));
    expect(it.effects).toHaveLength(3);
    it.pass(seconds(1));
    expect(it.effects.at(-1)).toEqual(load('wall'));
  });

  test('twice in 30 s and again much later keeps the wall', () => {
    const it = wall();
    for (let i = 0; i < 4; i += 1) {
      it.feed(gone());
      it.pass(seconds(16));
    }
    expect(it.effects).toEqual([load('wall'), load('wall'), load('wall'), load('wall')]);
  });

  test('a sixth time within 10 minutes ends the process with code 1, and then nothing more is done', () => {
    const it = wall();
    for (let i = 0; i < 6; i += 1) {
      it.feed(gone());
      it.pass(minutes(1));
    }
    expect(it.effects.filter((effect) => effect.kind === 'exit')).toEqual([{ kind: 'exit', code: 1 }]);
    const before = it.effects.length;
    it.feed(gone());
    it.pass(minutes(2));
    expect(it.effects).toHaveLength(before);
    expect(it.alive()).toBe(false);
  });

  test('once every three minutes for a day never ends the process', () => {
    const it = wall();
    for (let i = 0; i < 480; i += 1) {
      it.feed(gone());
      it.pass(minutes(3));
    }
    expect(it.effects.every((effect) => effect.kind === 'load' && effect.page === 'wall')).toBe(true);
  });

  test('while the safe page shows, leads back to the safe page', () => {
    const it = wall();
    for (let i = 0; i < 4; i += 1) it.feed(gone());
    expect(it.effects.slice(2)).toEqual([load('safe'), load('safe')]);
  });
});

describe('a renderer that hangs', () => {
  test('for 10 s is crashed, not reloaded', () => {
    const it = wall();
    it.feed({ kind: 'unresponsive' });
    it.pass(seconds(9));
    expect(it.effects).toEqual([]);
    it.pass(seconds(1));
    expect(it.effects).toEqual([{ kind: 'crash-renderer' }]);
    it.feed(gone('killed'));
    expect(it.effects.at(-1)).toEqual(load('wall'));
  });

  test('and comes back in time is left alone', () => {
    const it = wall();
    it.feed({ kind: 'unresponsive' });
    it.pass(seconds(9));
    it.feed({ kind: 'responsive' });
    it.pass(seconds(60));
    expect(it.effects).toEqual([]);
  });

  test('and can not even be crashed is loaded again after 5 s', () => {
    const it = wall();
    it.feed({ kind: 'unresponsive' });
    it.pass(seconds(15));
    expect(it.effects).toEqual([{ kind: 'crash-renderer' }, load('wall')]);
  });
});

describe('a page that shows nothing', () => {
  test('after three missed beats is taken for hung', () => {
    const it = wall();
    it.pass(seconds(20));
    it.pass(seconds(16), false);
    expect(it.effects).toEqual([]);
    expect(it.alive()).toBe(true);
    it.pass(seconds(1), false);
    expect(it.effects).toEqual([{ kind: 'crash-renderer' }]);
    expect(it.alive()).toBe(false);
  });

  test('because its script does not run is taken for hung after 30 s, whatever it was sent', () => {
    const it = wall(false);
    it.feed({ kind: 'drawable' });
    it.pass(seconds(29));
    expect(it.effects).toEqual([]);
    it.pass(seconds(1));
    expect(it.effects).toEqual([{ kind: 'crash-renderer' }]);
  });

  test('although it has a board is taken for hung after 30 s', () => {
    const it = wall(false);
    it.pass(seconds(20));
    it.speakUp();
    it.pass(seconds(29));
    expect(it.effects).toEqual([]);
    it.pass(seconds(1));
    expect(it.effects).toEqual([{ kind: 'crash-renderer' }]);
  });

  test('because no gateway ever answered is left waiting, for days', () => {
    const it = wall(false);
    it.feed({ kind: 'listening' });
    it.pass(minutes(60 * 24 * 3));
    expect(it.effects).toEqual([]);
    expect(it.alive()).toBe(true);
  });

  test('because it did not load counts as a loss', () => {
    const it = wall();
    it.feed({ kind: 'load-failed' });
    expect(it.effects).toEqual([load('wall')]);
  });

  test('for ever ends the process within 10 minutes', () => {
    const it = wall(false);
    it.pass(minutes(10));
    expect(it.effects.at(-1)).toEqual({ kind: 'exit', code: 1 });
  });
});

test('the safe page has no beat and is not taken for hung', () => {
  const it = wall(false);
  for (let i = 0; i < 3; i += 1) it.feed(gone());
  it.pass(seconds(59));
  expect(it.effects.at(-1)).toEqual(load('safe'));
  expect(it.alive()).toBe(true);
});

test('whatever happens, at most five losses are forgiven in ten minutes and nothing follows an exit', () => {
  const event = fc.constantFrom<RecoveryEvent>(
    gone(),
    { kind: 'beat' },
    { kind: 'unresponsive' },
    { kind: 'responsive' },
    { kind: 'load-failed' },
    { kind: 'tick' },
  );
  fc.assert(
    fc.property(fc.array(fc.tuple(event, fc.integer({ min: 0, max: 20 })), { maxLength: 100 }), (events) => {
      const it = wall();
      const losses: number[] = [];
      let now = 0;
      for (const [next, wait] of events) {
        if (next.kind === 'gone' || next.kind === 'load-failed') losses.push(now);
        it.feed(next);
        it.pass(seconds(wait));
        now += seconds(wait);
      }
      const exit = it.effects.findIndex((effect) => effect.kind === 'exit');
      expect(exit === -1 || exit === it.effects.length - 1).toBe(true);
      const worst = Math.max(0, ...losses.map((from) => losses.filter((at) => at >= from && at - from < minutes(10)).length));
      if (worst > 5) expect(exit).not.toBe(-1);
    }),
  );
});
