// Clocks as they really are: set by NTP, stopped by suspends that the boot clock saw or did not see, by paused machines,
// by hundreds of small pauses. Whatever happens, no read may return a fix of 30 minutes or more of true time.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type ClockGuard, createClockGuard } from '#gateway/remember/clock-guard.ts';
import { startRetention } from '#gateway/remember/retention.ts';
import { createPositionVault } from '#gateway/remember/vault.ts';
import type { Clock } from '#shared/kit/clock.ts';
import { minutes, seconds } from '#shared/kit/duration.ts';
import { fakeClock } from '#test/fakes/clock.ts';
import { aFix, ana, ben, floors } from './a-fix.ts';

type Event =
  | { readonly kind: 'run' | 'wall-step' | 'suspend-seen' | 'suspend-unseen'; readonly ms: number }
  | { readonly kind: 'small-pauses'; readonly count: number; readonly ms: number };

const between = (least: number, most: number): fc.Arbitrary<number> => fc.integer({ min: least, max: most });
const run = between(1, minutes(32)).map((ms): Event => ({ kind: 'run', ms }));
const event: fc.Arbitrary<Event> = fc.oneof(
  run,
  fc
    .tuple(between(seconds(10), minutes(120)), fc.boolean())
    .map(([ms, back]): Event => ({ kind: 'wall-step', ms: back ? -ms : ms })),
  between(1, minutes(120)).map((ms): Event => ({ kind: 'suspend-seen', ms })),
  between(1, minutes(120)).map((ms): Event => ({ kind: 'suspend-unseen', ms })),
  fc.record({ count: between(2, 500), ms: between(200, 4_900) }).map((pauses): Event => ({ kind: 'small-pauses', ...pauses })),
);
const history = fc.array(event, { minLength: 1, maxLength: 8 });

/** Lives through a history; the result is the greatest true age, in ms, of any fix that a read returned. */
function oldestRead(events: readonly Event[], guardFor: (clock: Clock) => ClockGuard): number {
  const clock = fakeClock();
  const vault = createPositionVault({ capacity: 4, floors, clock, onFlush: () => undefined, guard: guardFor(clock) });
  startRetention(vault, clock);
  const madeAt: number[] = [];
  let trueMs = 0;
  let oldest = 0;
  const look = (): void => {
    for (const fix of [vault.get(ana), vault.get(ben), ...vault.all()]) {
      if (fix) oldest = Math.max(oldest, trueMs - (madeAt[fix.x] ?? 0));
    }
  };
  const locate = (subject: typeof ana): void => {
    madeAt.push(trueMs);
    vault.put(aFix(clock.bootMs(), { subject, x: madeAt.length - 1 }));
  };
  const running = (ms: number): void => {
    clock.advance(ms);
    trueMs += ms;
    look();
  };
  const suspended = (ms: number, seenByBoot: boolean): void => {
    clock.stepWall(ms);
    if (seenByBoot) clock.stepBoot(ms);
    trueMs += ms;
    look();
  };
  locate(ana);
  for (const [i, what] of events.entries()) {
    if (i % 2 === 0) locate(ben);
    if (what.kind === 'run') running(what.ms);
    if (what.kind === 'wall-step') clock.stepWall(what.ms);
    if (what.kind === 'suspend-seen') suspended(what.ms, true);
    if (what.kind === 'suspend-unseen') suspended(what.ms, false);
    if (what.kind !== 'small-pauses') continue;
    for (let pause = 0; pause < what.count; pause++) {
      suspended(what.ms, false);
      running(seconds(1.5));
    }
  }
  for (let left = 0; left < 31; left++) running(minutes(1));
  return oldest;
}

/** The rule that looks right and is not: it compares with the previous tick only. */
function tickByTickGuard(clock: Clock): ClockGuard {
  let lastOffsetMs: number | undefined;
  return {
    check: () => {
      const offsetMs = clock.wallMs() - clock.bootMs();
      const sound = lastOffsetMs === undefined || Math.abs(offsetMs - lastOffsetMs) <= seconds(5);
      lastOffsetMs = offsetMs;
      return sound;
    },
  };
}

const never: ClockGuard = { check: () => true };
const tooOld = (guardFor: (clock: Clock) => ClockGuard) =>
  fc.check(
    fc.property(history, (events) => oldestRead(events, guardFor) < minutes(30)),
    { numRuns: 150, seed: 20_261_121, endOnFailure: true },
  );

test('no read returns a fix of 30 true minutes, whatever the clocks went through', () => {
  const { failed, counterexample } = tooOld(createClockGuard);
  expect(counterexample).toBeNull();
  expect(failed).toBe(false);
});

test('the same histories find out a guard that compares tick by tick, and one that never looks', () => {
  expect(tooOld(tickByTickGuard).failed).toBe(true);
  expect(tooOld(() => never).failed).toBe(true);
});

test('hundreds of pauses of under five seconds each are noticed as one', () => {
  const pauses: readonly Event[] = [{ kind: 'small-pauses', count: 400, ms: 4_000 }];
  expect(oldestRead(pauses, createClockGuard)).toBeLessThan(minutes(1));
  expect(oldestRead(pauses, tickByTickGuard)).toBeGreaterThan(minutes(30));
});
