// When the relay may try: each lane (a person's entries, or the counts) waits with full jitter after its own failures,
// and a breaker over all of them lets a booking system that is down be asked by one attempt at a time.

import { fullJitterMs } from '#shared/kit/backoff.ts';
import type { Clock } from '#shared/kit/clock.ts';
import type { Random } from '#shared/kit/random.ts';

export type Pacing = {
  /** Whether `lane` may be tried now while `busy` attempts are under way. */
  readonly mayTry: (lane: string, busy: number) => boolean;
  readonly succeeded: (lane: string) => void;
  /** `retryAfterMs` is what the system asked for; it holds for every lane. */
  readonly failed: (lane: string, retryAfterMs?: number) => void;
  /** The system answered, but not as this lane needs: only this lane waits. */
  readonly heldUp: (lane: string) => void;
  /** The system is known to answer again: forget all waits but the one it asked for. */
  readonly reset: () => void;
  /** Milliseconds until one of `lanes` may be tried; null when there is none. */
  readonly nextInMs: (lanes: readonly string[]) => number | null;
};

/** So many failures in a row, over all lanes, open the breaker. */
const breakerAfter = 5;

export function createPacing({ clock, random }: { readonly clock: Clock; readonly random: Random }): Pacing {
  const waits = new Map<string, { attempts: number; untilBootMs: number }>();
  let inRow = 0;
  let openUntilBootMs = 0;
  let askedUntilBootMs = 0;
  const later = (lane: string): void => {
    const attempts = waits.get(lane)?.attempts ?? 0;
    waits.set(lane, { attempts: attempts + 1, untilBootMs: clock.bootMs() + fullJitterMs(attempts, random) });
  };
  const answered = (): void => {
    if (inRow >= breakerAfter) waits.clear();
    inRow = 0;
  };
  const dueBootMs = (lane: string): number => Math.max(openUntilBootMs, askedUntilBootMs, waits.get(lane)?.untilBootMs ?? 0);
  return {
    mayTry: (lane, busy) => dueBootMs(lane) <= clock.bootMs() && (inRow < breakerAfter || busy === 0),
    succeeded: (lane) => {
      answered();
      waits.delete(lane);
    },
    heldUp: (lane) => {
      const before = waits.get(lane);
      answered();
      if (before) waits.set(lane, before);
      later(lane);
    },
    failed: (lane, retryAfterMs = 0) => {
      const now = clock.bootMs();
      later(lane);
      inRow += 1;
      if (inRow >= breakerAfter) openUntilBootMs = now + fullJitterMs(inRow - breakerAfter, random);
      askedUntilBootMs = Math.max(askedUntilBootMs, now + retryAfterMs);
    },
    reset: () => {
      waits.clear();
      inRow = 0;
      openUntilBootMs = 0;
    },
    nextInMs: (lanes) => {
      if (lanes.length === 0) return null;
      return Math.max(0, Math.ceil(Math.min(...lanes.map(dueBootMs)) - clock.bootMs()));
    },
  };
}
