// Time is a parameter. Rules take `now`, everything that waits takes a Clock; only this file touches the platform's own
// clock and timers, so that a test or a replay can run the same code at another speed.

/** Two clocks and a timer. All values are milliseconds. */
export type Clock = {
  /** Civil time since the epoch. May jump (NTP, an operator). For showing and for the booking system only. */
  readonly wallMs: () => number;
  /** Time since this machine booted, counting suspend where the platform can. Never jumps back. For ages and expiry. */
  readonly bootMs: () => number;
  /** Calls `task` once after `delayMs`; the returned function cancels it. */
  readonly after: (delayMs: number, task: () => void) => Cancel;
  /** Calls `task` every `periodMs` until cancelled. */
  readonly every: (periodMs: number, task: () => void) => Cancel;
};

export type Cancel = () => void;

type TimerHandle = { unref?: () => void };
declare function setTimeout(task: () => void, delayMs: number): TimerHandle;
declare function clearTimeout(handle: TimerHandle): void;
declare function setInterval(task: () => void, periodMs: number): TimerHandle;
declare function clearInterval(handle: TimerHandle): void;
declare const performance: { readonly now: () => number };

/** Milliseconds since this program or page began: the steadiest clock where the time since boot can't be read (a browser). */
export const sinceStartMs = (): number => performance.now();

/** The platform's clock. `bootMs` is passed in by the process because each platform reads it in its own way. */
export function systemClock(bootMs: () => number): Clock {
  return {
    wallMs: () => Date.now(),
    bootMs,
    after: (delayMs, task) => {
      const handle = setTimeout(task, delayMs);
      return () => clearTimeout(handle);
    },
    every: (periodMs, task) => {
      const handle = setInterval(task, periodMs);
      return () => clearInterval(handle);
    },
  };
}

/** A clock that runs `speed` times as fast as `base` from now on, so that a recording played fast keeps its own seconds. */
export function scaledClock(base: Clock, speed: number): Clock {
  const wallStart = base.wallMs();
  const bootStart = base.bootMs();
  return {
    wallMs: () => wallStart + (base.wallMs() - wallStart) * speed,
    bootMs: () => bootStart + (base.bootMs() - bootStart) * speed,
    after: (delayMs, task) => base.after(delayMs / speed, task),
    every: (periodMs, task) => base.every(periodMs / speed, task),
  };
}

/** Resolves after `delayMs` of `clock`'s time, or at once when `signal` aborts. Never rejects. */
export function pause(clock: Clock, delayMs: number, signal?: AbortLike): Promise<void> {
  return new Promise((resolve) => {
    if (signal?.aborted) return resolve();
    const cancel = clock.after(delayMs, resolve);
    signal?.addEventListener(
      'abort',
      () => {
        cancel();
        resolve();
      },
      { once: true },
    );
  });
}

/** The slice of AbortSignal used here; shared knows neither Node nor DOM. */
export type AbortLike = {
  readonly aborted: boolean;
  readonly addEventListener: (type: 'abort', listener: () => void, options: { once: boolean }) => void;
};
