// Sends boards to the displays that are connected: at once when something changed, then at most every `minIntervalMs`,
// and every few seconds anyway, because bookings begin and people go stale without an event. Takes `Masked` boards only:
// what has not passed the mask does not compile here.

import type { Clock } from '#shared/kit/clock.ts';
import { seconds } from '#shared/kit/duration.ts';
import { done, type Outcome } from '#shared/kit/outcome.ts';
import type { Display } from '#shared/model/display.ts';
import type { FloorId } from '#shared/model/ids.ts';
import type { Board, Masked } from '#shared/wire/board.ts';
import type { ToDisplay } from '#shared/wire/board-socket.ts';
import type { Plan } from '#shared/wire/plan.ts';
import { createLiveSockets, type Live, type LiveSocket } from './live-sockets.ts';
import { createRounds } from './rounds.ts';

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
  /** Something on this floor, or anywhere, may look different now. Cheap: call it as often as you like. */
  readonly changed: (floor?: FloorId) => void;
  /**
   * Sends all boards at the end of the current turn, whatever was sent a moment ago: somebody withdrew, the policy
   * changed. Many calls in one turn, as when a snapshot is read, make one round.
   */
  readonly immediately: () => void;
  /** Closes all sockets (1001) and takes no more. */
  readonly stop: () => void;
  readonly size: () => number;
};

export type BoardHubDeps = {
  readonly boardFor: (display: Display, floor: FloorId) => Masked<Board>;
  readonly planFor: (display: Display) => Plan;
  readonly clock: Clock;
  readonly minIntervalMs?: number;
  /** Called once per board sent, for the figures. */
  readonly onFrame?: () => void;
};

/** The display of a socket, and the floor it shows now. */
type Shown = { readonly display: Display; floor: FloorId };
type Joined = Live<Shown>;
/** Boards as text, made once per display and floor in a round. */
type Round = Map<string, string>;

const refreshEveryMs = seconds(5);

export function createBoardHub(deps: BoardHubDeps): BoardHub {
  const { clock } = deps;
  const rounds = createRounds({
    clock,
    minIntervalMs: deps.minIntervalMs ?? 250,
    run: (includes) => {
      const round: Round = new Map();
      for (const seat of sockets.all()) if (includes(seat.note.floor)) sendBoard(seat, round);
    },
  });
  const sockets = createLiveSockets<Shown>({
    clock,
    perOwner: 4,
    overall: 200,
    whileOpen: () => {
      const stop = clock.every(refreshEveryMs, rounds.immediately);
      return () => {
        stop();
        rounds.cancel();
      };
    },
  });
  const textOf = (display: Display, floor: FloorId): string => frame({ kind: 'board', board: deps.boardFor(display, floor) });
  const sendBoard = (seat: Joined, round: Round): void => {
    const { display, floor } = seat.note;
    const key = keyOf(display, floor);
    const text = round.get(key) ?? textOf(display, floor);
    round.set(key, text);
    if (sockets.send(seat, text)) deps.onFrame?.();
  };
  return {
    join: (display, socket) => {
      // Made first: when they can't be, nobody has joined.
      const plan = deps.planFor(display);
      const round: Round = new Map([[keyOf(display, display.floor), textOf(display, display.floor)]]);
      const joined = sockets.open(display.id, socket, { display, floor: display.floor });
      if (!joined.ok) return joined;
      const seat = joined.value;
      sockets.send(seat, frame({ kind: 'plan', plan }));
      sendBoard(seat, round);
      return done({
        show: (floor) => {
          if (!plan.floors.some((known) => known.id === floor)) return false;
          seat.note.floor = floor;
          if (sockets.isOpen(seat)) sendBoard(seat, new Map());
          return true;
        },
        answered: () => {
          seat.awaitsPong = false;
        },
        leave: () => sockets.leave(seat),
      });
    },
    changed: (floor) => {
      if (sockets.size() > 0) rounds.changed(floor);
    },
    immediately: rounds.immediately,
    stop: sockets.stop,
    size: sockets.size,
  };
}

function keyOf(display: Display, floor: FloorId): string {
  return `${display.id} ${floor}`;
}

function frame(message: ToDisplay): string {
  return JSON.stringify(message);
}
