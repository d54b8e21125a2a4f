// A clock that stands still until a test moves it. Wall and boot can be moved apart, as NTP and suspend do.

import type { Clock } from '#shared/kit/clock.ts';

export type FakeClock = Clock & {
  /** Moves both clocks and runs every timer that falls due, in order. */
  readonly advance: (ms: number) => void;
  /** Moves only the wall clock (an NTP step, an operator). */
  readonly stepWall: (ms: number) => void;
  /** Moves only the boot clock (what the wall clock did not see). */
  readonly stepBoot: (ms: number) => void;
  /** How many timers are waiting: zero after a clean stop. */
  readonly waiting: () => number;
};

type Timer = { dueMs: number; readonly task: () => void; readonly everyMs: number | null };

export function fakeClock(wallStartMs = 1_800_000_000_000, bootStartMs = 1_000_000): FakeClock {
  let wall = wallStartMs;
  let boot = bootStartMs;
  const timers = new Set<Timer>();
  const add = (delayMs: number, everyMs: number | null, task: () => void): (() => void) => {
    const timer = { dueMs: boot + delayMs, task, everyMs };
    timers.add(timer);
    return () => timers.delete(timer);
  };
  const nextDue = (untilMs: number): Timer | undefined =>
    [...timers].filter((t) => t.dueMs <= untilMs).sort((a, b) => a.dueMs - b.dueMs)[0];
  return {
    wallMs: () => wall,
    bootMs: () => boot,
    after: (delayMs, task) => add(delayMs, null, task),
    every: (periodMs, task) => add(periodMs, periodMs, task),
    advance: (ms) => {
      const end = boot + ms;
      for (let timer = nextDue(end); timer; timer = nextDue(end)) {
        const step = Math.max(0, timer.dueMs - boot);
        wall += step;
        boot += step;
        if (timer.everyMs === null) timers.delete(timer);
        else timer.dueMs += timer.everyMs;
        timer.task();
      }
      wall += end - boot;
      boot = end;
    },
    stepWall: (ms) => {
      wall += ms;
    },
    stepBoot: (ms) => {
      boot += ms;
    },
    waiting: () => timers.size,
  };
}
