// The five gates of this very process and machine. Judging them reads a handful of small files.

import type { Watchdog } from '../watchdog.ts';
import { coreDumpsGate, dropCoreLimit } from './core-dumps.ts';
import { type Gates, gate } from './gate.ts';
import { thisMachine } from './machine.ts';
import { heapSnapshotsGate, inspectorGate, takeDebugSignal, thisNode } from './node-flags.ts';
import { swapGate } from './swap.ts';

const unwatched =
  'The watchdog that ends a gateway standing still does not run, so where people are could grow old in memory: it is ' +
  'started again by itself; where that does not help, install bash.';

/** What the process can do for its own gates, however it was started; to be called first of all. The gates judge the result. */
export function openOwnGates(): void {
  dropCoreLimit();
  takeDebugSignal();
}

export function machineGates(watchdog: Pick<Watchdog, 'runs' | 'onChange'>): Gates {
  return {
    judge: () => {
      const node = thisNode();
      return [
        coreDumpsGate(thisMachine),
        swapGate(thisMachine),
        inspectorGate(node),
        heapSnapshotsGate(node),
        gate('watchdog', watchdog.runs() ? null : unwatched),
      ];
    },
    onChange: watchdog.onChange,
  };
}
