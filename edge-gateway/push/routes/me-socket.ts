// GET /api/v1/me-socket: the websocket of an employee's page. It tells frames and takes two wishes, which floor to
// show and whether this is a console; whoever sends anything else, or too much, is closed.

import { FromMe } from '#shared/wire/me.ts';
import { mePaths } from '#shared/wire/me-actions.ts';
import type { App } from '../app.ts';
import { closeCodes } from '../close-codes.ts';
import type { MeHub } from '../me-hub.ts';
import { type MeAccess, signedIn } from '../me-session.ts';
import type { HttpDeps } from '../ports.ts';
import { listen } from '../wishes.ts';

type Deps = { readonly hub: MeHub; readonly access: MeAccess } & Pick<HttpDeps, 'clock'>;

export function addMeSocketRoute(app: App, { hub, access, clock }: Deps): void {
  app.get(mePaths.socket, { websocket: true }, (socket, request) => {
    const session = signedIn(request, access);
    if (session === null) return socket.close(closeCodes.unknownDisplay, 'signed out');
    listen(socket, clock, FromMe, (live) => {
      const joined = hub.join(session.ref, () => signedIn(request, access), live);
      if (!joined.ok) return null;
      const { show, manage, ...seat } = joined.value;
      return {
        ...seat,
        wish: (wish) => {
          if (wish.kind === 'show') return show(wish.floor);
          manage(wish.on);
          return true;
        },
      };
    });
  });
}
