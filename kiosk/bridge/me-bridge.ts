// The employee's page and its gateway: a session asked for over HTTP, then frames on a WebSocket, redialled by the same
// rules as a display's (../link). Everything that comes in is parsed. A session that is over ends the dialling: only a new
// sign-in, which loads the page anew, begins it again.

import { idleLink, type LinkEffect, type LinkEvent, nextLink } from '#kiosk/link/link-state.ts';
import { seconds } from '#shared/kit/duration.ts';
import type { Random } from '#shared/kit/random.ts';
import type { FloorId } from '#shared/model/ids.ts';
import type { ToPage } from '#shared/wire/kiosk-bridge.ts';
import { type FromMe, ToMe } from '#shared/wire/me.ts';
import { mePaths } from '#shared/wire/me-actions.ts';
import { type MeHttp, type MeHttpDeps, meOverHttp } from './me-http.ts';

export type MeLink = Extract<ToPage, { kind: 'link' }>;
export type MeMessage = Exclude<ToMe, { kind: 'heartbeat' }> | MeLink | { readonly kind: 'signed-out' };

export type MeBridge = Omit<MeHttp, 'me'> & {
  /** One listener, from now on; the first thing it hears is the own frame, or that nobody is signed in. */
  readonly start: (listener: (message: MeMessage) => void) => () => void;
  /** Which floor's board to send; null for none. Kept over a redial. */
  readonly show: (floor: FloorId | null) => void;
};

export type MeBridgeDeps = MeHttpDeps & { readonly random: Random; readonly WebSocket: typeof WebSocket };

/** 4401: the gateway's close code for a session that is over. */
const signedOutCode = 4401;

export function meBridge(deps: MeBridgeDeps): MeBridge {
  let line: Line | null = null;
  let wanted: FloorId | null = null;
  const http = meOverHttp(deps, () => line?.end());
  const { ask, app, find, document, receipt, signOut } = http;
  return {
    ...{ ask, app, find, document, receipt, signOut },
    start: (listener) => {
      line?.stop();
      line = openLine(deps, http, () => wanted, listener);
      return line.stop;
    },
    show: (floor) => {
      wanted = floor;
      line?.say({ kind: 'show', floor });
    },
  };
}

type Line = { readonly say: (message: FromMe) => void; readonly stop: () => void; readonly end: () => void };

function openLine(deps: MeBridgeDeps, http: MeHttp, wanted: () => FloorId | null, tell: (message: MeMessage) => void): Line {
  const { clock } = deps;
  let link = idleLink;
  let socket: WebSocket | null = null;
  let cancelDial = (): void => undefined;

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
  const say = (message: FromMe): void => {
    if (socket?.readyState === deps.WebSocket.OPEN) socket.send(JSON.stringify(message));
  };
  const dial = async (): Promise<void> => {
    const live = { current: true };
    cancelDial = () => {
      live.current = false;
    };
    const me = await http.me();
    if (!live.current) return;
    if (me === null) return feed({ kind: 'closed' });
    tell({ kind: 'me', me });
    socket = listenTo(new deps.WebSocket(deps.origin.replace(/^http/, 'ws') + mePaths.socket));
  };
  const listenTo = (fresh: WebSocket): WebSocket => {
    const mine = (act: () => void) => (): void => {
      if (socket === fresh) act();
    };
    fresh.addEventListener(
      'open',
      mine(() => {
        feed({ kind: 'opened' });
        if (wanted() !== null) say({ kind: 'show', floor: wanted() });
      }),
    );
    fresh.addEventListener('message', ({ data }) => mine(() => receive(data, feed, tell))());
    fresh.addEventListener('close', ({ code }) => mine(() => (code === signedOutCode ? end() : feed({ kind: 'closed' })))());
    return fresh;
  };
  const stopTicks = clock.every(seconds(1), () => feed({ kind: 'tick' }));
  const stop = (): void => {
    stopTicks();
    drop();
  };
  const end = (): void => {
    stop();
    tell({ kind: 'signed-out' });
  };
  feed({ kind: 'start' });
  return { say, stop, end };
}

function receive(data: unknown, feed: (event: LinkEvent) => void, tell: (message: MeMessage) => void): void {
  const message = parse(data);
  if (!message) return;
  feed({ kind: 'message' });
  if (message.kind !== 'heartbeat') tell(message);
}

/** A frame that is not ours is left out; the next good one repairs what was missed. */
function parse(data: unknown): ToMe | null {
  try {
    return ToMe.safeParse(JSON.parse(String(data))).data ?? null;
  } catch {
    return null;
  }
}
