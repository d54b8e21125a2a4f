// When boards are sent: the first change at once, then at most one round every `minIntervalMs`, so that a thousand
// sightings a second don't become a thousand frames.

import type { Cancel, Clock } from '#shared/kit/clock.ts';
import type { FloorId } from '#shared/model/ids.ts';

export type Rounds = {
  /** This floor, or any, has to be sent again in the next round. */
  readonly changed: (floor?: FloorId) => void;
  /** A round of all floors at the end of the current turn, before anything else can happen; many calls make one round. */
  readonly immediately: () => void;
  /** Drops the round that waits. */
  readonly cancel: () => void;
};

type Deps = {
  readonly clock: Clock;
  readonly minIntervalMs: number;
  /** Sends the boards of the floors that `includes` says yes to. */
  readonly run: (includes: (floor: FloorId) => boolean) => void;
};

export function createRounds({ clock, minIntervalMs, run }: Deps): Rounds {
  let all = false;
  let floors = new Set<FloorId>();
  let lastBootMs = Number.NEGATIVE_INFINITY;
  let cancelNext: Cancel | undefined;
  let atEndOfTurn = false;

  const cancel = (): void => {
    cancelNext?.();
    cancelNext = undefined;
    atEndOfTurn = false;
    all = false;
    floors = new Set();
  };
  const runNow = (): void => {
    const wanted = all ? () => true : floorsIn(floors);
    cancel();
    run(wanted);
    // Counted from the end, so that a slow round leaves room for other work before the next.
    lastBootMs = clock.bootMs();
  };
  return {
    changed: (floor) => {
      if (floor === undefined) all = true;
      else floors.add(floor);
      if (cancelNext !== undefined || atEndOfTurn) return;
      const waitMs = lastBootMs + minIntervalMs - clock.bootMs();
      if (waitMs <= 0) runNow();
      else cancelNext = clock.after(waitMs, runNow);
    },
    immediately: () => {
      all = true;
      if (atEndOfTurn) return;
      atEndOfTurn = true;
      queueMicrotask(() => {
        if (atEndOfTurn) runNow();
      });
    },
    cancel,
  };
}

function floorsIn(floors: ReadonlySet<FloorId>): (floor: FloorId) => boolean {
  return (floor) => floors.has(floor);
}
