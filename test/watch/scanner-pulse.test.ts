import { describe, expect, test } from 'vitest';
import { type ScannerPulse, scannerPulse } from '#gateway/watch/scanner-pulse.ts';
import { minutes, seconds } from '#shared/kit/duration.ts';

const start = 1_000_000;

/** Lets time go by with a look every second; `says` is asked at each of them and may let the scanner speak. */
function watched(pulse: ScannerPulse = scannerPulse(start)) {
  let now = start;
  const pass = (ms: number, says: (elapsedMs: number, nowMs: number) => void = () => undefined): void => {
    for (let elapsed = 1_000; elapsed <= ms; elapsed += 1_000) {
      now += 1_000;
      says(elapsed, now);
      pulse.look(now);
    }
  };
  const every = (periodMs: number, say: (atMs: number) => void) => (elapsed: number, at: number) => {
    if (elapsed % periodMs === 0) say(at);
  };
  /** Seconds until `asked` is no longer null, at most `limitMs`. */
  const untilS = (asked: () => unknown, limitMs: number, says?: (elapsedMs: number, nowMs: number) => void): number => {
    for (let elapsed = 0; elapsed < limitMs; elapsed += 1_000) {
      if (asked() !== null) return elapsed / 1_000;
      pass(1_000, says);
    }
    return Number.POSITIVE_INFINITY;
  };
  return { pulse, pass, every, untilS, now: () => now };
}

describe('a scanner that stops without a word', () => {
  test('is not believed eleven seconds later when it spoke every second', () => {
    const { pulse, pass, every, untilS } = watched();
    pass(minutes(1), every(1_000, pulse.message));
    expect(pulse.silent()).toBeNull();
    expect(untilS(pulse.silent, minutes(5))).toBe(11);
    expect(pulse.silent()).toBe('nothing-came');
  });

  test('is waited for four of its usual pauses when it speaks seldom', () => {
    const { pulse, pass, every, untilS } = watched();
    pass(minutes(5), every(5_000, pulse.message));
    expect(untilS(pulse.silent, minutes(5))).toBe(20);
  });

  test('is waited for a minute when all it sends is a report every fifteen seconds', () => {
    const { pulse, pass, every, untilS } = watched();
    pass(minutes(10), every(15_000, pulse.beat));
    expect(pulse.silent()).toBeNull();
    const waited = untilS(pulse.silent, minutes(5));
    expect(waited).toBeGreaterThan(50);
    expect(waited).toBeLessThanOrEqual(61);
  });

  test('is waited for a minute in its first half minute, before its pauses are known', () => {
    const { pulse, pass, untilS } = watched();
    pass(2_000, (_, at) => pulse.message(at));
    expect(untilS(pulse.silent, minutes(5))).toBeGreaterThan(25);
  });

  test('is believed again with its next message', () => {
    const { pulse, pass, every, now } = watched();
    pass(minutes(1), every(1_000, pulse.message));
    pass(20_000);
    expect(pulse.silent()).toBe('nothing-came');
    pulse.message(now());
    expect(pulse.silent()).toBeNull();
  });

  test('teaches patience: after a pause it came back from, the same pause is not silence', () => {
    const { pulse, pass, every, now } = watched();
    pass(minutes(1), every(1_000, pulse.message));
    pass(120_000);
    pulse.message(now());
    pass(120_000);
    expect(pulse.silent()).toBeNull();
  });

  test('loses that patience with half an hour of chatter', () => {
    const { pulse, pass, every, untilS, now } = watched();
    pass(minutes(1), every(1_000, pulse.message));
    pass(120_000);
    pulse.message(now());
    pass(minutes(35), every(1_000, pulse.message));
    expect(untilS(pulse.silent, minutes(5))).toBe(11);
  });
});

