// The console and its gateway: the same session and line as the employee's page, which is asked for what this person
// manages, and the console's own requests. The own place that comes along is dropped here.

import type { MePlan } from '#shared/wire/me.ts';
import { type ManageHttp, manageOverHttp } from './manage-http.ts';
import { type MeBridgeDeps, type MeMessage, meBridge } from './me-bridge.ts';
import { type PrivacyHttp, privacyOverHttp } from './privacy-http.ts';
import { sessionHttp } from './session-http.ts';

export type PrivacyMessage =
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'plan'; readonly plan: MePlan }
  | Extract<MeMessage, { kind: 'managed' | 'emergency' | 'link' | 'signed-out' }>;

export type PrivacyBridge = PrivacyHttp & {
  readonly manage: ManageHttp;
  /** One listener, from now on. Nothing comes after `signed-out`. */
  readonly start: (listener: (message: PrivacyMessage) => void) => () => void;
  /** False: no answer, so the session may still run. */
  readonly signOut: () => Promise<boolean>;
};

export function privacyBridge(deps: MeBridgeDeps): PrivacyBridge {
  const own = meBridge(deps, 'console');
  let over = (): void => undefined;
  const read = sessionHttp(deps, () => over());
  return {
    ...privacyOverHttp(read),
    manage: manageOverHttp(read),
    signOut: own.signOut,
    start: (listener) => {
      const stop = own.start((message) => {
        const told = consoleMessage(message);
        if (told) listener(told);
      });
      over = () => {
        stop();
        listener({ kind: 'signed-out' });
      };
      return stop;
    },
  };
}

/** Null for what is of the employee's page alone. */
function consoleMessage(message: MeMessage): PrivacyMessage | null {
  switch (message.kind) {
    case 'me':
      return { kind: 'name', name: message.me.name };
    case 'board':
    case 'find-over':
      return null;
    default:
      return message;
  }
}
