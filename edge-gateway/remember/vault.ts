// The position vault: the only place where fixes live. One slab of memory of our own, zeroed by us, never grown and never
// written anywhere; the newest fix per subject, invisible at 29:30 and gone before 30:00.

import type { Clock } from '#shared/kit/clock.ts';
import { minutes, seconds } from '#shared/kit/duration.ts';
import type { Fix } from '#shared/model/fix.ts';
import type { FloorId, SubjectRef, ZoneId } from '#shared/model/ids.ts';
import { type ClockGuard, createClockGuard } from './clock-guard.ts';
import { numberPlaces, readRecord, readStamp, recordBytes, writeRecord } from './record.ts';

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
  const places = numberPlaces(deps.floors);
  const slab = (deps.allocate ?? Buffer.allocUnsafeSlow)(capacity * recordBytes).fill(0);
  const guard = deps.guard ?? createClockGuard(clock);
  const slots = new Map<SubjectRef, number>();
  const free = Array.from({ length: capacity }, (_, i) => capacity - 1 - i);
  let flushes = 0;
  let flushedAtMs = Number.NEGATIVE_INFINITY;

  const wipe = (): void => {
    slab.fill(0);
    for (const slot of slots.values()) free.push(slot);
    slots.clear();
  };
  const forget = (subject: SubjectRef): void => {
    const slot = slots.get(subject);
    if (slot === undefined) return;
    slab.fill(0, slot * recordBytes, (slot + 1) * recordBytes);
    slots.delete(subject);
    free.push(slot);
  };
  const watchClocks = (): void => {
    if (guard.check()) return;
    const count = slots.size;
    wipe();
    flushes++;
    flushedAtMs = clock.bootMs();
    deps.onFlush(count);
  };
  const visible = (stampMs: number): boolean => {
    const ageMs = clock.bootMs() - stampMs;
    return ageMs >= 0 && ageMs < maxAgeMs;
  };
  const read = (subject: SubjectRef, slot: number): Fix | null => {
    const fix = visible(readStamp(slab, slot)) ? readRecord(slab, slot, subject, places) : null;
    if (!fix) forget(subject);
    return fix;
  };
  return {
    put: (fix) => {
      watchClocks();
      if (!isPlace(fix) || !visible(fix.atBootMs) || fix.atBootMs <= flushedAtMs) return false;
      const held = slots.get(fix.subject);
      if (held !== undefined && readStamp(slab, held) > fix.atBootMs) return false;
      const slot = held ?? free.at(-1);
      if (slot === undefined) return false;
      writeRecord(slab, slot, fix, places);
      if (held === undefined) slots.set(fix.subject, free.pop() ?? slot);
      return true;
    },
    get: (subject) => {
      watchClocks();
      const slot = slots.get(subject);
      return slot === undefined ? null : read(subject, slot);
    },
    all: () => {
      watchClocks();
      return [...slots].flatMap(([subject, slot]) => read(subject, slot) ?? []);
    },
    forget,
    forgetAll: wipe,
    state: () => ({ capacity, maxAgeMs, flushes }),
    watchClocks,
    sweep: () => {
      watchClocks();
      for (const [subject, slot] of [...slots]) if (!visible(readStamp(slab, slot))) forget(subject);
    },
  };
}

function isPlace({ x, y, radius68M, atBootMs, zoneProbability }: Fix): boolean {
  return [x, y, radius68M, atBootMs, zoneProbability].every(Number.isFinite);
}
