// Sends boards to the displays that are connected: at once when something changed, then at most every `minIntervalMs`,
// and every few seconds anyway, because bookings begin and people go stale without an event. Takes `Masked` boards only:
// what has not passed the mask does not compile here.

import type { Cancel, Clock } from '#shared/kit/clock.ts';
import { seconds } from '#shared/kit/duration.ts';
import { done, type Outcome, refused } from '#shared/kit/outcome.ts';
import type { Display } from '#shared/model/display.ts';
import type { DisplayId, FloorId } from '#shared/model/ids.ts';
import type { Board, Masked } from '#shared/wire/board.ts';
import { heartbeatEveryMs, type ToDisplay } from '#shared/wire/board-socket.ts';
import type { Plan } from '#shared/wire/plan.ts';
import { closeCodes } from './close-codes.ts';
import { createRounds } from './rounds.ts';

/** The slice of a websocket the hub needs. */
export type BoardSocket = {
  readonly send: (text: string) => void;
  readonly ping: () => void;
  readonly close: (code: number, reason: string) => void;
  readonly terminate: () => void;
  /** Bytes that were given to `send` and have not left yet. */
  readonly bufferedBytes: () => number;
};

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
  readonly join: (display: Display, socket: BoardSocket) => Outcome<Seat, 'full'>;
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

type Joined = {
  readonly display: Display;
  readonly socket: BoardSocket;
  floor: FloorId;
  awaitsPong: boolean;
  readonly leave: () => void;
};
/** Boards as text, made once per display and floor in a round. */
type Round = Map<string, string>;

const refreshEveryMs = seconds(5);
const perDisplay = 4;
const overall = 200;
const maxBufferedBytes = 256 * 1024;

/** Creates a hub; its timers run only while somebody is connected. */
export function createBoardHub(deps: BoardHubDeps): BoardHub {
  const seats = new Set<Joined>();
  let timers: readonly Cancel[] = [];
  let stopped = false;
  const rounds = createRounds({
    clock: deps.clock,
    minIntervalMs: deps.minIntervalMs ?? 250,
    run: (includes) => {
      const round: Round = new Map();
      for (const seat of [...seats]) if (includes(seat.floor)) sendBoard(deps, seat, round);
    },
  });
  const leave = (seat: Joined): void => {
    if (!seats.delete(seat) || seats.size > 0) return;
    for (const cancel of timers) cancel();
    rounds.cancel();
  };
  const startTimers = (): void => {
    const beat = (): void => sendHeartbeats(seats, Math.round(deps.clock.wallMs()));
    timers = [deps.clock.every(heartbeatEveryMs, beat), deps.clock.every(refreshEveryMs, rounds.immediately)];
  };
  return {
    join: (display, socket) => {
      if (stopped || seats.size >= overall || countOf(seats, display.id) >= perDisplay) return refused('full');
      const plan = deps.planFor(display);
      const round: Round = new Map([[keyOf(display, display.floor), boardText(deps, display, display.floor)]]);
      const seat: Joined = { display, socket, floor: display.floor, awaitsPong: false, leave: () => leave(seat) };
      if (seats.size === 0) startTimers();
      seats.add(seat);
      send(seat, { kind: 'plan', plan });
      sendBoard(deps, seat, round);
      return done({
        show: (floor) => {
          if (!plan.floors.some((known) => known.id === floor)) return false;
          seat.floor = floor;
          if (seats.has(seat)) sendBoard(deps, seat, new Map());
          return true;
        },
        answered: () => {
          seat.awaitsPong = false;
        },
        leave: seat.leave,
      });
    },
    changed: (floor) => {
      if (seats.size > 0) rounds.changed(floor);
    },
    immediately: rounds.immediately,
    stop: () => {
      stopped = true;
      for (const seat of [...seats]) drop(seat, closeCodes.goingAway, 'the gateway stops');
    },
    size: () => seats.size,
  };
}

function sendBoard(deps: BoardHubDeps, seat: Joined, round: Round): void {
  const key = keyOf(seat.display, seat.floor);
  const text = round.get(key) ?? boardText(deps, seat.display, seat.floor);
  round.set(key, text);
  if (send(seat, text)) deps.onFrame?.();
}

function boardText(deps: BoardHubDeps, display: Display, floor: FloorId): string {
  return frame({ kind: 'board', board: deps.boardFor(display, floor) });
}

function keyOf(display: Display, floor: FloorId): string {
  return `${display.id} ${floor}`;
}

/** Who has not answered the ping of the last beat is gone without a close: a half-open socket would keep its place. */
function sendHeartbeats(seats: ReadonlySet<Joined>, atMs: number): void {
  const text = frame({ kind: 'heartbeat', atMs });
  for (const seat of [...seats]) {
    if (seat.awaitsPong) {
      seat.leave();
      seat.socket.terminate();
    } else {
      seat.awaitsPong = true;
      seat.socket.ping();
      send(seat, text);
    }
  }
}

/** A slow reader is closed rather than given an ever longer queue; it dials again and starts afresh. */
function send(seat: Joined, message: string | ToDisplay): boolean {
  const keepsUp = seat.socket.bufferedBytes() <= maxBufferedBytes;
  if (keepsUp) seat.socket.send(typeof message === 'string' ? message : frame(message));
  else drop(seat, closeCodes.tryLater, 'too slow');
  return keepsUp;
}

function drop(seat: Joined, code: number, reason: string): void {
  seat.leave();
  seat.socket.close(code, reason);
}

function countOf(seats: ReadonlySet<Joined>, id: DisplayId): number {
  return [...seats].filter((seat) => seat.display.id === id).length;
}

function frame(message: ToDisplay): string {
  return JSON.stringify(message);
}
