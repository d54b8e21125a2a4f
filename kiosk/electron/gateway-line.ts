// One line to the gateway at a time: finds out who we are, dials, and lets only the events of the present dial through.
// Whatever a socket says after it was hung up is about a line that is no more.

import type { DialSocket, GatewaySocket } from './gateway-socket.ts';
import type { Identity } from './identity.ts';

export type LineEvents = {
  readonly opened: () => void;
  readonly message: (text: string) => void;
  readonly ended: (how: 'closed' | 'refused') => void;
};

export type GatewayLine = {
  /** Hangs up and dials anew. */
  readonly dial: () => Promise<void>;
  readonly hangUp: () => void;
  /** Sends when the line is open, otherwise does nothing. */
  readonly send: (text: string) => void;
};

export function createGatewayLine(dialSocket: DialSocket, identity: Identity, events: LineEvents): GatewayLine {
  let socket: GatewaySocket | null = null;
  let dialNumber = 0;
  const hangUp = (): void => {
    dialNumber += 1;
    socket?.drop();
    socket = null;
  };
  return {
    dial: async () => {
      hangUp();
      const mine = dialNumber;
      const present = (task: () => void): void => {
        if (mine === dialNumber) task();
      };
      const refuse = (): void => {
        identity.forget();
        events.ended('refused');
      };
      const headers = await identity.headers();
      if (!headers.ok) return present(() => events.ended(headers.why === 'unknown-display' ? 'refused' : 'closed'));
      present(() => {
        socket = dialSocket(headers.value, {
          opened: () => present(events.opened),
          message: (text) => present(() => events.message(text)),
          closed: () => present(() => events.ended('closed')),
          refused: () => present(refuse),
        });
      });
    },
    hangUp,
    send: (text) => socket?.send(text),
  };
}
