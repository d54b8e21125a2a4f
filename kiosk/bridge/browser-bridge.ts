// The bridge for a plain browser: the same `window.kiosk` over fetch and a WebSocket of the page's own origin. Follows
// the same link rules as the Electron main process and parses everything that comes in.

import type { Clock } from '#shared/kit/clock.ts';
import { seconds } from '#shared/kit/duration.ts';
import type { Random } from '#shared/kit/random.ts';
import type { FloorId } from '#shared/model/ids.ts';
import { withoutPeople } from '#shared/wire/board.ts';
import { type FromDisplay, peopleStaleAfterMs, ToDisplay } from '#shared/wire/board-socket.ts';
import type { KioskBridge, ToPage } from '#shared/wire/kiosk-bridge.ts';
import { openSession, type SessionDeps } from './display-session.ts';
import { padOverHttp } from './pad-over-http.ts';
import { redialledSocket } from './redialled-socket.ts';

export type BrowserBridgeDeps = SessionDeps & {
  readonly clock: Clock;
  readonly random: Random;
  readonly WebSocket: typeof WebSocket;
};

/** 4401: the gateway's close code for a display it does not know. */
const unknownDisplayCode = 4401;

/**
 * What a late listener hears. The privacy page is not among it: it is the answer to a question somebody asked. Neither is a
 * command: it was for those who listened.
 */
type Kept = {
  plan: ToPage | null;
  board: Extract<ToPage, { kind: 'board' }> | null;
  boardAtMs: number;
  link: ToPage | null;
  emergency: ToPage | null;
};

/** Dials at once and goes on until `stop`. */
export function startBrowserBridge(deps: BrowserBridgeDeps): KioskBridge & { readonly stop: () => void } {
  const { clock } = deps;
  const listeners = new Set<(message: ToPage) => void>();
  const kept: Kept = { plan: null, board: null, boardAtMs: 0, link: null, emergency: null };
  let wanted: FloorId | null = null;
  let refusedBefore = false;

  const tell = (message: ToPage): void => {
    keep(kept, message, clock.bootMs());
    for (const listener of listeners) listener(message);
  };
  const show = (floor: FloorId): FromDisplay => ({ kind: 'show', floor });
  const stopForgetting = clock.every(seconds(1), () => forgetPeople(kept, clock.bootMs()));
  const line = redialledSocket({
    ...{ clock, random: deps.random, WebSocket: deps.WebSocket },
    url: socketUrl(deps.origin),
    schema: ToDisplay,
    prepare: async () => {
      const session = await openSession(deps);
      if (session === 'unreachable') return null;
      return () => {
        refusedBefore = session === 'refused';
      };
    },
    opened: () => {
      if (wanted !== null) line.say(show(wanted));
    },
    frame: tell,
    link: tell,
    ended: (code, opened) => (code === unknownDisplayCode || (refusedBefore && !opened) ? 'refused' : 'closed'),
  });
  return {
    listen: (listener) => {
      listeners.add(listener);
      for (const message of [kept.plan, kept.board, kept.link, kept.emergency]) if (message) listener(message);
      return () => listeners.delete(listener);
    },
    show: (floor) => {
      wanted = floor;
      line.say(show(floor));
    },
    askPrivacy: () => {
      const question: FromDisplay = { kind: 'privacy' };
      line.say(question);
    },
    mark: (mark) => {
      const said: FromDisplay = { kind: 'mark', mark };
      line.say(said);
    },
    pad: padOverHttp(deps),
    beat: () => undefined,
    stop: () => {
      stopForgetting();
      line.stop();
    },
  };
}

function keep(kept: Kept, message: ToPage, nowMs: number): void {
  // A new line begins with a plan: the end of an emergency may have been missed.
  if (message.kind === 'plan') kept.emergency = null;
  if (message.kind === 'plan') kept.plan = message;
  else if (message.kind === 'link') kept.link = message;
  else if (message.kind === 'emergency') kept.emergency = message;
  else if (message.kind === 'board') {
    kept.board = message;
    kept.boardAtMs = nowMs;
  }
}

/** Where somebody was must not stay in this page's memory while the gateway is away. */
function forgetPeople(kept: Kept, nowMs: number): void {
  if (!kept.board || nowMs - kept.boardAtMs < peopleStaleAfterMs) return;
  kept.board = { kind: 'board', board: withoutPeople(kept.board.board) };
}

function socketUrl(origin: string): string {
  return `${origin.replace(/^http/, 'ws')}/api/v1/board-socket`;
}
