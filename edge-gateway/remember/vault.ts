// The position vault: the only place where fixes live. One slab of memory of our own, zeroed by us, never grown and never
// written anywhere; the newest fix per subject, invisible at 29:30 and gone before 30:00.

import type { Clock } from '#shared/kit/clock.ts';
import { minutes, seconds } from '#shared/kit/duration.ts';
import type { Fix } from '#shared/model/fix.ts';
import type { FloorId, SubjectRef, ZoneId } from '#shared/model/ids.ts';
import { type ClockGuard, createClockGuard } from './clock-guard.ts';
import { numberPlaces } from './record.ts';
import { createSlab } from './slab.ts';

/** The port: a campus can put another store with expiry behind it. */
type PositionStore = {
  /** Keeps the fix as its subject's only one. False: too old, older than what is held or than a flush, no place, or full. */
  readonly put: (fix: Fix) => boolean;
  readonly get: (subject: SubjectRef) => Fix | null;
  readonly all: () => readonly Fix[];
  readonly forget: (subject: SubjectRef) => void;
  readonly forgetAll: () => void;
  /** For health: sizes and counts of events, never how many people are held. */
  readonly state: () => { readonly capacity: number; readonly maxAgeMs: number; readonly flushes: number };
};

export type PositionVault = PositionStore & {
  /** Looks at the clocks; to be called every second. Flushes everything when they can't be believed. */
  readonly watchClocks: () => void;
  /** Zeroes what is no longer visible; to be called every ten seconds. */
  readonly sweep: () => void;
};

export type VaultDeps = {
  readonly capacity: number;
  readonly floors: readonly { readonly id: FloorId; readonly zones: readonly { readonly id: ZoneId }[] }[];
  readonly clock: Clock;
  /** Everything was zeroed because the clocks moved apart; `count` is how many fixes that were, for the audit. */
  readonly onFlush: (count: number) => void;
  /** Where the slab comes from; tests keep hold of it to see that it is really zeroed. */
  readonly allocate?: (bytes: number) => Buffer;
  /** Who judges the clocks; tests put a weaker one in to see that they would notice. */
  readonly guard?: ClockGuard;
};

/** Visible while younger than this. The 30 seconds to 30:00 are for the sweep and for drift the guard can't see. */
const maxAgeMs = minutes(29) + seconds(30);

export function createPositionVault(deps: VaultDeps): PositionVault {
  const { capacity, clock } = deps;
  const slab = createSlab(capacity, numberPlaces(deps.floors), deps.allocate ?? Buffer.allocUnsafeSlow);
  const guard = deps.guard ?? createClockGuard(clock);
  let flushes = 0;
  let flushedAtMs = Number.NEGATIVE_INFINITY;

  const watchClocks = (): void => {
    if (guard.check()) return;
    const count = slab.subjects().length;
    slab.wipe();
    flushes++;
    flushedAtMs = clock.bootMs();
    deps.onFlush(count);
  };
  /** Reading the clock costs more than everything else here: once for all who are judged together. */
  const visibleAt = (nowMs: number, stampMs: number | null): boolean => {
    const ageMs = nowMs - (stampMs ?? Number.NEGATIVE_INFINITY);
    return ageMs >= 0 && ageMs < maxAgeMs;
  };
  const visible = (stampMs: number | null): boolean => visibleAt(clock.bootMs(), stampMs);
  const eraseExpired = (): void => {
    const nowMs = clock.bootMs();
    for (const subject of slab.subjects()) if (!visibleAt(nowMs, slab.stampOf(subject))) slab.erase(subject);
  };
  return {
    put: (fix) => {
      watchClocks();
      if (!isPlace(fix) || !visible(fix.atBootMs) || fix.atBootMs <= flushedAtMs) return false;
      return fix.atBootMs >= (slab.stampOf(fix.subject) ?? Number.NEGATIVE_INFINITY) && slab.write(fix);
    },
    get: (subject) => {
      watchClocks();
      if (!visible(slab.stampOf(subject))) slab.erase(subject);
      return slab.read(subject);
    },
    all: () => {
      watchClocks();
      eraseExpired();
      return slab.subjects().flatMap((subject) => slab.read(subject) ?? []);
    },
    forget: slab.erase,
    forgetAll: slab.wipe,
    state: () => ({ capacity, maxAgeMs, flushes }),
    watchClocks,
    sweep: () => {
      watchClocks();
      eraseExpired();
    },
  };
}

function isPlace({ x, y, radius68M, radius95M, atBootMs, zoneProbability }: Fix): boolean {
  return [x, y, radius68M, radius95M, atBootMs, zoneProbability].every(Number.isFinite);
}
