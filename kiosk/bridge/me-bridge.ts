// The employee's page and its gateway: a session asked for over HTTP, then frames on a WebSocket, redialled by the same
// rules as a display's (../link). Everything that comes in is parsed. A session that is over ends the dialling: only a new
// sign-in, which loads the page anew, begins it again. The console (privacy-bridge.ts) takes the same way.

import type { Random } from '#shared/kit/random.ts';
import type { FloorId } from '#shared/model/ids.ts';
import type { ToPage } from '#shared/wire/kiosk-bridge.ts';
import { type FromMe, ToMe } from '#shared/wire/me.ts';
import { mePaths } from '#shared/wire/me-actions.ts';
import { type MeHttp, meOverHttp } from './me-http.ts';
import { type RedialledSocket, redialledSocket } from './redialled-socket.ts';
import type { SessionHttpDeps } from './session-http.ts';

export type MeLink = Extract<ToPage, { kind: 'link' }>;
export type MeMessage = Exclude<ToMe, { kind: 'heartbeat' }> | MeLink | { readonly kind: 'signed-out' };

export type MeBridge = Omit<MeHttp, 'me'> & {
  /** One listener, from now on; the first thing it hears is the own frame, or that nobody is signed in. */
  readonly start: (listener: (message: MeMessage) => void) => () => void;
  /** Which floor's board to send; null for none. Kept over a redial. */
  readonly show: (floor: FloorId | null) => void;
};

export type MeBridgeDeps = SessionHttpDeps & { readonly random: Random; readonly WebSocket: typeof WebSocket };

/** 4401: the gateway's close code for a session that is over. */
const signedOutCode = 4401;

/** `console`: asks after every connect for what this person manages, which the employee's own page has no use for. */
type PageKind = 'own' | 'console';

export function meBridge(deps: MeBridgeDeps, page: PageKind = 'own'): MeBridge {
  let line: Line | null = null;
  let wanted: FloorId | null = null;
  const http = meOverHttp(deps, () => line?.end());
  const { ask, app, find, document, receipt, emergency, signOut } = http;
  return {
    ...{ ask, app, find, document, receipt, emergency, signOut },
    start: (listener) => {
      line?.stop();
      line = openLine(deps, http, () => atOpening(page, wanted), listener);
      return line.stop;
    },
    show: (floor) => {
      wanted = floor;
      line?.say({ kind: 'show', floor });
    },
  };
}

function atOpening(page: PageKind, wanted: FloorId | null): readonly FromMe[] {
  const show: readonly FromMe[] = wanted === null ? [] : [{ kind: 'show', floor: wanted }];
  return page === 'console' ? [...show, { kind: 'manage', on: true }] : show;
}

type Line = RedialledSocket & { readonly end: () => void };

function openLine(deps: MeBridgeDeps, http: MeHttp, sayFirst: () => readonly FromMe[], tell: (message: MeMessage) => void): Line {
  const signedOut = (): void => tell({ kind: 'signed-out' });
  const line = redialledSocket({
    ...{ clock: deps.clock, random: deps.random, WebSocket: deps.WebSocket },
    url: deps.origin.replace(/^http/, 'ws') + mePaths.socket,
    schema: ToMe,
    prepare: async () => {
      const me = await http.me();
      return me === null ? null : () => tell({ kind: 'me', me });
    },
    opened: () => {
      for (const message of sayFirst()) line.say(message);
    },
    frame: tell,
    link: tell,
    ended: (code) => {
      if (code !== signedOutCode) return 'closed';
      signedOut();
      return null;
    },
  });
  return {
    ...line,
    end: () => {
      line.stop();
      signedOut();
    },
  };
}
