// Sign-ins that were begun here and not ended yet. Each belongs to the browser it was begun in, works once, and for ten
// minutes; so nobody can be signed in by a link that somebody else prepared (login CSRF), nor twice by the same answer.

import { hash } from 'node:crypto';
import { sameSecret } from '#gateway/secrets.ts';
import { minutes } from '#shared/kit/duration.ts';

/** What the provider's answer is checked against; none of it leaves the gateway but `state` and `nonce` on their way there. */
export type SignInSecrets = { readonly state: string; readonly nonce: string; readonly codeVerifier: string };

export type SignInStarts = {
  /** Answers what the browser has to bring back, 256 random bits as base64url. */
  readonly put: (secrets: SignInSecrets) => string;
  /** The secrets, once. An answer with another `state` gets null and leaves the sign-in to its own answer. */
  readonly take: (transaction: string, state: string) => SignInSecrets | null;
};

type Deps = { readonly bootMs: () => number; readonly randomBytes: (count: number) => Buffer };
type Start = { readonly secrets: SignInSecrets; readonly endsBootMs: number };

const waitMs = minutes(10);
/** Beginning costs a stranger nothing, so the oldest goes. */
const maxStarts = 10_000;

export function createSignInStarts({ bootMs, randomBytes }: Deps): SignInStarts {
  const starts = new Map<string, Start>();
  const sweep = (): void => {
    for (const [key, { endsBootMs }] of starts) {
      // In the order they were put, which is the order they end.
      if (endsBootMs > bootMs() && starts.size < maxStarts) break;
      starts.delete(key);
    }
  };
  return {
    put: (secrets) => {
      sweep();
      const transaction = randomBytes(32).toString('base64url');
      starts.set(keyOf(transaction), { secrets, endsBootMs: bootMs() + waitMs });
      return transaction;
    },
    take: (transaction, state) => {
      const key = keyOf(transaction);
      const start = starts.get(key);
      if (start === undefined || !sameSecret(state, start.secrets.state)) return null;
      starts.delete(key);
      return start.endsBootMs > bootMs() ? start.secrets : null;
    },
  };
}

function keyOf(transaction: string): string {
  return hash('sha256', transaction, 'hex');
}
