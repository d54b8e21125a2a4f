// Which displays are connected and since when, for whoever looks after them. Kept since the start and in memory only.

import type { Clock } from '#shared/kit/clock.ts';
import type { DisplayId } from '#shared/model/ids.ts';

/** `sinceMs`: epoch ms since when it is so. */
type Online = { readonly online: boolean; readonly sinceMs: number };

export type Connected = {
  /** `sockets`: how many this display has now, after one came or went. */
  readonly note: (display: DisplayId, sockets: number) => void;
  /** Every display that was connected since the start. */
  readonly all: () => ReadonlyMap<DisplayId, Online>;
};

export function createConnected({ wallMs }: Pick<Clock, 'wallMs'>): Connected {
  const displays = new Map<DisplayId, Online>();
  return {
    note: (display, sockets) => {
      const online = sockets > 0;
      if (displays.get(display)?.online !== online) displays.set(display, { online, sinceMs: Math.round(wallMs()) });
    },
    all: () => new Map(displays),
  };
}
