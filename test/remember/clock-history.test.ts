// Clocks as they really are: set by NTP, stopped by suspends that the boot clock saw or did not see, by paused machines,
// by hundreds of small pauses. Whatever happens, no read may return a fix of 30 minutes or more of true time, and a running
// process holds none in its memory. What no machine can know: a pause in which both clocks stood still, until the wall
// clock is set right.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type ClockGuard, createClockGuard } from '#gateway/remember/clock-guard.ts';
import { startRetention } from '#gateway/remember/retention.ts';
import { createPositionVault } from '#gateway/remember/vault.ts';
import type { Clock } from '#shared/kit/clock.ts';
import { minutes, seconds } from '#shared/kit/duration.ts';
import { aFix, ana, ben, floors } from './a-fix.ts';
import { type Event, trueMachine } from './true-time.ts';

const between = (least: number, most: number): fc.Arbitrary<number> => fc.integer({ min: least, max: most });
/** From blinks to hours, short ones as often as long ones. */
const span = fc.oneof(between(1, seconds(6)), between(seconds(6), minutes(31)), between(minutes(31), minutes(240)));
const event: fc.Arbitrary<Event> = fc.oneof(
  between(1, minutes(20)).map((ms): Event => ({ kind: 'run', ms })),
  fc.tuple(span, fc.boolean()).map(([ms, back]): Event => ({ kind: 'wall-step', ms: back ? -ms : ms })),
  span.map((ms): Event => ({ kind: 'suspend-seen', ms })),
  span.map((ms): Event => ({ kind: 'suspend-unseen', ms })),
  fc
    .record({ count: between(2, 400), ms: between(200, 4_900), apartMs: between(500, seconds(5)) })
    .map((pauses): Event => ({ kind: 'small-pauses', ...pauses })),
  between(-500, 500).map((ppm): Event => ({ kind: 'slew', ppm })),
  fc.constant<Event>({ kind: 'sighting' }),
);
const history = fc.record({
  events: fc.array(event, { minLength: 1, maxLength: 6 }),
  lateMs: between(0, seconds(8)),
  /** Whether anybody reads; a read forgets too, so what only timers do shows without. */
  isRead: fc.boolean(),
});
type History = typeof history extends fc.Arbitrary<infer T> ? T : never;

/** How a product could forget: the clock that ages are taken from, and who judges the clocks. */
type Rule = { readonly ages: (clock: Clock) => Clock; readonly guard: (clock: Clock) => ClockGuard };
const ours: Rule = { ages: (clock) => clock, guard: createClockGuard };
const notHeld = Number.NEGATIVE_INFINITY;

/** Lives through a history; the greatest true age of a fix that a read returned, and that memory of a running process held. */
function live({ events, lateMs, isRead }: History, rule: Rule): { readonly oldestReadMs: number; readonly oldestHeldMs: number } {
  const slab = Buffer.alloc(32 * 2);
  const blank = Buffer.alloc(slab.length);
  const oldest = { read: 0, held: 0 };
  const heardAt: number[] = [];
  const machine = trueMachine(lateMs, () => {
    const nowMs = machine.trueMs();
    for (const fix of isRead ? [vault.get(ana), ...vault.all()] : [])
      if (fix) oldest.read = Math.max(oldest.read, nowMs - (heardAt[fix.x] ?? 0));
    // Ten seconds to the next sweep, as late as timers are: before that a process that has just been woken did not run.
    if (machine.runningForMs() < seconds(20) || slab.equals(blank)) return;
    oldest.held = Math.max(oldest.held, nowMs - (heardAt.at(-1) ?? notHeld));
  });
  const clock = rule.ages(machine.clock);
  const vault = createPositionVault({
    ...{ capacity: 2, floors, clock, onFlush: () => undefined, guard: rule.guard(machine.clock), allocate: () => slab },
  });
  startRetention(vault, clock);
  const hear = (): void => {
    heardAt.push(machine.trueMs());
    for (const subject of [ana, ben]) vault.put(aFix(clock.bootMs(), { subject, x: heardAt.length - 1 }));
  };
  hear();
  for (const what of events) {
    if (what.kind === 'sighting') hear();
    else machine.live(what);
  }
  for (let left = 0; left < 31 && !slab.equals(blank); left++) machine.live({ kind: 'run', ms: minutes(1) });
  return { oldestReadMs: oldest.read, oldestHeldMs: oldest.held };
}

const histories = (rule: Rule, numRuns = 2_000) =>
  fc.check(
    fc.property(history, (lived) => {
      const { oldestReadMs, oldestHeldMs } = live(lived, rule);
      return oldestReadMs < minutes(30) && oldestHeldMs < minutes(30);
    }),
    { numRuns, seed: 20_261_121, endOnFailure: true },
  );

/** The rule that looks right and is not: it compares with the previous look only. */
function tickByTick(clock: Clock): ClockGuard {
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
const trusting = (): ClockGuard => ({ check: () => true });

/** Looks at the last minute only, by beginning anew after it. */
function shortMemory(clock: Clock): ClockGuard {
  let guard = createClockGuard(clock);
  let sinceMs = clock.bootMs();
  return {
    check: () => {
      if (clock.bootMs() - sinceMs > minutes(1)) {
        guard = createClockGuard(clock);
        sinceMs = clock.bootMs();
      }
      return guard.check();
    },
  };
}

test('S6, R32: no read returns a fix of 30 true minutes, nor does memory hold one, in 2,000 histories of the clocks', () => {
  expect(histories(ours)).toMatchObject({ failed: false, counterexample: null, numRuns: 2_000 });
});

describe('the same histories find out', () => {
  test.each<[string, Rule]>([
    ['a guard that compares tick by tick', { ...ours, guard: tickByTick }],
    ['a guard that remembers a minute', { ...ours, guard: shortMemory }],
    ['a vault without a guard', { ...ours, guard: trusting }],
    ['a vault that takes ages from the wall clock', { ages: (clock) => ({ ...clock, bootMs: clock.wallMs }), guard: trusting }],
  ])('%s', (_name, mutant) => {
    expect(histories(mutant).failed).toBe(true);
  });
});

describe('S6', () => {
  const lived = (rule: Rule, ...events: Event[]) => live({ events, lateMs: 0, isRead: true }, rule);

  test('hundreds of pauses of under five seconds each are noticed as one', () => {
    const pauses: Event = { kind: 'small-pauses', count: 400, ms: 4_000, apartMs: 1_500 };
    expect(lived(ours, pauses).oldestReadMs).toBeLessThan(minutes(1));
    expect(lived({ ...ours, guard: tickByTick }, pauses).oldestReadMs).toBeGreaterThan(minutes(30));
  });

  test('a fix is read for 29 minutes on a machine whose clocks are bent but never stopped', () => {
    const { oldestReadMs, oldestHeldMs } = lived(ours, { kind: 'slew', ppm: 500 }, { kind: 'run', ms: minutes(31) });
    expect(Math.min(oldestReadMs, oldestHeldMs)).toBeGreaterThan(minutes(29));
  });

  test('a pause in which both clocks stood still ends with the wall clock being set right', () => {
    const still: Event = { kind: 'suspend-unseen', ms: minutes(60) };
    const { oldestReadMs } = lived(ours, { kind: 'run', ms: minutes(10) }, still);
    expect(oldestReadMs).toBe(minutes(10));
  });
});
