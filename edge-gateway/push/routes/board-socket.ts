// GET /api/v1/board-socket: the websocket of a display. It tells boards and takes one wish, which floor to show; whoever
// sends anything else, or too much, is closed.

import type { WebSocket } from '@fastify/websocket';
import { seconds } from '#shared/kit/duration.ts';
import { FromDisplay } from '#shared/wire/board-socket.ts';
import type { App } from '../app.ts';
import { closeCodes } from '../close-codes.ts';
import { knownDisplay } from '../known-display.ts';
import type { LiveSocket } from '../live-sockets.ts';
import type { HttpDeps } from '../ports.ts';

/** Wishes per second and socket; each costs a board. */
const maxWishesPerSecond = 10;

export function addBoardSocketRoute(app: App, { displays, hub, clock }: Pick<HttpDeps, 'displays' | 'hub' | 'clock'>): void {
  app.get('/api/v1/board-socket', { websocket: true }, (socket, request) => {
    const known = knownDisplay(request, displays);
    if (!known.ok) return socket.close(closeCodes.unknownDisplay, 'unknown display');
    const joined = hub.join(known.value, toLiveSocket(socket));
    if (!joined.ok) return socket.close(closeCodes.tryLater, 'too many sockets');
    const seat = joined.value;
    const wish = wishCounter(() => clock.bootMs());
    socket.on('pong', seat.answered);
    socket.on('close', seat.leave);
    socket.on('message', (data, isBinary) => {
      const message = isBinary || !wish() ? undefined : read(String(data));
      if (message === undefined || !seat.show(message.floor)) socket.close(closeCodes.badFrame, 'bad frame');
    });
  });
}

function toLiveSocket(socket: WebSocket): LiveSocket {
  return {
    send: (text) => socket.send(text),
    ping: () => socket.ping(),
    close: (code, reason) => socket.close(code, reason),
    terminate: () => socket.terminate(),
    bufferedBytes: () => socket.bufferedAmount,
  };
}

function read(text: string): FromDisplay | undefined {
  try {
    return FromDisplay.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

/** Returns false for wishes beyond the limit of the current second. */
function wishCounter(bootMs: () => number): () => boolean {
  let since = bootMs();
  let count = 0;
  return () => {
    if (bootMs() - since >= seconds(1)) {
      since = bootMs();
      count = 0;
    }
    count += 1;
    return count <= maxWishesPerSecond;
  };
}
