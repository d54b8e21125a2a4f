// Plays a recording through an engine as the gateway would have met it: sightings go in at their moments, `solve` is asked
// every 50 ms of recorded time. Nothing here waits; only the time spent inside the engine is measured.

import type { Located, PositionEngine } from '#gateway/locate/engine.ts';
import type { ConsentedSighting } from '#shared/model/sighting.ts';

export type Played = {
  readonly answers: readonly { readonly solvedAtBootMs: number; readonly located: Located }[];
  /** Time spent in `hear` and `solve`, in seconds. */
  readonly engineS: number;
};

/** As in sighting-way.ts. */
const solveEveryMs = 50;
/** So long after the last sighting something may still be on its way out. */
const pendingMs = 4_000;
/** With nothing pending the engine is asked every second, until it must have forgotten everybody. */
const idleEveryMs = 1_000;
const forgottenMs = 60_000;

/** `sightings` in the order of time. Forgets everybody at the end. */
export function play(engine: PositionEngine, sightings: readonly ConsentedSighting[]): Played {
  const answers: { solvedAtBootMs: number; located: Located }[] = [];
  let [next, engineNs] = [0, 0n];
  let now = sightings[0]?.heardAtBootMs ?? 0;
  let lastHeardMs = now;
  while (next < sightings.length || now - lastHeardMs <= pendingMs) {
    const startNs = process.hrtime.bigint();
    for (let sighting = sightings[next]; sighting && sighting.heardAtBootMs <= now; sighting = sightings[++next]) {
      engine.hear(sighting);
      lastHeardMs = sighting.heardAtBootMs;
    }
    const all = engine.solve(now);
    engineNs += process.hrtime.bigint() - startNs;
    for (const located of all) answers.push({ solvedAtBootMs: now, located });
    now = nextAskMs(now, lastHeardMs, sightings[next]?.heardAtBootMs ?? Number.POSITIVE_INFINITY);
  }
  engine.forgetAll();
  return { answers, engineS: Number(engineNs) / 1e9 };
}

function nextAskMs(nowMs: number, lastHeardMs: number, nextHeardMs: number): number {
  if (nowMs - lastHeardMs <= pendingMs) return nowMs + solveEveryMs;
  const tickOfNext = nowMs + Math.ceil((nextHeardMs - nowMs) / solveEveryMs) * solveEveryMs;
  if (nowMs - lastHeardMs <= forgottenMs) return Math.min(nowMs + idleEveryMs, tickOfNext);
  // The gateway never stops asking, and the engine takes readings far from its last solve for wrongly stamped.
  return Math.max(nowMs + solveEveryMs, tickOfNext - solveEveryMs);
}
