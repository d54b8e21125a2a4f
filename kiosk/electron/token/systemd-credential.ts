// First choice: a systemd credential (LoadCredentialEncrypted=, bound to the TPM where there is one). Not in the
// environment, not inherited by children, not on disk in clear.

import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { done, refused } from '#shared/kit/outcome.ts';
import { parseToken, type TokenStore } from './token-store.ts';

const credentialName = 'kiosk-token';

/** The store, when systemd passed the credential `kiosk-token` in `credentialsFolder`. */
export function systemdCredential(credentialsFolder: string | undefined): TokenStore | null {
  const path = credentialsFolder ? join(credentialsFolder, credentialName) : null;
  if (path === null || !existsSync(path)) return null;
  return {
    kind: 'systemd-credential',
    load: async () => {
      const token = parseToken(await readFile(path, 'utf8').catch(() => ''));
      return token === null ? refused('unreadable') : done(token);
    },
    save: async () => refused('read-only'),
  };
}
