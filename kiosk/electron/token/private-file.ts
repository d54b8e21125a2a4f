// Files only this user can read: written beside and moved into place, so that a power cut leaves the old one or the new.

import { chmod, readFile, rename, stat, writeFile } from 'node:fs/promises';
import { done, type Outcome, refused } from '#shared/kit/outcome.ts';
import type { NoToken } from './token-store.ts';

/** Reads `path`; refuses when group or others could have read it too. */
export async function readPrivateFile(path: string): Promise<Outcome<Buffer, NoToken>> {
  try {
    const { mode } = await stat(path);
    if ((mode & 0o077) !== 0) return refused('readable-by-others');
    return done(await readFile(path));
  } catch (error) {
    const missing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    return refused(missing ? 'no-token' : 'unreadable');
  }
}

/** Writes `content` to `path` with mode 0600 whatever the umask is. */
export async function writePrivateFile(path: string, content: string | Uint8Array): Promise<void> {
  const fresh = `${path}.new`;
  await writeFile(fresh, content, { mode: 0o600 });
  await chmod(fresh, 0o600);
  await rename(fresh, path);
}
