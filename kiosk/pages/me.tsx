// The employee's page: puts clock, bridge and words together and draws. Light or dark as the phone is.

import '#kiosk/style/tokens.css';
import '#kiosk/style/base.css';
import './me.css';
import '@fontsource-variable/inter';
import { createRoot } from 'react-dom/client';
import { config } from 'zod';
import { meBridge } from '#kiosk/bridge/me-bridge.ts';
import { sinceStartMs, systemClock } from '#shared/kit/clock.ts';
import { systemRandom } from '#shared/kit/random.ts';
import { MePage } from './me-page.tsx';

// zod would try to compile parsers with Function, which the content security policy forbids and reports.
config({ jitless: true });

const dark = window.matchMedia('(prefers-color-scheme: dark)');
const dress = (): void => {
  document.documentElement.dataset.theme = dark.matches ? 'dark' : 'light';
};
dark.addEventListener('change', dress);
dress();

const root = document.getElementById('me');
if (!root) throw new Error('me.html has no element #me');
const clock = systemClock(sinceStartMs);
const bridge = meBridge({
  origin: window.location.origin,
  fetch: window.fetch.bind(window),
  WebSocket,
  clock,
  random: systemRandom,
});
createRoot(root).render(<MePage bridge={bridge} clock={clock} page={window} />);
