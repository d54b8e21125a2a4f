// The known presence to publish beside the outbox: replaceable, so only the newest unsent tick is kept, in memory.

import type { Occupancy } from '#shared/booking-api/contract.ts';
import type { BookingSystem } from './booking-system.ts';
import type { Pacing } from './pacing.ts';

/** Something the relay can try: one attempt at a time per lane. `attempt` tells the pacing what came of it. */
export type Waiting = { readonly lane: string; readonly attempt: () => Promise<void> };

export type CountsLane = {
  /** Keeps `occupancy` unless a newer tick is already waiting. */
  readonly offer: (occupancy: Occupancy) => void;
  readonly waiting: () => readonly Waiting[];
};

const lane = 'known presence';

export function createCountsLane(system: BookingSystem, pacing: Pacing, signal: AbortSignal): CountsLane {
  let unsent: Occupancy | null = null;
  const publish = async (newest: Occupancy): Promise<void> => {
    const answer = await system.putOccupancy(newest, signal);
    // Counts that are refused for good are old news by the next tick; nothing is kept of them.
    const over = answer.ok || answer.why === 'refused';
    if (over && unsent === newest) unsent = null;
    if (over) pacing.succeeded(lane);
    else pacing.failed(lane, answer.retryAfterMs);
  };
  return {
    offer: (occupancy) => {
      if (unsent === null || occupancy.tickMs >= unsent.tickMs) unsent = occupancy;
    },
    waiting: () => {
      const newest = unsent;
      return newest === null ? [] : [{ lane, attempt: () => publish(newest) }];
    },
  };
}
