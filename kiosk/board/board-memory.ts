// What the page remembers of what it was told. Boards of floors that are not looked at, and boards that have grown old,
// are kept without their people: where somebody was must not outlive the moment it was shown. The roll call of an emergency
// goes with its end.

import { seconds } from '#shared/kit/duration.ts';
import type { FloorId } from '#shared/model/ids.ts';
import { type Board, withoutPeople } from '#shared/wire/board.ts';
import { peopleStaleAfterMs } from '#shared/wire/board-socket.ts';
import type { Emergency } from '#shared/wire/emergency.ts';
import type { ToPage } from '#shared/wire/kiosk-bridge.ts';
import type { Plan } from '#shared/wire/plan.ts';
import type { WallPrivacy } from '#shared/wire/wall-privacy.ts';

/** `bootMs` for ages, `wallMs` (epoch) because a suspended machine may stop the former. */
export type Moment = { readonly bootMs: number; readonly wallMs: number };
export type ReceivedBoard = { readonly board: Board; readonly at: Moment };
type ReceivedEmergency = { readonly roll: Emergency; readonly at: Moment };
type ReceivedPrivacy = { readonly page: WallPrivacy; readonly at: Moment };
type LinkWord = Extract<ToPage, { kind: 'link' }>;

export type BoardMemory = {
  readonly plan: Plan | null;
  readonly boards: ReadonlyMap<FloorId, ReceivedBoard>;
  readonly newest: ReceivedBoard | null;
  readonly link: LinkWord | null;
  /** What the privacy page last said; names nobody but the data protection officer. */
  readonly privacy: ReceivedPrivacy | null;
  /** What is on now; null while nothing is. */
  readonly emergency: ReceivedEmergency | null;
};

export const emptyMemory: BoardMemory = {
  plan: null,
  boards: new Map(),
  newest: null,
  link: null,
  privacy: null,
  emergency: null,
};

export function remember(memory: BoardMemory, message: ToPage, at: Moment): BoardMemory {
  switch (message.kind) {
    case 'plan':
      // A new line begins with a plan: the end of an emergency may have been missed.
      return { ...memory, plan: message.plan, emergency: null };
    case 'link':
      return { ...memory, link: message };
    case 'privacy':
      return { ...memory, privacy: { page: message.privacy, at } };
    case 'emergency':
      return { ...memory, emergency: message.emergency && { roll: message.emergency, at } };
    case 'command':
      return memory;
    case 'board': {
      const received = { board: message.board, at };
      const boards = new Map([...memory.boards].map(([floor, old]) => [floor, peopleDropped(old)]));
      return { ...memory, boards: boards.set(message.board.floor, received), newest: received };
    }
  }
}

/** Drops people whose board is too old to be believed; the same memory when there was nothing to drop. */
export function forgetStalePeople(memory: BoardMemory, now: Moment): BoardMemory {
  const stale = [...memory.boards.values()].some((r) => peopleDropped(r) !== r && ageMs(r, now) >= peopleStaleAfterMs);
  if (!stale || !memory.newest) return memory;
  const boards = new Map([...memory.boards].map(([floor, old]) => [floor, peopleDropped(old)]));
  return { ...memory, boards, newest: peopleDropped(memory.newest) };
}

/** Drops the roll call of an emergency that is over by the gateway's time, also when nobody said so. */
export function forgetEndedEmergency(memory: BoardMemory, now: Moment): BoardMemory {
  const { emergency } = memory;
  const over = emergency !== null && now.wallMs + offsetMs(memory) >= emergency.roll.endsMs;
  return over ? { ...memory, emergency: null } : memory;
}

/** Clocks that differ by less than this are taken for equal, so that the shown time does not follow network delays. */
const clockToleranceMs = seconds(5);

/** Bookings, ticks and emergencies are in the gateway's time, so the wall's clock shows that one. */
export function offsetMs({ newest }: BoardMemory): number {
  if (!newest) return 0;
  const offset = newest.board.asOfMs - newest.at.wallMs;
  return Math.abs(offset) < clockToleranceMs ? 0 : offset;
}

/** Milliseconds since the board came in, by whichever clock says more. */
export function ageMs(received: ReceivedBoard, now: Moment): number {
  return Math.max(now.bootMs - received.at.bootMs, now.wallMs - received.at.wallMs);
}

function peopleDropped(received: ReceivedBoard): ReceivedBoard {
  const board = withoutPeople(received.board);
  return board === received.board ? received : { ...received, board };
}
