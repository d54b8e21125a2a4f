// Answers the wish of one wall to read the privacy page. The text of the document may have to be fetched, so the answer
// comes when it comes; asking again meanwhile, or within a second, changes nothing.

import type { Clock } from '#shared/kit/clock.ts';
import { seconds } from '#shared/kit/duration.ts';
import type { ToDisplay } from '#shared/wire/board-socket.ts';
import type { WallPrivacy } from '#shared/wire/wall-privacy.ts';
import type { LiveSocket } from './live-sockets.ts';
import type { HttpLog } from './ports.ts';

type Deps = { readonly clock: Clock; readonly log: HttpLog; readonly privacyOf: () => Promise<WallPrivacy> };

const minIntervalMs = seconds(1);

/** To be called for each such wish of this socket. A page that can't be made is not sent, and the wall asks again. */
export function privacyTeller({ clock, log, privacyOf }: Deps, live: LiveSocket): () => void {
  let nextBootMs = Number.NEGATIVE_INFINITY;
  let isOnItsWay = false;
  const tell = async (): Promise<void> => {
    try {
      const message: ToDisplay = { kind: 'privacy', privacy: await privacyOf() };
      live.send(JSON.stringify(message));
    } catch (error) {
      log.error({ error }, 'The privacy page could not be made');
    }
    isOnItsWay = false;
  };
  return () => {
    if (isOnItsWay || clock.bootMs() < nextBootMs) return;
    isOnItsWay = true;
    nextBootMs = clock.bootMs() + minIntervalMs;
    void tell();
  };
}
