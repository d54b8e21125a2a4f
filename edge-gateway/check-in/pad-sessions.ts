// Who stands at which pad. In memory only: a random handle bound to one display, gone after 60 s without a tap, with
// "done", when the next person signs in there, and with the process.

import { sameSecret } from '#gateway/secrets.ts';
import type { Clock } from '#shared/kit/clock.ts';
import type { DisplayId } from '#shared/model/ids.ts';
import { padIdleMs } from '#shared/wire/check-in.ts';

export type PadSessions = {
  /** Begins a session and ends the display's old one. Answers the handle, 128 random bits. */
  readonly begin: (display: DisplayId, identifier: string) => string;
  /** The identifier behind the handle, if it is alive at this display; counts as a tap. */
  readonly touch: (display: DisplayId, handle: string) => string | null;
  readonly end: (display: DisplayId, handle: string) => void;
};

type Session = { readonly handle: string; readonly identifier: string; lastTapMs: number };

export function createPadSessions(clock: Clock, randomBytes: (count: number) => Buffer): PadSessions {
  const sessions = new Map<DisplayId, Session>();
  const find = (display: DisplayId, handle: string): Session | null => {
    const session = sessions.get(display);
    if (!session || !sameSecret(handle, session.handle)) return null;
    if (clock.bootMs() - session.lastTapMs < padIdleMs) return session;
    sessions.delete(display);
    return null;
  };
  return {
    begin: (display, identifier) => {
      const handle = randomBytes(16).toString('base64url');
      sessions.set(display, { handle, identifier, lastTapMs: clock.bootMs() });
      return handle;
    },
    touch: (display, handle) => {
      const session = find(display, handle);
      if (!session) return null;
      session.lastTapMs = clock.bootMs();
      return session.identifier;
    },
    end: (display, handle) => {
      if (find(display, handle)) sessions.delete(display);
    },
  };
}
