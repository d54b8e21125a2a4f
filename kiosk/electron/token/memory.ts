// Last choice: until the process ends. After a restart the wall has to be given its token again.

import { done, refused } from '#shared/kit/outcome.ts';
import type { TokenStore } from './token-store.ts';

export function memory(): TokenStore {
  let kept: string | null = null;
  return {
    kind: 'memory',
    load: async () => (kept === null ? refused('no-token') : done(kept)),
    save: async (token) => {
      kept = token;
      return done(null);
    },
  };
}
