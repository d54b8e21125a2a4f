// Third choice, only where the configuration says `token.allowPlainFile: true`: a file only this user can read.

import { done, refused } from '#shared/kit/outcome.ts';
import { readPrivateFile, writePrivateFile } from './private-file.ts';
import { parseToken, type TokenStore } from './token-store.ts';

export function plainFile(path: string): TokenStore {
  return {
    kind: 'plain-file',
    load: async () => {
      const file = await readPrivateFile(path);
      if (!file.ok) return file;
      const token = parseToken(file.value.toString('utf8'));
      return token === null ? refused('unreadable') : done(token);
    },
    save: async (token) => {
      await writePrivateFile(path, `${token}\n`);
      return done(null);
    },
  };
}
