// A fire panel says the same thing again and again. What it repeats after somebody ended the emergency must not start it
// again; what is new must always start it. Memory is bounded, and an id that has been quiet for an hour is new again:
// panels begin to count anew after a power cut.

import { hours, seconds } from '#shared/kit/duration.ts';
import type { FirePanelSignal } from '#shared/wire/emergency.ts';

export type PanelRepeats = {
  /** Whether this alarm or drill is one that is over already. */
  readonly isOver: (signal: FirePanelSignal) => boolean;
  /** An alarm or drill that the panel spoke of now belongs to what is running. */
  readonly began: (signal: FirePanelSignal) => void;
  /** The panel says that its alarm is over; true when nothing it spoke of is left. */
  readonly cleared: (signal: FirePanelSignal) => boolean;
  /** What was running has ended. `byPanel`: it said so itself, so what it says next without an id is new. */
  readonly ended: (state: 'alarm' | 'drill', byPanel: boolean) => void;
};

const sameWithoutIdMs = seconds(60);
const quietMs = hours(1);
const mostIds = 200;

export function panelRepeats(bootMs: () => number): PanelRepeats {
  /** Ids of what is running. */
  const open = new Set<string>();
  /** When an id that is over was last heard. */
  const over = new Map<string, number>();
  const endedAtMs = { alarm: Number.NEGATIVE_INFINITY, drill: Number.NEGATIVE_INFINITY };
  // A drill's number does not silence an alarm.
  const keyOf = (state: string, id: string): string => `${state} ${id}`;
  const remember = (key: string): void => {
    over.delete(key);
    over.set(key, bootMs());
    const [oldest] = over.keys();
    if (over.size > mostIds && oldest !== undefined) over.delete(oldest);
  };
  return {
    isOver: ({ state, id }) => {
      if (state === 'clear') return false;
      if (id === undefined) return bootMs() - endedAtMs[state] < sameWithoutIdMs;
      const key = keyOf(state, id);
      const heardMs = over.get(key);
      if (heardMs === undefined || bootMs() - heardMs >= quietMs) return false;
      remember(key);
      return true;
    },
    began: ({ state, id }) => {
      if (id !== undefined && open.size < mostIds) open.add(keyOf(state, id));
    },
    cleared: ({ id }) => {
      if (id === undefined) return true;
      for (const state of ['alarm', 'drill']) {
        if (open.delete(keyOf(state, id))) remember(keyOf(state, id));
      }
      return open.size === 0;
    },
    ended: (state, byPanel) => {
      for (const key of open) remember(key);
      open.clear();
      endedAtMs[state] = byPanel ? Number.NEGATIVE_INFINITY : bootMs();
    },
  };
}
