// What every part of the employee's page that can do something is given.

import type { MeBridge } from '#kiosk/bridge/me-bridge.ts';
import type { MeView } from './me-view.ts';
import type { Actions } from './use-actions.ts';

export type MeProps = { readonly view: MeView; readonly actions: Actions; readonly bridge: MeBridge };
