// Second choice: sealed by the desktop's keyring through Electron's asynchronous safeStorage. Electron also offers a
// "basic_text" backend with a key everybody knows: that is plain text and not taken here.

import { done, refused } from '#shared/kit/outcome.ts';
import { readPrivateFile, writePrivateFile } from './private-file.ts';
import { parseToken, type TokenStore } from './token-store.ts';

/** The slice of Electron's safeStorage in use. */
export type SafeStorage = {
  isAsyncEncryptionAvailable(): Promise<boolean>;
  getSelectedStorageBackend(): string;
  encryptStringAsync(plain: string): Promise<Buffer>;
  decryptStringAsync(sealed: Buffer): Promise<{ readonly result: string; readonly shouldReEncrypt: boolean }>;
};

const realBackends: readonly string[] = ['gnome_libsecret', 'kwallet', 'kwallet5', 'kwallet6'];

/** The store sealed into `path`, when this machine has a keyring that deserves the name. */
export async function keyring(safeStorage: SafeStorage, path: string): Promise<TokenStore | null> {
  if (!(await safeStorage.isAsyncEncryptionAvailable())) return null;
  if (!realBackends.includes(safeStorage.getSelectedStorageBackend())) return null;
  const save = async (token: string) => {
    await writePrivateFile(path, await safeStorage.encryptStringAsync(token));
    return done(null);
  };
  return {
    kind: 'keyring',
    load: async () => {
      const file = await readPrivateFile(path);
      if (!file.ok) return file;
      const opened = await safeStorage.decryptStringAsync(file.value).catch(() => null);
      const token = opened && parseToken(opened.result);
      if (!token) return refused('unreadable');
      if (opened.shouldReEncrypt) await save(token);
      return done(token);
    },
    save,
  };
}
