// The console's entry.

import { privacyBridge } from '#kiosk/bridge/privacy-bridge.ts';
import { PresencePage } from './presence-page.tsx';
import { startPage } from './start-page.tsx';

startPage('presence', (deps, page) => <PresencePage bridge={privacyBridge(deps)} clock={deps.clock} page={page} />);