describe('what its connection says', () => {
  test('counts at once, and as an outage', () => {
    const { pulse, now } = watched();
    pulse.connected(now());
    expect(pulse.silent()).toBeNull();
    pulse.disconnected();
    expect([pulse.silent(), pulse.outage()]).toEqual(['disconnected', 'disconnected']);
  });

  test('is believed before a message that was still in the pipe', () => {
    const { pulse, now } = watched();
    pulse.connected(now());
    pulse.disconnected();
    pulse.message(now());
    pulse.beat(now());
    expect(pulse.silent()).toBe('disconnected');
    pulse.connected(now());
    expect(pulse.silent()).toBeNull();
  });

  test('is believed before a last will that comes after the reconnect', () => {
    const { pulse, now } = watched();
    pulse.connected(now());
    pulse.offline();
    expect(pulse.silent()).toBeNull();
  });

  test('is not needed: behind an outside broker the last will counts, and the next message is life', () => {
    const { pulse, now } = watched();
    pulse.message(now());
    pulse.offline();
    expect([pulse.silent(), pulse.outage()]).toEqual(['offline', 'offline']);
    pulse.message(now());
    expect([pulse.silent(), pulse.outage()]).toEqual([null, null]);
  });

  test('a lost link to the outside broker makes every scanner silent until it is heard again', () => {
    const { pulse, now } = watched();
    pulse.message(now());
    pulse.disconnected();
    expect(pulse.silent()).toBe('disconnected');
    pulse.message(now());
    expect(pulse.silent()).toBeNull();
  });

  test('the time it was away is no usual pause', () => {
    const { pulse, pass, every, untilS, now } = watched();
    pulse.connected(now());
    pass(minutes(1), every(1_000, pulse.message));
    pulse.disconnected();
    pass(minutes(3));
    pulse.connected(now());
    pass(5_000, every(1_000, pulse.message));
    expect(untilS(pulse.silent, minutes(5))).toBe(11);
  });
});

describe('an outage', () => {
  test('is not told when the last tag has left but the reports go on, although the engine may doubt for a while', () => {
    const { pulse, pass, every } = watched();
    pass(minutes(30), (elapsed, at) => {
      pulse.message(at);
      every(15_000, pulse.beat)(elapsed, at);
    });
    pass(minutes(30), (elapsed, at) => {
      every(15_000, pulse.beat)(elapsed, at);
      expect(pulse.outage()).toBeNull();
    });
    expect(pulse.silent()).toBeNull();
  });

  test('is told a minute after the last word of a scanner that reports', () => {
    const { pulse, pass, every, untilS } = watched();
    pass(minutes(10), (elapsed, at) => {
      pulse.message(at);
      every(15_000, pulse.beat)(elapsed, at);
    });
    expect(untilS(pulse.silent, minutes(5))).toBeLessThanOrEqual(15);
    expect(untilS(pulse.outage, minutes(5))).toBeGreaterThan(40);
    expect(pulse.outage()).toBe('nothing-came');
  });

  test('is told no sooner than a broker cuts a dead connection, while one is open', () => {
    const { pulse, pass, every, untilS, now } = watched();
    pulse.connected(now());
    pass(minutes(5), every(1_000, pulse.message));
    expect(untilS(pulse.outage, minutes(10))).toBe(181);
  });

  test('of one that never says anything but sightings is told after ten minutes', () => {
    const { pulse, pass, every, untilS } = watched();
    pass(minutes(5), every(1_000, pulse.message));
    expect(untilS(pulse.outage, minutes(30))).toBe(601);
  });

  test('of one that never came is told two minutes after our start', () => {
    const { pulse, untilS } = watched();
    expect(pulse.silent()).toBe('not-heard-yet');
    expect(untilS(pulse.outage, minutes(5))).toBe(121);
  });
});

test('a machine that slept blames nobody for it', () => {
  const { pulse, pass, every, now } = watched();
  pass(minutes(1), every(1_000, pulse.message));
  const woke = now() + minutes(60);
  pulse.look(woke);
  expect(pulse.silent()).toBeNull();
  pulse.message(woke + 10);
  for (let ms = 1_000; ms <= seconds(12); ms += 1_000) pulse.look(woke + ms);
  expect(pulse.silent()).toBe('nothing-came');
});
