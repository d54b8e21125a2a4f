// Who this wall says it is, with every request: its id and token, or, on the gateway's own machine, a session the gateway
// gives out without one.

import { done, type Outcome, refused } from '#shared/kit/outcome.ts';
import type { DisplayId } from '#shared/model/ids.ts';
import type { DisplaySessionRequest } from '#shared/wire/display-session.ts';
import type { PostJson } from './gateway-http.ts';
import type { TokenStore } from './token/token-store.ts';

type IdentityHeaders = Readonly<Record<string, string>>;

export type Identity = {
  /** Headers that prove who asks; `unknown-display` when the gateway would not have us. */
  readonly headers: () => Promise<Outcome<IdentityHeaders, 'unknown-display' | 'unreachable'>>;
  /** The gateway refused these headers: ask again next time. */
  readonly forget: () => void;
};

type Deps = {
  readonly gateway: URL;
  readonly display: DisplayId | undefined;
  readonly tokens: Pick<TokenStore, 'load'>;
  readonly post: PostJson;
};

export function createIdentity(deps: Deps): Identity {
  let session: IdentityHeaders | null = null;
  const askForSession = async (): Promise<Outcome<IdentityHeaders, 'unknown-display' | 'unreachable'>> => {
    const body: DisplaySessionRequest = deps.display === undefined ? {} : { display: deps.display };
    const origin = { Origin: deps.gateway.origin };
    const reply = await deps.post('/api/v1/displays/session', body, origin);
    if (!reply.ok) return reply;
    const cookie = reply.value.cookies[0]?.split(';')[0];
    if (reply.value.status >= 500) return refused('unreachable');
    if (reply.value.status >= 300 || !cookie) return refused('unknown-display');
    session = { ...origin, Cookie: cookie };
    return done(session);
  };
  return {
    headers: async () => {
      const token = await deps.tokens.load();
      if (token.ok && deps.display !== undefined) return done({ Authorization: `Bearer ${deps.display}.${token.value}` });
      return session ? done(session) : askForSession();
    },
    forget: () => {
      session = null;
    },
  };
}
