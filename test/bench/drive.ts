// Drives an engine with a crowd as the gateway does: sightings go in as they come, `solve` is asked every 50 ms of the
// crowd's time. Costs are CPU time of the process, because the machine is shared and a wall clock would time the others.

import type { Located, PositionEngine } from '#gateway/locate/engine.ts';
import { type Crowd, usualAdvertMs } from './crowd.ts';

/** What went in, what came out, and the CPU time it took, in seconds. */
export type Cost = { readonly sightings: number; readonly fixes: number; readonly cpuS: number };

export type Drive = {
  readonly fromMs: number;
  readonly forMs: number;
  readonly advertEveryMs?: number;
  readonly tickMs?: number;
  /** What one tick said and what it took, in seconds; its own time is not counted. */
  readonly onTick?: (located: readonly Located[], nowMs: number, cpuS: number) => void;
};

/** As in sighting-way.ts. */
export const usualTickMs = 50;
/** As in sighting-way.ts: nobody looks at settled fixes there. */
export const asTheGateway = { settled: false } as const;
/** Where the crowd's time begins, on the boot clock. */
export const startMs = 1_000_000;

export function drive(engine: PositionEngine, crowd: Crowd, { fromMs, forMs, onTick, ...rates }: Drive): Cost {
  const { advertEveryMs = usualAdvertMs, tickMs = usualTickMs } = rates;
  let [sightings, fixes, cpuS] = [0, 0, 0];
  for (let now = fromMs; now < fromMs + forMs; now += tickMs) {
    const heard = crowd.heard(now, tickMs, advertEveryMs);
    const before = process.cpuUsage();
    for (const sighting of heard) engine.hear(sighting);
    const located = engine.solve(now + tickMs);
    const used = process.cpuUsage(before);
    const tickS = (used.user + used.system) / 1e6;
    onTick?.(located, now + tickMs, tickS);
    sightings += heard.length;
    fixes += located.length;
    cpuS += tickS;
  }
  return { sightings, fixes, cpuS };
}
