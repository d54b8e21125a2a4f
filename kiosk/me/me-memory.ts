// What the employee's page remembers of what it was told: in this memory only, nothing is stored. A place that has run
// out is dropped from it, not just hidden, and signing out leaves nothing.

import { type BoardMemory, emptyMemory, forgetStalePeople, type Moment, remember } from '#kiosk/board/board-memory.ts';
import type { MeLink, MeMessage } from '#kiosk/bridge/me-bridge.ts';
import type { Me, MePlan } from '#shared/wire/me.ts';

export type ReceivedMe = { readonly me: Me; readonly at: Moment };

export type MeMemory = {
  /** `asking`: nothing has been heard yet. */
  readonly access: 'asking' | 'signed-in' | 'signed-out';
  readonly own: ReceivedMe | null;
  readonly plan: MePlan | null;
  readonly board: BoardMemory;
  readonly link: MeLink | null;
  /** How often the gateway said that an answer to a search holds no more. */
  readonly findsOver: number;
};

export const emptyMeMemory: MeMemory = { access: 'asking', own: null, plan: null, board: emptyMemory, link: null, findsOver: 0 };

export function rememberMe(memory: MeMemory, message: MeMessage, at: Moment): MeMemory {
  switch (message.kind) {
    case 'me':
      return { ...memory, access: 'signed-in', own: { me: message.me, at } };
    case 'plan':
      return { ...memory, plan: message.plan };
    case 'board':
      return { ...memory, board: remember(memory.board, message, at) };
    case 'find-over':
      return { ...memory, findsOver: memory.findsOver + 1 };
    case 'link':
      return { ...memory, link: message };
    case 'signed-out':
      return { ...emptyMeMemory, access: 'signed-out' };
  }
}

/** Drops the own place when its time is over and people whose board is old; the same memory when there was nothing to drop. */
export function forgetWhatRanOut(memory: MeMemory, now: Moment): MeMemory {
  const board = forgetStalePeople(memory.board, now);
  const own = memory.own && isOver(memory.own, now) ? withoutPlace(memory.own) : memory.own;
  return board === memory.board && own === memory.own ? memory : { ...memory, board, own };
}

/** Milliseconds since the frame came in, by whichever clock says more: a phone that slept has not heard anything. */
export function ownAgeMs(own: ReceivedMe, now: Moment): number {
  return Math.max(0, now.bootMs - own.at.bootMs, now.wallMs - own.at.wallMs);
}

function isOver(own: ReceivedMe, now: Moment): boolean {
  return own.me.dot !== null && ownAgeMs(own, now) >= own.me.dot.goneInMs;
}

/** What is near is known from the place, so it goes with it. */
function withoutPlace(own: ReceivedMe): ReceivedMe {
  return { ...own, me: { ...own.me, dot: null, near: [] } };
}
