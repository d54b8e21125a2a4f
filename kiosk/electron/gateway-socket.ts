// The only door to the `ws` package: one websocket to the gateway, with headers and an authority of our choice, which a
// browser's socket can't have.

import { WebSocket } from 'ws';
import { trust } from './gateway-http.ts';

type SocketEvents = {
  readonly opened: () => void;
  readonly message: (text: string) => void;
  /** The gateway does not know this display (401, or close code 4401). */
  readonly refused: () => void;
  /** It ended or never opened. */
  readonly closed: () => void;
};

export type GatewaySocket = {
  readonly send: (text: string) => void;
  /** Ends it now; no event comes after this. */
  readonly drop: () => void;
};

export type DialSocket = (headers: Readonly<Record<string, string>>, events: SocketEvents) => GatewaySocket;

/** Boards are some tens of kilobytes, a plan some hundreds. */
const largestMessage = 4 * 1024 * 1024;
const unknownDisplayCode = 4401;

/** Dials the board socket of `gateway`; trusts only `ca` (PEM) when given. Exactly one of `refused` and `closed` comes last. */
export function createDialSocket(gateway: URL, ca: string | undefined): DialSocket {
  const url = new URL('/api/v1/board-socket', gateway);
  url.protocol = gateway.protocol === 'https:' ? 'wss:' : 'ws:';
  return (headers, events) => {
    const socket = new WebSocket(url, {
      headers,
      ...trust(ca),
      perMessageDeflate: false,
      maxPayload: largestMessage,
      followRedirects: false,
    });
    let over = false;
    const end = (tell: () => void): void => {
      if (over) return;
      over = true;
      tell();
      socket.terminate();
    };
    socket.on('open', () => !over && events.opened());
    socket.on('message', (data, isBinary) => !over && !isBinary && events.message(data.toString()));
    socket.on('unexpected-response', (_request, response) => end(response.statusCode === 401 ? events.refused : events.closed));
    socket.on('close', (code) => end(code === unknownDisplayCode ? events.refused : events.closed));
    socket.on('error', () => end(events.closed));
    return {
      send: (text) => socket.readyState === WebSocket.OPEN && socket.send(text),
      drop: () => end(() => {}),
    };
  };
}
