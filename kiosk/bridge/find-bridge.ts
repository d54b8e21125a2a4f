// Which bridge this page talks through: the one Electron's preload put there, or one over the network.

import type { Clock } from '#shared/kit/clock.ts';
import { systemRandom } from '#shared/kit/random.ts';
import { DisplayId } from '#shared/model/ids.ts';
import type { KioskBridge } from '#shared/wire/kiosk-bridge.ts';
import { startBrowserBridge } from './browser-bridge.ts';

declare global {
  interface Window {
    readonly kiosk?: KioskBridge;
  }
}

export function findBridge(page: Window, clock: Clock): KioskBridge {
  if (page.kiosk) return page.kiosk;
  const display = DisplayId.safeParse(new URLSearchParams(page.location.search).get('display')).data;
  const token = takeToken(page);
  return startBrowserBridge({
    origin: page.location.origin,
    request: { ...(display === undefined ? {} : { display }), ...(token === null ? {} : { token }) },
    fetch: page.fetch.bind(page),
    WebSocket,
    clock,
    random: systemRandom,
  });
}

/** The token stands in the fragment, which is never sent; it is wiped from the address bar before anything is drawn. */
function takeToken(page: Window): string | null {
  const token = new URLSearchParams(page.location.hash.slice(1)).get('token');
  if (token !== null) page.history.replaceState(null, '', page.location.pathname + page.location.search);
  return token;
}
