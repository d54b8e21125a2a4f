// The entry of the employee's page.

import { meBridge } from '#kiosk/bridge/me-bridge.ts';
import { MePage } from './me-page.tsx';
import { startPage } from './start-page.tsx';

startPage('me', (deps, page) => <MePage bridge={meBridge(deps)} clock={deps.clock} page={page} />);
