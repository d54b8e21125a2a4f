// What the page was last told, so that a page that was just loaded, or loaded again after a crash, sees it all at once.

import type { ToPage } from '#shared/wire/kiosk-bridge.ts';

export type PageFeed = {
  /** Keeps `message` as the newest of its kind and passes it on; an answer (privacy page) or a command is only passed on. */
  readonly tell: (message: ToPage) => void;
  /** Passes the newest plan, link state, board and emergency on again, in the order in which a page can use them. */
  readonly repeat: () => void;
  /** Whether there is a plan and a board. */
  readonly drawable: () => boolean;
};

const order = ['plan', 'link', 'board', 'emergency'] as const satisfies readonly ToPage['kind'][];

export function createPageFeed(send: (message: ToPage) => void): PageFeed {
  const kept = new Map<ToPage['kind'], ToPage>();
  return {
    tell: (message) => {
      // A new line begins with a plan: the end of an emergency may have been missed.
      if (message.kind === 'plan') kept.delete('emergency');
      if (message.kind !== 'privacy' && message.kind !== 'command') kept.set(message.kind, message);
      send(message);
    },
    repeat: () => {
      for (const message of order.flatMap((kind) => kept.get(kind) ?? [])) send(message);
    },
    drawable: () => kept.has('plan') && kept.has('board'),
  };
}
