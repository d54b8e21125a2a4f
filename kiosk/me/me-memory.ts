// What the employee's page remembers of what it was told: in this memory only, nothing is stored. A place that has run
// out is dropped from it, not just hidden, and signing out leaves nothing.

import { type BoardMemory, emptyMemory, forgetStalePeople, type Moment, remember } from '#kiosk/board/board-memory.ts';
import type { MeLink, MeMessage } from '#kiosk/bridge/me-bridge.ts';
import { seconds } from '#shared/kit/duration.ts';
import type { OwnEmergency } from '#shared/wire/emergency.ts';
import type { Me, MePlan } from '#shared/wire/me.ts';

export type ReceivedMe = { readonly me: Me; readonly at: Moment };
/** `safeAt`: when this page heard that the person is safe; null when they are not, or were before it was opened. */
export type HeardEmergency = { readonly own: OwnEmergency; readonly at: Moment; readonly safeAt: Moment | null };

export type MeMemory = {
  /** `asking`: nothing has been heard yet. */
  readonly access: 'asking' | 'signed-in' | 'signed-out';
  readonly own: ReceivedMe | null;
  readonly plan: MePlan | null;
  readonly board: BoardMemory;
  readonly link: MeLink | null;
  /** What is on now; null while nothing is. */
  readonly emergency: HeardEmergency | null;
  /** How often the gateway said that an answer to a search holds no more. */
  readonly findsOver: number;
};

export const emptyMeMemory: MeMemory = {
  access: 'asking',
  own: null,
  plan: null,
  board: emptyMemory,
  link: null,
  emergency: null,
  findsOver: 0,
};

export function rememberMe(memory: MeMemory, message: MeMessage, at: Moment): MeMemory {
  switch (message.kind) {
    case 'me':
      return { ...memory, access: 'signed-in', own: { me: message.me, at } };
    case 'plan':
      // A new line begins with a plan: the end of an emergency may have been missed.
      return { ...memory, plan: message.plan, emergency: null };
    case 'board':
      return { ...memory, board: remember(memory.board, message, at) };
    case 'emergency':
      return { ...memory, emergency: message.emergency && heardEmergency(memory.emergency, message.emergency, at) };
    case 'managed':
      return memory;
    case 'find-over':
      return { ...memory, findsOver: memory.findsOver + 1 };
    case 'link':
      return { ...memory, link: message };
    case 'signed-out':
      return { ...emptyMeMemory, access: 'signed-out' };
  }
}

function heardEmergency(before: HeardEmergency | null, own: OwnEmergency, at: Moment): HeardEmergency {
  const same = before?.own.id === own.id ? before : null;
  const turned = same !== null && !same.own.safe && own.safe;
  return { own, at, safeAt: !own.safe ? null : turned ? at : (same?.safeAt ?? null) };
}

/** Drops the own place and an emergency when their time is over, and people whose board is old; the same memory without any. */
export function forgetWhatRanOut(memory: MeMemory, now: Moment): MeMemory {
  const board = forgetStalePeople(memory.board, now);
  const own = memory.own && isOver(memory.own, now) ? withoutPlace(memory.own) : memory.own;
  const emergency = hasEnded(memory, now) ? null : memory.emergency;
  const same = board === memory.board && own === memory.own && emergency === memory.emergency;
  return same ? memory : { ...memory, board, own, emergency };
}

/** Milliseconds since the frame came in, by whichever clock says more: a phone that slept has not heard anything. */
export function ownAgeMs(own: ReceivedMe, now: Moment): number {
  return Math.max(0, now.bootMs - own.at.bootMs, now.wallMs - own.at.wallMs);
}

function isOver(own: ReceivedMe, now: Moment): boolean {
  return own.me.dot !== null && ownAgeMs(own, now) >= own.me.dot.goneInMs;
}

function hasEnded({ emergency, own }: MeMemory, now: Moment): boolean {
  return emergency !== null && now.wallMs + (own ? offsetMs(own) : 0) >= emergency.own.endsMs;
}

/** Clocks that differ by less than this are taken for equal, so that the shown time does not follow network delays. */
const clockToleranceMs = seconds(5);

/** By how much the gateway's clock is ahead of the phone's. */
export function offsetMs({ me, at }: ReceivedMe): number {
  const offset = me.asOfMs - at.wallMs;
  return Math.abs(offset) < clockToleranceMs ? 0 : offset;
}

/** What is near is known from the place, so it goes with it. */
function withoutPlace(own: ReceivedMe): ReceivedMe {
  return { ...own, me: { ...own.me, dot: null, near: [] } };
}
