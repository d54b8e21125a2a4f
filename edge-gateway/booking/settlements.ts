// Lets a pad wait a moment for its own event: "sent" when the booking system has it in time, "will be sent" otherwise.

import type { Clock } from '#shared/kit/clock.ts';
import type { EventId } from '#shared/model/ids.ts';

export type Settlements = {
  readonly settle: (event: EventId, delivered: boolean) => void;
  /** Whether the event was delivered, at latest after `waitMs`. */
  readonly wait: (event: EventId, waitMs: number) => Promise<boolean>;
  readonly stop: () => void;
};

/** Fates are remembered for a repeated tap; the store knows the older ones. */
const remembered = 512;

export function createSettlements(clock: Clock): Settlements {
  const fates = new Map<EventId, boolean>();
  const waiting = new Map<EventId, Set<(delivered: boolean) => void>>();
  let stopped = false;
  const release = (event: EventId, delivered: boolean): void => {
    for (const resolve of waiting.get(event) ?? []) resolve(delivered);
    waiting.delete(event);
  };
  return {
    settle: (event, delivered) => {
      fates.set(event, delivered);
      const oldest = fates.keys().next();
      if (fates.size > remembered && !oldest.done) fates.delete(oldest.value);
      release(event, delivered);
    },
    wait: (event, waitMs) => {
      const known = fates.get(event);
      if (known !== undefined || stopped) return Promise.resolve(known ?? false);
      const { promise, resolve } = Promise.withResolvers<boolean>();
      const settle = (delivered: boolean): void => {
        cancel();
        resolve(delivered);
      };
      const cancel = clock.after(waitMs, () => {
        const left = waiting.get(event);
        left?.delete(settle);
        if (left?.size === 0) waiting.delete(event);
        resolve(false);
      });
      waiting.set(event, (waiting.get(event) ?? new Set()).add(settle));
      return promise;
    },
    stop: () => {
      stopped = true;
      for (const event of [...waiting.keys()]) release(event, false);
    },
  };
}
