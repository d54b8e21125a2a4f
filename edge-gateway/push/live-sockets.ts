// The sockets that are open to one kind of audience: their beats, half-open ones, slow readers, limits. What is sent is the
// hub's business that owns them.
//
// Promise: when a socket's turn comes depends on when it was opened, and on nothing that is known of anybody.

import type { Cancel, Clock } from '#shared/kit/clock.ts';
import { done, type Outcome, refused } from '#shared/kit/outcome.ts';
import { heartbeatEveryMs } from '#shared/wire/board-socket.ts';
import { closeCodes } from './close-codes.ts';

/** The slice of a websocket that hubs need. */
export type LiveSocket = {
  readonly send: (text: string) => void;
  readonly ping: () => void;
  readonly close: (code: number, reason: string) => void;
  readonly terminate: () => void;
  /** Bytes that were given to `send` and have not left yet. */
  readonly bufferedBytes: () => number;
};

/** One open socket and what the hub notes about it. */
export type Live<Note> = { readonly owner: string; readonly note: Note; readonly socket: LiveSocket; awaitsPong: boolean };

export type LiveSockets<Note> = {
  /** Refuses beyond `perOwner` sockets of one owner and `overall` in all, and after `stop`. */
  readonly open: (owner: string, socket: LiveSocket, note: Note) => Outcome<Live<Note>, 'full'>;
  readonly isOpen: (live: Live<Note>) => boolean;
  readonly all: () => readonly Live<Note>[];
  /** False when the reader was too slow: it is closed rather than given an ever longer queue, and dials again. */
  readonly send: (live: Live<Note>, text: string) => boolean;
  /** Takes it out of the list: the socket is closed, or gone. */
  readonly leave: (live: Live<Note>) => void;
  readonly close: (live: Live<Note>, code: number, reason: string) => void;
  /** Closes all (1001) and takes no more. */
  readonly stop: () => void;
  readonly size: () => number;
};

type Deps<Note> = {
  readonly clock: Clock;
  readonly perOwner: number;
  readonly overall: number;
  readonly beatEveryMs: number;
  /** It is this socket's turn. Counted from when it was opened, so that the work of many is spread. */
  readonly onBeat: (live: Live<Note>) => void;
  /** It is in the list no more, for whatever reason; called once. */
  readonly onGone?: (live: Live<Note>) => void;
};

const maxBufferedBytes = 256 * 1024;

/** Timers run only while somebody is connected. */
export function createLiveSockets<Note>(deps: Deps<Note>): LiveSockets<Note> {
  const { clock, perOwner, overall } = deps;
  const open = new Map<Live<Note>, Cancel>();
  let cancelHeartbeat: Cancel = () => undefined;
  let stopped = false;

  const leave = (live: Live<Note>): void => {
    open.get(live)?.();
    if (!open.delete(live)) return;
    if (open.size === 0) cancelHeartbeat();
    deps.onGone?.(live);
  };
  const close = (live: Live<Note>, code: number, reason: string): void => {
    leave(live);
    live.socket.close(code, reason);
  };
  const send = (live: Live<Note>, text: string): boolean => {
    const keepsUp = live.socket.bufferedBytes() <= maxBufferedBytes;
    if (keepsUp) live.socket.send(text);
    else close(live, closeCodes.tryLater, 'too slow');
    return keepsUp;
  };
  /** Who has not answered the last ping is gone without a close: a half-open socket would keep its place. */
  const heartbeat = (): void => {
    const text = JSON.stringify({ kind: 'heartbeat', atMs: Math.round(clock.wallMs()) });
    for (const live of [...open.keys()]) {
      if (live.awaitsPong) {
        leave(live);
        live.socket.terminate();
      } else {
        live.awaitsPong = true;
        live.socket.ping();
        send(live, text);
      }
    }
  };
  return {
    open: (owner, socket, note) => {
      const own = [...open.keys()].filter((live) => live.owner === owner).length;
      if (stopped || open.size >= overall || own >= perOwner) return refused('full');
      if (open.size === 0) cancelHeartbeat = clock.every(heartbeatEveryMs, heartbeat);
      const live: Live<Note> = { owner, note, socket, awaitsPong: false };
      open.set(
        live,
        clock.every(deps.beatEveryMs, () => deps.onBeat(live)),
      );
      return done(live);
    },
    isOpen: (live) => open.has(live),
    all: () => [...open.keys()],
    send,
    leave,
    close,
    stop: () => {
      stopped = true;
      for (const live of [...open.keys()]) close(live, closeCodes.goingAway, 'the gateway stops');
    },
    size: () => open.size,
  };
}
