// What the entries of the employee's page and of the console have in common: look, type, clock and the way to the gateway,
// put together once. Light or dark as the machine is.

import '#kiosk/style/tokens.css';
import '#kiosk/style/base.css';
import './me.css';
import '@fontsource-variable/inter';
import type { ReactNode } from 'react';
import { createRoot } from 'react-dom/client';
import { config } from 'zod';
import type { MeBridgeDeps } from '#kiosk/bridge/me-bridge.ts';
import { sinceStartMs, systemClock } from '#shared/kit/clock.ts';
import { systemRandom } from '#shared/kit/random.ts';

/** `element`: the id in the page's html; throws when it is not there. */
export function startPage(element: string, draw: (deps: MeBridgeDeps, page: Window) => ReactNode): void {
  // zod would try to compile parsers with Function, which the content security policy forbids and reports.
  config({ jitless: true });
  const dark = window.matchMedia('(prefers-color-scheme: dark)');
  const dress = (): void => {
    document.documentElement.dataset.theme = dark.matches ? 'dark' : 'light';
  };
  dark.addEventListener('change', dress);
  dress();
  const root = document.getElementById(element);
  if (!root) throw new Error(`the page has no element #${element}`);
  const deps = {
    origin: window.location.origin,
    fetch: window.fetch.bind(window),
    WebSocket,
    clock: systemClock(sinceStartMs),
    random: systemRandom,
  };
  createRoot(root).render(draw(deps, window));
}
