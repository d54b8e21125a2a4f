// The wall page: puts clock, bridge and words together and draws. The only file here with effects on import.

import '#kiosk/style/tokens.css';
import '#kiosk/style/base.css';
import '@fontsource-variable/inter';
import { createRoot } from 'react-dom/client';
import { config } from 'zod';
import { findBridge } from '#kiosk/bridge/find-bridge.ts';
import { sinceStartMs, systemClock } from '#shared/kit/clock.ts';
import { WallPage } from './wall-page.tsx';

// zod would try to compile parsers with Function, which the content security policy forbids and reports.
config({ jitless: true });

const themes: readonly (string | null)[] = ['dark', 'mono'];
const theme = new URLSearchParams(window.location.search).get('theme');
if (theme !== null && themes.includes(theme)) document.documentElement.dataset.theme = theme;

const root = document.getElementById('wall');
if (!root) throw new Error('wall.html has no element #wall');
const clock = systemClock(sinceStartMs);
window.addEventListener('contextmenu', (event) => event.preventDefault());
createRoot(root).render(<WallPage bridge={findBridge(window, clock)} clock={clock} reload={() => window.location.reload()} />);
