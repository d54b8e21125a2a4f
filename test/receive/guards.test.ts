import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { attemptLimit } from '#gateway/receive/attempt-limit.ts';
import { connectionLimit } from '#gateway/receive/connection-limit.ts';
import { frameGuard } from '#gateway/receive/frame-guard.ts';
import { rateLimit } from '#gateway/receive/rate-limit.ts';

/** What the guard says of these bytes when they arrive cut at `cuts`. */
function guarded(bytes: Uint8Array, cap: number, cuts: readonly number[] = []): string[] {
  const said: string[] = [];
  const watch = frameGuard(
    () => cap,
    (why) => said.push(why),
  );
  let from = 0;
  for (const cut of [...cuts].sort((a, b) => a - b)) {
    watch(bytes.subarray(from, cut));
    from = Math.max(from, cut);
  }
  watch(bytes.subarray(from));
  return said;
}

/** The standard's variable length field (MQTT 3.1.1, 2.2.3). */
function packet(length: number): Buffer {
  const field: number[] = [];
  let rest = length;
  do {
    field.push(rest >= 128 ? (rest % 128) + 128 : rest);
    rest = Math.floor(rest / 128);
  } while (rest > 0);
  return Buffer.concat([Buffer.from([0x30, ...field]), Buffer.alloc(length, 0xff)]);
}

describe('the frame guard', () => {
  it('lets every packet up to the cap pass and stops the first above it, however the bytes are cut', () => {
    const lengths = fc.array(fc.integer({ min: 0, max: 400 }), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(lengths, fc.array(fc.nat(3_000)), (sizes, cuts) => {
        const tooLong = sizes.some((size) => size > 300);
        expect(guarded(Buffer.concat(sizes.map(packet)), 300, cuts)).toEqual(tooLong ? ['packet-too-long'] : []);
      }),
    );
  });

  it('refuses a length field of more than four bytes', () => {
    expect(guarded(Buffer.from([0x30, 0x80, 0x80, 0x80, 0x80, 0x01]), 300)).toEqual(['malformed']);
  });
});

describe('the attempt limit', () => {
  const limit = (now: () => number): ReturnType<typeof attemptLimit> =>
    attemptLimit({ limit: 3, windowMs: 60_000, barMs: 300_000, bootMs: now, maxKeys: 2 });

  it('bars a key whose attempts fall within one window, for its time, and no other key', () => {
    let nowMs = 0;
    const attempts = limit(() => nowMs);
    for (let i = 0; i < 3; i += 1) attempts.count('a');
    expect([attempts.barred('a'), attempts.barred('b')]).toEqual([true, false]);
    nowMs = 300_000;
    expect(attempts.barred('a')).toBe(false);
  });

  it('forgets attempts older than the window', () => {
    let nowMs = 0;
    const attempts = limit(() => nowMs);
    for (let i = 0; i < 10; i += 1) {
      attempts.count('a');
      nowMs += 30_001;
    }
    expect(attempts.barred('a')).toBe(false);
  });

  it('remembers a bounded number of keys, the newest', () => {
    const attempts = limit(() => 0);
    for (const key of ['a', 'b', 'c']) for (let i = 0; i < 3; i += 1) attempts.count(key);
    expect([attempts.barred('a'), attempts.barred('b'), attempts.barred('c')]).toEqual([false, true, true]);
  });
});

describe('the rate limit', () => {
  it('never lets more through than the burst and the rate since the start', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(200), { maxLength: 200 }), (pauses) => {
        let nowMs = 0;
        let passed = 0;
        const take = rateLimit({ perSecond: 50, burst: 10 }, () => nowMs);
        for (const pause of pauses) {
          nowMs += pause;
          if (take()) passed += 1;
        }
        expect(passed).toBeLessThanOrEqual(10 + (nowMs * 50) / 1_000);
      }),
    );
  });

  it('lets a sender at its rate through for ever, and everything when it is off', () => {
    let nowMs = 0;
    const take = rateLimit({ perSecond: 50, burst: 1 }, () => nowMs);
    const open = rateLimit({ perSecond: Number.POSITIVE_INFINITY, burst: 1 }, () => 0);
    for (let i = 0; i < 1_000; i += 1) {
      nowMs += 20;
      expect([take(), open()]).toEqual([true, true]);
    }
  });
});

describe('the connection limit', () => {
  it('holds each address to its share and all of them to the total, and gives places back', () => {
    const places = connectionLimit({ total: 3, perAddress: 1 });
    expect(places.enter('10.0.0.1')).toBeNull();
    expect(places.enter('10.0.0.1')).toBe('too-many-from-address');
    expect(places.enter('127.0.0.1')).toBeNull();
    expect(places.enter('::ffff:127.0.0.1')).toBeNull();
    expect(places.enter('::1')).toBe('too-many-connections');
    places.leave('10.0.0.1');
    expect(places.enter('10.0.0.1')).toBeNull();
  });
});
