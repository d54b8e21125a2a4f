// Which wall display is asking. A display proves itself with its token; a browser on the gateway's own machine may be a
// display without one where the site says so. Browsers can't set headers on a websocket, so they get a short session.

import { randomBytes } from 'node:crypto';
import { sameSecret } from '#gateway/secrets.ts';
import { hours } from '#shared/kit/duration.ts';
import { done, type Outcome, refused } from '#shared/kit/outcome.ts';
import type { Display } from '#shared/model/display.ts';

/** What a display shows of itself. `loopback`: the request came from this machine, by a name of this machine. */
type DisplayCredentials = {
  readonly display?: string | undefined;
  readonly token?: string | undefined;
  readonly loopback: boolean;
};

export type DisplayRegistry = {
  /** With a token: that display. Without: the named (or first) display with access `loopback`, for loopback only. */
  readonly authenticate: (credentials: DisplayCredentials) => Outcome<Display, 'unknown-display'>;
  /** The display behind the value of an `Authorization` header, `Bearer <display id>.<token>`. */
  readonly ofBearer: (authorization: string) => Outcome<Display, 'unknown-display'>;
  /** A new session of this display: a random handle, good for `sessionMaxMs`. */
  readonly openSession: (display: Display) => string;
  readonly ofSession: (handle: string) => Outcome<Display, 'unknown-display'>;
};

export const sessionMaxMs = hours(24);
/** Per display, so that no display can push out another's sessions; the oldest goes. */
const sessionsPerDisplay = 32;

type Deps = {
  readonly displays: readonly Display[];
  readonly tokenOf: (id: string) => string;
  readonly bootMs: () => number;
};

/** Sessions live in memory only: after a restart a browser asks again. */
export function createDisplayRegistry({ displays, tokenOf, bootMs }: Deps): DisplayRegistry {
  const byId = new Map<string, Display>(displays.map((display) => [display.id, display]));
  const sessions = new Map<string, { readonly display: Display; readonly endsBootMs: number }>();
  const sweep = (): void => {
    for (const [handle, session] of sessions) if (session.endsBootMs <= bootMs()) sessions.delete(handle);
  };
  const byToken = (id: string, token: string): Outcome<Display, 'unknown-display'> => {
    // Compared for unknown ids as well, so that the time says nothing about which ids exist.
    const same = sameSecret(token, tokenOf(id));
    return known(same ? byId.get(id) : undefined);
  };
  return {
    authenticate: ({ display: id, token, loopback }) => {
      if (token !== undefined) return byToken(id ?? '', token);
      if (!loopback) return refused('unknown-display');
      const named = id === undefined ? displays.find((display) => display.access === 'loopback') : byId.get(id);
      return known(named?.access === 'loopback' ? named : undefined);
    },
    ofBearer: (authorization) => {
      // An id may hold dots, a token can't.
      const match = /^Bearer ([^ ]{1,63})\.([A-Za-z0-9_-]{1,200})$/i.exec(authorization);
      return match === null ? refused('unknown-display') : byToken(match[1] ?? '', match[2] ?? '');
    },
    openSession: (display) => {
      sweep();
      const own = [...sessions].filter(([, session]) => session.display.id === display.id);
      for (const [handle] of own.slice(0, Math.max(0, own.length - sessionsPerDisplay + 1))) sessions.delete(handle);
      const handle = randomBytes(32).toString('base64url');
      sessions.set(handle, { display, endsBootMs: bootMs() + sessionMaxMs });
      return handle;
    },
    ofSession: (handle) => {
      sweep();
      return known(sessions.get(handle)?.display);
    },
  };
}

function known(display: Display | undefined): Outcome<Display, 'unknown-display'> {
  return display === undefined ? refused('unknown-display', 'No display has this id and token.') : done(display);
}
