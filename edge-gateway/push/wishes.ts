// The receiving side of a page's websocket: one JSON text per frame, few of them, each a wish that the hub understands.
// Everything else closes the socket.

import type { WebSocket } from '@fastify/websocket';
import type { z } from 'zod';
import type { Clock } from '#shared/kit/clock.ts';
import { seconds } from '#shared/kit/duration.ts';
import { closeCodes } from './close-codes.ts';
import type { LiveSocket } from './live-sockets.ts';

/** What a hub gives for a socket. `wish` answers false for one that can't be met. */
type Seat<Wish> = { readonly wish: (wish: Wish) => boolean; readonly answered: () => void; readonly leave: () => void };

/** Wishes per second and socket; each costs a board. */
const maxWishesPerSecond = 10;

/** Takes a seat at a hub and hands on what comes; a hub without room answers null, and the socket is closed. */
export function listen<S extends z.ZodType>(
  socket: WebSocket,
  clock: Clock,
  schema: S,
  sitDown: (live: LiveSocket) => Seat<z.output<S>> | null,
): void {
  const seat = sitDown(toLiveSocket(socket));
  if (seat === null) {
    socket.close(closeCodes.tryLater, 'too many sockets');
    return;
  }
  const mayWish = wishCounter(clock.bootMs);
  socket.on('pong', seat.answered);
  socket.on('close', seat.leave);
  socket.on('message', (data, isBinary) => {
    const wish = isBinary || !mayWish() ? undefined : read(schema, String(data));
    if (wish === undefined || !seat.wish(wish)) socket.close(closeCodes.badFrame, 'bad frame');
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

function read<S extends z.ZodType>(schema: S, text: string): z.output<S> | undefined {
  try {
    return schema.safeParse(JSON.parse(text)).data;
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
