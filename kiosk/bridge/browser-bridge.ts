// The bridge for a plain browser: the same `window.kiosk` over fetch and a WebSocket of the page's own origin. Follows
// the same link rules as the Electron main process and parses everything that comes in.

import { idleLink, type LinkEffect, type LinkEvent, nextLink } from '#kiosk/link/link-state.ts';
import type { Clock } from '#shared/kit/clock.ts';
import { seconds } from '#shared/kit/duration.ts';
import type { Random } from '#shared/kit/random.ts';
import type { FloorId } from '#shared/model/ids.ts';
import { withoutPeople } from '#shared/wire/board.ts';
import { type FromDisplay, peopleStaleAfterMs, ToDisplay } from '#shared/wire/board-socket.ts';
import type { KioskBridge, ToPage } from '#shared/wire/kiosk-bridge.ts';
import { openSession, type SessionDeps } from './display-session.ts';
import { padOverHttp } from './pad-over-http.ts';

export type BrowserBridgeDeps = SessionDeps & {
  readonly clock: Clock;
  readonly random: Random;
  readonly WebSocket: typeof WebSocket;
};

/** 4401: the gateway's close code for a display it does not know. */
const unknownDisplayCode = 4401;

type Kept = { plan: ToPage | null; board: Extract<ToPage, { kind: 'board' }> | null; boardAtMs: number; link: ToPage | null };

/** Dials at once and goes on until `stop`. */
export function startBrowserBridge(deps: BrowserBridgeDeps): KioskBridge & { readonly stop: () => void } {
  const { clock } = deps;
  const listeners = new Set<(message: ToPage) => void>();
  const kept: Kept = { plan: null, board: null, boardAtMs: 0, link: null };
  let link = idleLink;
  let socket: WebSocket | null = null;
  let wanted: FloorId | null = null;
  let cancelDial = (): void => undefined;

  const tell = (message: ToPage): void => {
    keep(kept, message, clock.bootMs());
    for (const listener of listeners) listener(message);
  };
  const feed = (event: LinkEvent): void => {
    const step = nextLink(link, event, { bootMs: clock.bootMs(), wallMs: clock.wallMs() }, deps.random);
    link = step.state;
    for (const effect of step.effects) run(effect);
  };
  const run = (effect: LinkEffect): void => {
    if (effect.kind === 'tell') {
      tell(effect.message);
      return;
    }
    drop();
    if (effect.kind === 'dial') cancelDial = clock.after(effect.inMs, () => void dial());
  };
  const drop = (): void => {
    cancelDial();
    const old = socket;
    socket = null;
    old?.close();
  };
  const say = (message: FromDisplay): void => {
    if (socket?.readyState === deps.WebSocket.OPEN) socket.send(JSON.stringify(message));
  };
  const dial = async (): Promise<void> => {
    const live = { current: true };
    cancelDial = () => {
      live.current = false;
    };
    const session = await openSession(deps);
    if (!live.current) return;
    if (session === 'unreachable') feed({ kind: 'closed' });
    else socket = listenTo(new deps.WebSocket(socketUrl(deps.origin)), session === 'refused');
  };
  const listenTo = (fresh: WebSocket, refusedBefore: boolean): WebSocket => {
    let opened = false;
    const mine = (act: () => void) => (): void => {
      if (socket === fresh) act();
    };
    fresh.addEventListener(
      'open',
      mine(() => {
        opened = true;
        feed({ kind: 'opened' });
        if (wanted !== null) say({ kind: 'show', floor: wanted });
      }),
    );
    fresh.addEventListener('message', (event) => mine(() => receive(event.data, feed, tell))());
    fresh.addEventListener('close', ({ code }) =>
      mine(() => feed({ kind: code === unknownDisplayCode || (refusedBefore && !opened) ? 'refused' : 'closed' }))(),
    );
    return fresh;
  };

  const stopTicks = clock.every(seconds(1), () => {
    forgetPeople(kept, clock.bootMs());
    feed({ kind: 'tick' });
  });
  feed({ kind: 'start' });
  return {
    listen: (listener) => {
      listeners.add(listener);
      for (const message of [kept.plan, kept.board, kept.link]) if (message) listener(message);
      return () => listeners.delete(listener);
    },
    show: (floor) => {
      wanted = floor;
      say({ kind: 'show', floor });
    },
    pad: padOverHttp(deps),
    beat: () => undefined,
    stop: () => {
      stopTicks();
      drop();
    },
  };
}

function receive(data: unknown, feed: (event: LinkEvent) => void, tell: (message: ToPage) => void): void {
  const message = parse(data);
  if (!message) return;
  feed({ kind: 'message' });
  if (message.kind !== 'heartbeat') tell(message);
}

/** A frame that is not ours is left out; the next good one repairs what was missed. */
function parse(data: unknown): ToDisplay | null {
  try {
    return ToDisplay.safeParse(JSON.parse(String(data))).data ?? null;
  } catch {
    return null;
  }
}

function keep(kept: Kept, message: ToPage, nowMs: number): void {
  if (message.kind === 'plan') kept.plan = message;
  else if (message.kind === 'link') kept.link = message;
  else {
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
