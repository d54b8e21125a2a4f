// The console: puts clock, bridge and words together and draws. Light or dark as the machine is.

import '#kiosk/style/tokens.css';
import '#kiosk/style/base.css';
import './me.css';
import '@fontsource-variable/inter';
import { createRoot } from 'react-dom/client';
import { config } from 'zod';
import { privacyBridge } from '#kiosk/bridge/privacy-bridge.ts';
import { sinceStartMs, systemClock } from '#shared/kit/clock.ts';
import { systemRandom } from '#shared/kit/random.ts';
import { PresencePage } from './presence-page.tsx';

// zod would try to compile parsers with Function, which the content security policy forbids and reports.
config({ jitless: true });

const dark = window.matchMedia('(prefers-color-scheme: dark)');
const dress = (): void => {
  document.documentElement.dataset.theme = dark.matches ? 'dark' : 'light';
};
dark.addEventListener('change', dress);
dress();

const root = document.getElementById('presence');
if (!root) throw new Error('presence.html has no element #presence');
const clock = systemClock(sinceStartMs);
const bridge = privacyBridge({
  origin: window.location.origin,
  fetch: window.fetch.bind(window),
  WebSocket,
  clock,
  random: systemRandom,
});
createRoot(root).render(<PresencePage bridge={bridge} clock={clock} page={window} />);
