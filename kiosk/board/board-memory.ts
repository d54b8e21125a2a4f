// What the page remembers of what it was told. Boards of floors that are not looked at, and boards that have grown old,
// are kept without their people: where somebody was must not outlive the moment it was shown.

import type { FloorId } from '#shared/model/ids.ts';
import { type Board, withoutPeople } from '#shared/wire/board.ts';
import { peopleStaleAfterMs } from '#shared/wire/board-socket.ts';
import type { ToPage } from '#shared/wire/kiosk-bridge.ts';
import type { Plan } from '#shared/wire/plan.ts';
import type { WallPrivacy } from '#shared/wire/wall-privacy.ts';

/** `bootMs` for ages, `wallMs` (epoch) because a suspended machine may stop the former. */
export type Moment = { readonly bootMs: number; readonly wallMs: number };
export type ReceivedBoard = { readonly board: Board; readonly at: Moment };
type ReceivedPrivacy = { readonly page: WallPrivacy; readonly at: Moment };
type LinkWord = Extract<ToPage, { kind: 'link' }>;

export type BoardMemory = {
  readonly plan: Plan | null;
  readonly boards: ReadonlyMap<FloorId, ReceivedBoard>;
  readonly newest: ReceivedBoard | null;
  readonly link: LinkWord | null;
  /** What the privacy page last said; names nobody but the data protection officer. */
  readonly privacy: ReceivedPrivacy | null;
};

export const emptyMemory: BoardMemory = { plan: null, boards: new Map(), newest: null, link: null, privacy: null };

export function remember(memory: BoardMemory, message: ToPage, at: Moment): BoardMemory {
  switch (message.kind) {
    case 'plan':
      return { ...memory, plan: message.plan };
    case 'link':
      return { ...memory, link: message };
    case 'privacy':
      return { ...memory, privacy: { page: message.privacy, at } };
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

/** Milliseconds since the board came in, by whichever clock says more. */
export function ageMs(received: ReceivedBoard, now: Moment): number {
  return Math.max(now.bootMs - received.at.bootMs, now.wallMs - received.at.wallMs);
}

function peopleDropped(received: ReceivedBoard): ReceivedBoard {
  const board = withoutPeople(received.board);
  return board === received.board ? received : { ...received, board };
}
