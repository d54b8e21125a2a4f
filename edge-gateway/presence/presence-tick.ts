// The shared beat of known presence. Counts that followed every check-in would tell who just came; all zones change
// together, every five minutes, and in between everybody who asks gets the same answer.

import type { Running } from '#gateway/running.ts';
import type { Clock } from '#shared/kit/clock.ts';
import { minutes, seconds } from '#shared/kit/duration.ts';
import type { KnownCounts } from './known-people.ts';
import { type PublishedCounts, publishedCounts, type ZonesByFloor } from './published-counts.ts';

export type PresenceTickDeps = {
  readonly clock: Clock;
  readonly zonesByFloor: ZonesByFloor;
  /** Smallest group that is told; below five it counts as five. */
  readonly k: number;
  /** The exact counts of this moment; asked at each tick only. */
  readonly count: () => KnownCounts;
  /** What holds until the next tick, frozen; `tickMs` is wall time. */
  readonly onTick: (published: PublishedCounts & { readonly tickMs: number }) => void;
  readonly periodMs?: number;
  /** The first tick comes sooner, when the first fixes are there. */
  readonly firstAfterMs?: number;
};

/** Starts the beat. Stopping it leaves what was published as it is. */
export function startPresenceTick(deps: PresenceTickDeps): Running {
  const { clock, periodMs = minutes(5), firstAfterMs = seconds(15) } = deps;
  const tick = (): void => {
    const published = publishedCounts(deps.count(), deps.zonesByFloor, deps.k);
    deps.onTick(Object.freeze({ ...published, tickMs: Math.round(clock.wallMs()) }));
  };
  let cancel = clock.after(firstAfterMs, () => {
    tick();
    cancel = clock.every(periodMs, tick);
  });
  return { stop: async () => cancel() };
}
