// Picks the best place for the token that this machine and its configuration offer, and takes over a token that an
// administrator laid down for it.

import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { KioskLog } from '../log.ts';
import { keyring, type SafeStorage } from './keyring.ts';
import { memory } from './memory.ts';
import { plainFile } from './plain-file.ts';
import { readPrivateFile } from './private-file.ts';
import { systemdCredential } from './systemd-credential.ts';
import { parseToken, type TokenStore } from './token-store.ts';

type Machine = {
  /** $CREDENTIALS_DIRECTORY */
  readonly credentialsFolder: string | undefined;
  /** Where this kiosk may keep files. */
  readonly stateFolder: string;
  readonly allowPlainFile: boolean;
  readonly safeStorage: SafeStorage;
};

export async function chooseTokenStore(machine: Machine): Promise<TokenStore> {
  return (
    systemdCredential(machine.credentialsFolder) ??
    (await keyring(machine.safeStorage, join(machine.stateFolder, 'token.sealed'))) ??
    (machine.allowPlainFile ? plainFile(join(machine.stateFolder, 'token')) : memory())
  );
}

/**
 * Moves the token in `<state folder>/new-token` (mode 0600), if there is one, into `store` and removes the file. A file
 * that others can read or that holds no token stays where it is, and a line in the log says why.
 */
export async function takeNewToken(stateFolder: string, store: TokenStore, log: KioskLog): Promise<void> {
  const path = join(stateFolder, 'new-token');
  const file = await readPrivateFile(path);
  if (!file.ok && file.why === 'no-token') return;
  const token = file.ok ? parseToken(file.value.toString('utf8')) : null;
  if (token === null) {
    log('warn', 'the file new-token was not taken; write the token alone into it and give it mode 0600', {
      why: file.ok ? 'no-token' : file.why,
    });
    return;
  }
  const saved = await store.save(token);
  if (!saved.ok) return log('warn', 'the file new-token was not taken; the token comes from a systemd credential here');
  await rm(path, { force: true });
  log('info', 'token taken over', { store: store.kind });
}
