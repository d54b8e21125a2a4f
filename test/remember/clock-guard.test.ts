import { describe, expect, test } from 'vitest';
import { createClockGuard } from '#gateway/remember/clock-guard.ts';
import { minutes, seconds } from '#shared/kit/duration.ts';
import { fakeClock } from '#test/fakes/clock.ts';

function setUp() {
  const clock = fakeClock();
  const guard = createClockGuard(clock);
  /** What is said of the clocks after each of these steps of the wall clock, `apartMs` apart. */
  const afterSteps = (steps: readonly number[], apartMs: number): boolean[] =>
    steps.map((stepMs) => {
      clock.advance(apartMs);
      clock.stepWall(stepMs);
      return guard.check();
    });
  return { clock, guard, afterSteps };
}

const towards = (sign: number, ...steps: readonly number[]): number[] => steps.map((ms) => sign * ms);

describe('S6: the clocks are not believed', () => {
  test.each([1, -1])('once small steps in one direction add up to more than five seconds (%i)', (sign) => {
    const { guard, afterSteps } = setUp();
    expect(guard.check()).toBe(true);
    const steps = towards(sign, 2_000, 2_000, 1_000, 1);
    expect(afterSteps(steps, minutes(1))).toEqual([true, true, true, false]);
  });

  test.each([1, -1])('when they were apart both ways by more than five seconds together (%i)', (sign) => {
    const { guard, afterSteps } = setUp();
    guard.check();
    expect(afterSteps(towards(sign, 3_000, -3_000, -2_000, -1), seconds(1))).toEqual([true, true, true, false]);
  });

  test.each([1, -1])('when a step that went back again is met by one the other way within 30 minutes (%i)', (sign) => {
    const { guard, afterSteps } = setUp();
    guard.check();
    expect(afterSteps(towards(sign, 4_000, -4_000), seconds(1))).toEqual([true, true]);
    expect(afterSteps([0, -1_001 * sign], minutes(15) - seconds(1))).toEqual([true, false]);
  });

  test.each([1, -1])('of a move of which the farther end is 30 minutes old; and are when it is older (%i)', (sign) => {
    for (const [lateMs, believed] of [
      [0, false],
      [1_001, true],
    ] as const) {
      const { guard, afterSteps } = setUp();
      guard.check();
      afterSteps([3_000 * sign, 0, 0], minutes(10));
      expect(afterSteps([0, 2_001 * sign], lateMs)).toEqual([true, believed]);
    }
  });

  test('while the wall clock shows no time, and are again when it does', () => {
    const clock = fakeClock();
    let isBroken = false;
    const guard = createClockGuard({ ...clock, wallMs: () => (isBroken ? Number.NaN : clock.wallMs()) });
    const after = (broken: boolean): boolean => {
      isBroken = broken;
      clock.advance(seconds(2));
      return guard.check();
    };
    expect([false, true, true, false, false].map(after)).toEqual([true, false, false, true, true]);
  });

  test('when the boot clock went back, be it by a millisecond and together with the wall clock', () => {
    const { clock, guard } = setUp();
    guard.check();
    clock.advance(seconds(10));
    expect(guard.check()).toBe(true);
    clock.stepBoot(-1);
    clock.stepWall(-1);
    expect([guard.check(), guard.check()]).toEqual([false, true]);
  });
});

test('after they were not believed the window begins anew, from where the clocks stand now', () => {
  const { guard, afterSteps } = setUp();
  guard.check();
  expect(afterSteps([minutes(60), 0, 5_000, 1], seconds(1))).toEqual([false, true, true, false]);
});
