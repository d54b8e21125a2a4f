// The shared beat of known presence. Counts that followed every check-in would tell who just came; all zones change
// together, every five minutes, and in between everybody who asks gets the same answer. They are counted at a moment within
// the five minutes that nobody can know, so that who knows when somebody came can't tell the tick that shows it.

import type { Running } from '#gateway/running.ts';
import type { Clock } from '#shared/kit/clock.ts';
import { minutes, seconds } from '#shared/kit/duration.ts';
import type { Random } from '#shared/kit/random.ts';
import type { KnownCounts } from './known-people.ts';
import { type PublishedCounts, publishedCounts, type ZonesByFloor } from './published-counts.ts';

export type PresenceTickDeps = {
  readonly clock: Clock;
  /** Draws the moment of counting. */
  readonly random: Random;
  readonly zonesByFloor: ZonesByFloor;
  /** Smallest group that is told, asked at each tick; below five it counts as five. */
  readonly k: () => number;
  /** The exact counts of this moment; asked once for each tick. */
  readonly count: () => KnownCounts;
  /** What holds until the next tick, frozen; `tickMs` is wall time. */
  readonly onTick: (published: PublishedCounts & { readonly tickMs: number }) => void;
};

export type PresenceTick = Running & {
  /** Forgets what was counted and has not been published; the next tick counts at its own moment. */
  readonly drop: () => void;
};

const periodMs = minutes(5);
/** The first tick comes sooner, when the first fixes are there. */
const firstAfterMs = seconds(15);

/** Starts the beat. Stopping it leaves what was published as it is. */
export function startPresenceTick({ clock, random, zonesByFloor, k, count, onTick }: PresenceTickDeps): PresenceTick {
  let counted: KnownCounts | null = null;
  let cancelCount = (): void => undefined;
  const tick = (): void => {
    const published = publishedCounts(counted ?? count(), zonesByFloor, k());
    counted = null;
    cancelCount = clock.after(random() * periodMs, () => {
      counted = count();
    });
    onTick(Object.freeze({ ...published, tickMs: Math.round(clock.wallMs()) }));
  };
  let cancelTick = clock.after(firstAfterMs, () => {
    tick();
    cancelTick = clock.every(periodMs, tick);
  });
  const drop = (): void => {
    counted = null;
  };
  return {
    drop,
    stop: async () => {
      cancelTick();
      cancelCount();
      drop();
    },
  };
}
