// GET /api/v1/board-socket: the websocket of a display. It tells boards and takes wishes: which floor to show, to read
// the privacy page, that somebody of the roll call is safe. Whoever sends anything else, or too much, is closed.

import { FromDisplay } from '#shared/wire/board-socket.ts';
import type { App } from '../app.ts';
import { closeCodes } from '../close-codes.ts';
import { knownDisplay } from '../known-display.ts';
import type { HttpDeps } from '../ports.ts';
import { privacyTeller } from '../wall-privacy.ts';
import { listen } from '../wishes.ts';

type Deps = Pick<HttpDeps, 'displays' | 'hub' | 'clock' | 'log' | 'privacyOf' | 'emergency'>;

export function addBoardSocketRoute(app: App, deps: Deps): void {
  const { displays, hub, clock, emergency } = deps;
  app.get('/api/v1/board-socket', { websocket: true }, (socket, request) => {
    const known = knownDisplay(request, displays);
    if (!known.ok) return socket.close(closeCodes.unknownDisplay, 'unknown display');
    listen(socket, clock, FromDisplay, (live) => {
      const joined = hub.join(known.value, live);
      if (!joined.ok) return null;
      const tellPrivacy = privacyTeller(deps, live);
      return {
        ...joined.value,
        wish: (wish) => {
          if (wish.kind === 'show') return joined.value.show(wish.floor);
          if (wish.kind === 'privacy') tellPrivacy();
          // Whether it was taken, the roll call shows.
          else emergency.markAtWall(known.value, wish.mark);
          return true;
        },
      };
    });
  });
}
