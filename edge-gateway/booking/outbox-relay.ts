// Brings what is on disk in the outbox to the booking system: every entry exactly once in effect, those of one person in
// order, nothing lost. The event id is the idempotency key, so a delivery is repeated until it was answered. What takes a
// consent back is repeated until it was agreed to.

import type { Running } from '#gateway/running.ts';
import type { Occupancy, WriteResult } from '#shared/booking-api/contract.ts';
import type { OutboxEntry } from '#shared/booking-api/outbox.ts';
import type { Cancel, Clock } from '#shared/kit/clock.ts';
import type { Outcome } from '#shared/kit/outcome.ts';
import type { Random } from '#shared/kit/random.ts';
import type { EventId, SubjectRef } from '#shared/model/ids.ts';
import type { Answer, BookingSystem, DeliveryRefusal, RefusalCode } from './booking-system.ts';
import { createCountsLane, type Waiting } from './counts-lane.ts';
import { mustStand } from './must-stand.ts';
import { createPacing, type Pacing } from './pacing.ts';
import { createSettlements, type Settlements } from './settlements.ts';

/** What the relay needs of the store. A write that could not be stored leaves the entry where it is. */
export type OutboxSlice = {
  /** The oldest undelivered entry of each person, and apart from it of what tells them they were looked at; oldest first. */
  readonly heads: () => readonly OutboxEntry[];
  readonly delivered: (seq: number) => Outcome<unknown>;
  readonly failedOnce: (seq: number) => Outcome<unknown>;
  /** Takes an entry the booking system refused for good out of the queue and keeps it for a person to look at. */
  readonly quarantine: (seq: number, code: RefusalCode) => Outcome<unknown>;
};

export type RelayDeps = {
  readonly system: BookingSystem;
  readonly outbox: OutboxSlice;
  readonly clock: Clock;
  readonly random: Random;
  /**
   * The system took it; `result` is how the booking or the person stands there now, null when a decision was about somebody
   * who has left there.
   */
  readonly onDelivered: (entry: OutboxEntry, result: WriteResult | null) => void;
  /** The system refused it for good: what this edge showed about it has to be taken back. */
  readonly onRefused: (entry: OutboxEntry, code: RefusalCode) => void;
  /** The system refused what it can't refuse (must-stand.ts): it stays in the outbox and is asked again. */
  readonly onHeldUp: (entry: OutboxEntry, code: RefusalCode) => void;
  /** Whether the booking system has nobody of this reference any more; false while that is not certain. */
  readonly hasLeft: (person: SubjectRef) => boolean;
};

export type Relay = Running & {
  /** Something was written to the outbox. */
  readonly wake: () => void;
  /** The booking system answers again: whatever waits is tried now. */
  readonly linkIsBack: () => void;
  /** Whether the event has been delivered, at latest after `waitMs`. False too when it was refused. */
  readonly settled: (event: EventId, waitMs: number) => Promise<boolean>;
  /** Publishes counts of one tick; only the newest unsent is kept. */
  readonly occupancy: (occupancy: Occupancy) => void;
};

const parallel = 4;

/** Begins to deliver at once. `stop` gives up what is under way; it stays in the outbox. */
export async function startRelay(deps: RelayDeps): Promise<Relay> {
  const { clock } = deps;
  const pacing = createPacing(deps);
  const settlements = createSettlements(clock);
  const stopping = new AbortController();
  const counts = createCountsLane(deps.system, pacing, stopping.signal);
  const underWay = new Map<string, Promise<void>>();
  let alarm: Cancel = () => {};

  const pump = (): void => {
    if (stopping.signal.aborted) return;
    alarm();
    const waiting = [...entryLanes(deps, pacing, settlements, stopping.signal), ...counts.waiting()].filter(
      ({ lane }) => !underWay.has(lane),
    );
    for (const { lane, attempt } of waiting) {
      if (underWay.size >= parallel || !pacing.mayTry(lane, underWay.size)) continue;
      const ended = attempt().finally(() => underWay.delete(lane));
      underWay.set(lane, ended.then(pump));
    }
    const nextMs = pacing.nextInMs(waiting.map(({ lane }) => lane).filter((lane) => !underWay.has(lane)));
    // While the breaker or the limit lets nobody in, the end of what is under way pumps again.
    alarm = nextMs === null || (nextMs === 0 && underWay.size > 0) ? () => {} : clock.after(nextMs, pump);
  };

  pump();
  return {
    wake: pump,
    linkIsBack: () => {
      pacing.reset();
      pump();
    },
    settled: settlements.wait,
    occupancy: (newest) => {
      counts.offer(newest);
      pump();
    },
    stop: async () => {
      stopping.abort();
      alarm();
      settlements.stop();
      await Promise.all(underWay.values());
    },
  };
}

/** The oldest entry of each person as something to try. */
function entryLanes(deps: RelayDeps, pacing: Pacing, settlements: Settlements, signal: AbortSignal): readonly Waiting[] {
  return deps.outbox.heads().map((entry) => ({
    lane: laneOf(entry),
    attempt: async () => {
      const answer = await deps.system.deliver(entry, signal);
      if (!signal.aborted) settleEntry(deps, pacing, settlements, entry, answer);
    },
  }));
}

/**
 * One lane per person keeps the order of a person's entries. `looked-at` has its own: a booking system that can't take it yet
 * must not keep anybody from checking in.
 */
function laneOf({ person, action }: OutboxEntry): string {
  return action === 'looked-at' ? `told ${person}` : `person ${person}`;
}

/** Writes down what came of one delivery. What can't be written down is delivered again; its key makes that harmless. */
function settleEntry(
  deps: RelayDeps,
  pacing: Pacing,
  settlements: Settlements,
  entry: OutboxEntry,
  answer: Answer<WriteResult, DeliveryRefusal>,
): void {
  const lane = laneOf(entry);
  if (!answer.ok && answer.why !== 'refused') {
    deps.outbox.failedOnce(entry.seq);
    pacing.failed(lane, answer.retryAfterMs);
    return;
  }
  const code = answer.ok ? null : (answer.code ?? 'invalid');
  // Nobody is left there of whom anything could be held.
  const moot = code === 'not-found' && mustStand(entry) && deps.hasLeft(entry.person);
  if (code !== null && !moot && mustStand(entry)) {
    deps.outbox.failedOnce(entry.seq);
    pacing.heldUp(lane);
    deps.onHeldUp(entry, code);
    return;
  }
  const taken = code === null || moot;
  const stored = taken ? deps.outbox.delivered(entry.seq) : deps.outbox.quarantine(entry.seq, code);
  if (stored.ok) pacing.succeeded(lane);
  else pacing.failed(lane);
  settlements.settle(entry.event, taken);
  if (taken) deps.onDelivered(entry, answer.ok ? answer.value : null);
  else if (stored.ok) deps.onRefused(entry, code);
}
