// GET /api/v1/board-socket: the websocket of a display. It tells boards and takes one wish, which floor to show; whoever
// sends anything else, or too much, is closed.

import { FromDisplay } from '#shared/wire/board-socket.ts';
import type { App } from '../app.ts';
import { closeCodes } from '../close-codes.ts';
import { knownDisplay } from '../known-display.ts';
import type { HttpDeps } from '../ports.ts';
import { listen } from '../wishes.ts';

export function addBoardSocketRoute(app: App, { displays, hub, clock }: Pick<HttpDeps, 'displays' | 'hub' | 'clock'>): void {
  app.get('/api/v1/board-socket', { websocket: true }, (socket, request) => {
    const known = knownDisplay(request, displays);
    if (!known.ok) return socket.close(closeCodes.unknownDisplay, 'unknown display');
    listen(socket, clock, FromDisplay, (live) => {
      const joined = hub.join(known.value, live);
      return joined.ok ? { ...joined.value, wish: ({ floor }) => joined.value.show(floor) } : null;
    });
  });
}
