// The console and its gateway: the same session and line as the employee's page, of which only the name, the plan and the
// end of the session are let through, and the desk's own requests. The own place that comes along is dropped here.

import type { MePlan } from '#shared/wire/me.ts';
import { type MeBridgeDeps, meBridge } from './me-bridge.ts';
import { type PrivacyHttp, privacyOverHttp } from './privacy-http.ts';
import { sessionHttp } from './session-http.ts';

export type PrivacyMessage =
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'plan'; readonly plan: MePlan }
  | { readonly kind: 'signed-out' };

export type PrivacyBridge = PrivacyHttp & {
  /** One listener, from now on. Nothing comes after `signed-out`. */
  readonly start: (listener: (message: PrivacyMessage) => void) => () => void;
  /** False: no answer, so the session may still run. */
  readonly signOut: () => Promise<boolean>;
};

export function privacyBridge(deps: MeBridgeDeps): PrivacyBridge {
  const own = meBridge(deps);
  let over = (): void => undefined;
  const http = privacyOverHttp(sessionHttp(deps, () => over()));
  return {
    ...http,
    signOut: own.signOut,
    start: (listener) => {
      const stop = own.start((message) => {
        if (message.kind === 'me') listener({ kind: 'name', name: message.me.name });
        else if (message.kind === 'plan' || message.kind === 'signed-out') listener(message);
      });
      over = () => {
        stop();
        listener({ kind: 'signed-out' });
      };
      return stop;
    },
  };
}
