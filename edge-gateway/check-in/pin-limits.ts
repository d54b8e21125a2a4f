// How often a wrong PIN may be tried. Counts are on disk and survive a restart; waiting times run on the boot clock, which
// nobody can set, and begin anew in full at start. An attempt is counted as wrong before it is checked: a kill, a crowd
// of requests at once or a full disk gives nobody a free try.

import type { Clock } from '#shared/kit/clock.ts';
import { minutes } from '#shared/kit/duration.ts';
import type { PadRefusal } from '#shared/wire/check-in.ts';
import type { PinCounterStore, PinCounts } from './ports.ts';

const pairLimit = 5;
const pairLockMs = minutes(15);
const rowLimit = 10;
const padLimit = 20;
const padWindowMs = minutes(10);
const padClosedMs = minutes(10);

/** Who tries which PIN where; `subject` and `verifier` are keyed hashes (pin.ts). */
type Attempt = { readonly subject: string; readonly verifier: string; readonly display: string };

export type PinLimits = {
  /** Null: go on, the attempt is already counted as wrong. Otherwise what to answer without looking at the PIN. */
  readonly begin: (attempt: Attempt) => PadRefusal | null;
  /** The PIN was right: takes the count back and ends the row. */
  readonly right: (attempt: Attempt) => void;
  /** What to answer after a wrong PIN: `wrong-pin`, or the limit that was reached by it. */
  readonly wrong: (attempt: Attempt) => PadRefusal;
};

/** Wrong tries of everybody at one display: their boot times, and until when the pad is closed. */
type Pad = { failsAtMs: readonly number[]; closedUntilMs: number };

export function createPinLimits(store: PinCounterStore, clock: Clock): PinLimits {
  const startedMs = clock.bootMs();
  const pads = new Map<string, Pad>();
  const lockedUntilMs = new Map<string, number>();

  const padNow = (display: string, storedFails: number, nowMs: number): Pad => {
    const known = pads.get(display) ?? padAfterStart(storedFails, startedMs);
    if (known.closedUntilMs > nowMs) return known;
    const recent = known.failsAtMs.filter((atMs) => nowMs - atMs < padWindowMs);
    return { failsAtMs: known.closedUntilMs > 0 ? [] : recent, closedUntilMs: 0 };
  };
  const pairKey = (a: Attempt): string => `${a.display} ${a.subject}`;
  /** A lock that was set before this start is served in full from the start on. */
  const pairLockedUntilMs = (a: Attempt): number => lockedUntilMs.get(pairKey(a)) ?? startedMs + pairLockMs;

  const refusal = (a: Attempt, counts: PinCounts, nowMs: number): PadRefusal | null => {
    const pad = padNow(a.display, counts.padFails, nowMs);
    if (pad.closedUntilMs > nowMs) return refusedFor('pad-closed', pad.closedUntilMs - nowMs);
    if (counts.verifier !== a.verifier) return null;
    if (counts.inRow >= rowLimit) return { ok: false, why: 'pin-off' };
    if (counts.pairFails < pairLimit || pairLockedUntilMs(a) <= nowMs) return null;
    return refusedFor('locked', pairLockedUntilMs(a) - nowMs);
  };

  return {
    begin: (a) => {
      const nowMs = clock.bootMs();
      const counts = store.read(a.subject, a.display);
      const no = refusal(a, counts, nowMs);
      if (no) return no;
      const pad = withFail(padNow(a.display, counts.padFails, nowMs), nowMs);
      const samePin = counts.verifier === a.verifier;
      const pairFails = samePin && counts.pairFails < pairLimit ? counts.pairFails + 1 : 1;
      const next = { verifier: a.verifier, inRow: samePin ? counts.inRow + 1 : 1, pairFails, padFails: pad.failsAtMs.length };
      if (!store.save(a.subject, a.display, next, Math.floor(clock.wallMs())).ok) return { ok: false, why: 'not-stored' };
      pads.set(a.display, pad);
      if (pairFails >= pairLimit) lockedUntilMs.set(pairKey(a), nowMs + pairLockMs);
      else lockedUntilMs.delete(pairKey(a));
      return null;
    },
    right: (a) => {
      const pad = padNow(a.display, 0, clock.bootMs());
      const failsAtMs = pad.failsAtMs.slice(0, -1);
      pads.set(a.display, { failsAtMs, closedUntilMs: failsAtMs.length < padLimit ? 0 : pad.closedUntilMs });
      lockedUntilMs.delete(pairKey(a));
      // If this can't be written the counts stay too high, which locks earlier, never later.
      store.save(a.subject, a.display, { verifier: a.verifier, inRow: 0, pairFails: 0, padFails: failsAtMs.length }, 0);
    },
    wrong: (a) => refusal(a, store.read(a.subject, a.display), clock.bootMs()) ?? { ok: false, why: 'wrong-pin' },
  };
}

function padAfterStart(storedFails: number, startedMs: number): Pad {
  const failsAtMs = Array.from({ length: storedFails }, () => startedMs);
  return { failsAtMs, closedUntilMs: storedFails >= padLimit ? startedMs + padClosedMs : 0 };
}

function withFail(pad: Pad, nowMs: number): Pad {
  const failsAtMs = [...pad.failsAtMs, nowMs];
  return { failsAtMs, closedUntilMs: failsAtMs.length >= padLimit ? nowMs + padClosedMs : 0 };
}

function refusedFor(why: 'locked' | 'pad-closed', retryAfterMs: number): PadRefusal {
  return { ok: false, why, retryAfterMs: Math.ceil(retryAfterMs) };
}
