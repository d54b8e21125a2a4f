// Sends boards to the displays that are connected, each on its own steady beat whether anything changed or not: frames that
// came with changes would tell, by when they come, that somebody moves whom no screen shows. Takes `Masked` boards only:
// what has not passed the mask does not compile here. An emergency and a manager's command wait for no beat.

import type { Clock } from '#shared/kit/clock.ts';
import { done, type Outcome } from '#shared/kit/outcome.ts';
import type { Display } from '#shared/model/display.ts';
import type { DisplayId, FloorId } from '#shared/model/ids.ts';
import type { Board, Masked } from '#shared/wire/board.ts';
import type { ToDisplay } from '#shared/wire/board-socket.ts';
import type { Emergency } from '#shared/wire/emergency.ts';
import type { DisplayCommand } from '#shared/wire/manage.ts';
import type { Plan } from '#shared/wire/plan.ts';
import { type Connected, createConnected } from './connected.ts';
import { atEndOfTurn } from './end-of-turn.ts';
import { boardLengths, padded } from './frame-length.ts';
import { createLiveSockets, type Live, type LiveSocket } from './live-sockets.ts';
import { namesOn } from './names-on.ts';

/** A connected display. */
export type Seat = {
  /** Shows this floor from now on; false when the building has no such floor. */
  readonly show: (floor: FloorId) => boolean;
  /** The other side answered a ping. */
  readonly answered: () => void;
  /** The socket is closed. */
  readonly leave: () => void;
};

export type BoardHub = {
  /** Sends plan and board, then keeps the socket up to date. Refuses beyond 4 sockets per display and 200 in all. */
  readonly join: (display: Display, socket: LiveSocket) => Outcome<Seat, 'full'>;
  /**
   * At the end of the current turn, sends a board to every display that shows names it must not show any more, or lacks one:
   * somebody withdrew, the policy changed. A display without a change of names is sent nothing. Many calls make one round.
   */
  readonly immediately: () => void;
  /** An emergency began, ended, or its roll call changed: at the end of the turn, displays are sent it as they may see it. */
  readonly emergency: () => void;
  /** Tells every socket of this display; answers how many those are. */
  readonly command: (display: DisplayId, command: DisplayCommand) => number;
  /** Every display that was connected since the start, whether it is now, and since when that is so (epoch ms). */
  readonly online: Connected['all'];
  /** Closes all sockets (1001) and takes no more. */
  readonly stop: () => void;
  readonly size: () => number;
};

export type BoardHubDeps = {
  readonly boardFor: (display: Display, floor: FloorId) => Masked<Board>;
  readonly planFor: (display: Display) => Plan;
  /** Null while none is on. */
  readonly emergencyFor: (display: Display) => Masked<Emergency> | null;
  readonly clock: Clock;
  /** Called once per board sent, for the figures. */
  readonly onFrame?: () => void;
};

/** The display of a socket, the floor it shows now, the names on it, and the emergency it was told last, as text. */
type Shown = {
  readonly display: Display;
  readonly lengths: ReturnType<typeof boardLengths>;
  floor: FloorId;
  names: string;
  emergency: string;
};
type Joined = Live<Shown>;

const noEmergency = frame({ kind: 'emergency', emergency: null });

/** Twice a second: what changes is on every wall within half of the second that is promised. */
const beatEveryMs = 500;

export function createBoardHub(deps: BoardHubDeps): BoardHub {
  const boardOf = ({ note: { display, floor } }: Joined): Masked<Board> => deps.boardFor(display, floor);
  const sockets = createLiveSockets<Shown>({
    clock: deps.clock,
    perOwner: 4,
    overall: 200,
    beatEveryMs,
    onBeat: (seat) => sendBoard(seat, boardOf(seat)),
    onGone: ({ note: { display } }) => connected.note(display.id, ofDisplay(display.id).length),
  });
  const connected = createConnected(deps.clock);
  const ofDisplay = (id: DisplayId): readonly Joined[] => sockets.all().filter(({ note }) => note.display.id === id);
  const sendBoard = (seat: Joined, board: Masked<Board>): void => {
    seat.note.names = namesOn(board);
    const text = padded(frame({ kind: 'board', board }), seat.note.lengths.get(board.floor) ?? 1);
    if (sockets.send(seat, text)) deps.onFrame?.();
  };
  const sooner = atEndOfTurn(() => {
    for (const seat of sockets.all()) {
      const board = boardOf(seat);
      if (namesOn(board) !== seat.note.names) sendBoard(seat, board);
    }
  });
  /** With its names, so only where it has changed; not filled up: that one is on is no secret in the building. */
  const emergencyFrame = (display: Display): string => frame({ kind: 'emergency', emergency: deps.emergencyFor(display) });
  const sendEmergency = (seat: Joined, text = emergencyFrame(seat.note.display)): void => {
    if (text === seat.note.emergency) return;
    seat.note.emergency = text;
    sockets.send(seat, text);
  };
  const alarm = atEndOfTurn(() => {
    for (const seat of sockets.all()) sendEmergency(seat);
  });
  return {
    join: (display, socket) => {
      // Made first: when they can't be, nobody has joined.
      const plan = deps.planFor(display);
      const board = deps.boardFor(display, display.floor);
      const emergency = emergencyFrame(display);
      const shown = { display, lengths: boardLengths(plan.floors), floor: display.floor, names: '', emergency: noEmergency };
      const joined = sockets.open(display.id, socket, shown);
      if (!joined.ok) return joined;
      const seat = joined.value;
      connected.note(display.id, ofDisplay(display.id).length);
      sockets.send(seat, frame({ kind: 'plan', plan }));
      sendEmergency(seat, emergency);
      sendBoard(seat, board);
      return done({
        show: (floor) => {
          if (!plan.floors.some((known) => known.id === floor)) return false;
          seat.note.floor = floor;
          if (sockets.isOpen(seat)) sendBoard(seat, boardOf(seat));
          return true;
        },
        answered: () => {
          seat.awaitsPong = false;
        },
        leave: () => sockets.leave(seat),
      });
    },
    immediately: sooner.ask,
    emergency: alarm.ask,
    command: (display, command) =>
      ofDisplay(display).filter((seat) => sockets.send(seat, frame({ kind: 'command', command }))).length,
    online: connected.all,
    stop: sockets.stop,
    size: sockets.size,
  };
}

function frame(message: ToDisplay): string {
  return JSON.stringify(message);
}
