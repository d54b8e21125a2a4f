// Which scanners are connected now, and the word to whoever follows how they are.

import type { OnLife } from './scanner-life.ts';

export type OnlineScanners = {
  readonly count: () => number;
  readonly came: (id: string) => void;
  readonly left: (id: string) => void;
};

/** Scanners by their open connections; one whose newer connection takes the place of the older was never away. */
export function onlineScanners(onLife: OnLife | undefined): OnlineScanners {
  const connections = new Map<string, number>();
  return {
    count: () => connections.size,
    came: (id) => {
      const before = connections.get(id) ?? 0;
      connections.set(id, before + 1);
      if (before === 0) onLife?.(id, 'connected');
    },
    left: (id) => {
      const after = (connections.get(id) ?? 0) - 1;
      if (after > 0) return void connections.set(id, after);
      connections.delete(id);
      onLife?.(id, 'disconnected');
    },
  };
}
