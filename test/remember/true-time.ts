// A machine whose two clocks and true time are three different things: NTP sets the wall clock or bends it, and a suspend
// or a paused machine stops the boot clock or does not. Timers come late, as on a busy machine.

import type { Clock } from '#shared/kit/clock.ts';

export type Event =
  | { readonly kind: 'run' | 'wall-step' | 'suspend-seen' | 'suspend-unseen'; readonly ms: number }
  | { readonly kind: 'small-pauses'; readonly count: number; readonly ms: number; readonly apartMs: number }
  /** From now on the wall clock runs so many millionths too fast (NTP slewing). */
  | { readonly kind: 'slew'; readonly ppm: number }
  /** Somebody is heard. */
  | { readonly kind: 'sighting' };

export type Machine = {
  readonly clock: Clock;
  readonly trueMs: () => number;
  /** Everything has run without a stop for so long. */
  readonly runningForMs: () => number;
  readonly live: (event: Exclude<Event, { kind: 'sighting' }>) => void;
};

type Timer = { dueMs: number; readonly periodMs: number; readonly task: () => void };

/** `lateMs`: how late timers may come. `each` is called after every step, and after every event. */
export function trueMachine(lateMs: number, each: () => void): Machine {
  let [trueMs, wallMs, bootMs, ranMs, ppm, resumedMs] = [0, 1_800_000_000_000, 1_000_000, 0, 0, 0];
  const timers: Timer[] = [];
  const runTimers = (): void => {
    for (const timer of timers) {
      if (timer.dueMs > ranMs) continue;
      timer.dueMs = ranMs + timer.periodMs;
      timer.task();
    }
  };
  const run = (ms: number): void => {
    for (let left = ms; left > 0; left -= 1_000 + lateMs) {
      const step = Math.min(left, 1_000 + lateMs);
      trueMs += step;
      bootMs += step;
      ranMs += step;
      wallMs += step * (1 + ppm / 1e6);
      runTimers();
      each();
    }
  };
  const stopped = (ms: number, seenByBoot: boolean): void => {
    trueMs += ms;
    wallMs += ms;
    if (seenByBoot) bootMs += ms;
    resumedMs = trueMs;
    each();
  };
  const never = (): never => {
    throw new Error('Nothing here waits once.');
  };
  return {
    clock: {
      wallMs: () => wallMs,
      bootMs: () => bootMs,
      after: never,
      every: (periodMs, task) => {
        timers.push({ dueMs: ranMs + periodMs, periodMs, task });
        return never;
      },
    },
    trueMs: () => trueMs,
    runningForMs: () => trueMs - resumedMs,
    live: (event) => {
      if (event.kind === 'run') run(event.ms);
      if (event.kind === 'slew') ppm = event.ppm;
      if (event.kind === 'suspend-seen') stopped(event.ms, true);
      if (event.kind === 'suspend-unseen') stopped(event.ms, false);
      if (event.kind === 'wall-step') {
        wallMs += event.ms;
        each();
      }
      for (let pause = 0; event.kind === 'small-pauses' && pause < event.count; pause++) {
        stopped(event.ms, false);
        run(event.apartMs);
      }
    },
  };
}
