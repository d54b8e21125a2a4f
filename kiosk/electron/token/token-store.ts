// Where the display's token lives: a port with four places behind it. The token is worth "read the masked board of this
// wall" and can be revoked at the gateway, so losing it is cheap; still it is kept as well as the machine allows.

import type { Outcome } from '#shared/kit/outcome.ts';

export type NoToken = 'no-token' | 'readable-by-others' | 'unreadable';

export type TokenStore = {
  readonly kind: 'systemd-credential' | 'keyring' | 'plain-file' | 'memory';
  readonly load: () => Promise<Outcome<string, NoToken>>;
  /** `read-only`: an administrator put the token there, and only they can change it. */
  readonly save: (token: string) => Promise<Outcome<null, 'read-only'>>;
};

/** A token as a gateway makes them; `null` for anything else, so that a wrong file never goes over the wire. */
export function parseToken(text: string): string | null {
  const token = text.trim();
  return /^[A-Za-z0-9_-]{16,200}$/.test(token) ? token : null;
}
