// The company's OpenID provider: authorization code with PKCE, state, nonce and a checked signature; the only import of
// openid-client. Asks for nothing but who it is (scope `openid`): names come from the booking system. The provider is looked
// up when somebody first signs in, so the gateway starts without it.

import {
  AuthorizationResponseError,
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  ClientError,
  type Configuration,
  calculatePKCECodeChallenge,
  customFetch,
  discovery,
  enableNonRepudiationChecks,
  ResponseBodyError,
  randomNonce,
  randomPKCECodeVerifier,
  randomState,
} from 'openid-client';
import { hours } from '#shared/kit/duration.ts';
import { done, type Outcome, refused } from '#shared/kit/outcome.ts';
import { providerFetch, unreachable } from './sign-in-fetch.ts';
import type { SignInSecrets } from './sign-in-starts.ts';

export type OidcProvider = {
  /** https, or http on this machine. */
  readonly issuer: string;
  readonly clientId: string;
  /** Sent in the body of the token request; without it this is a public client. */
  readonly clientSecret?: string | undefined;
};

type OidcRefusal = 'denied' | 'failed' | 'provider-down';

export type Oidc = {
  readonly begin: () => Promise<Outcome<{ readonly url: string; readonly secrets: SignInSecrets }, OidcRefusal>>;
  /** The account (`sub`) behind the query the browser came back with. */
  readonly finish: (query: string, secrets: SignInSecrets) => Promise<Outcome<{ readonly account: string }, OidcRefusal>>;
};

type Deps = {
  readonly provider: OidcProvider;
  /** Where the provider sends the browser back to, as it is registered there. */
  readonly redirectUri: () => string;
  readonly bootMs: () => number;
  /** Ends every wait for the provider. */
  readonly signal: AbortSignal;
  /** What an operator may have to act on: a constant word of the protocol, or of the library. */
  readonly trouble: (code: string) => void;
};

/** What a provider says of itself may change, rarely. */
const knownForMs = hours(1);
const answerWithinS = 10;

export function createOidc({ provider, redirectUri, bootMs, signal, trouble }: Deps): Oidc {
  let known: { readonly configuration: Promise<Configuration>; readonly sinceBootMs: number } | null = null;
  const find = (): Promise<Configuration> => {
    if (known !== null && bootMs() - known.sinceBootMs < knownForMs) return known.configuration;
    known = { configuration: discover(provider, signal), sinceBootMs: bootMs() };
    return known.configuration;
  };
  const refuse = (error: unknown): Outcome<never, OidcRefusal> => {
    const why = whyOf(error);
    if (why === 'denied') return refused(why);
    // Next time from the beginning, if it was not just a no: the provider may have moved, or have other keys.
    if (saidNo(error) === undefined) known = null;
    trouble(codeOf(error));
    return refused(why);
  };
  return {
    begin: async () => {
      try {
        const secrets = { state: randomState(), nonce: randomNonce(), codeVerifier: randomPKCECodeVerifier() };
        const url = buildAuthorizationUrl(await find(), {
          redirect_uri: redirectUri(),
          scope: 'openid',
          state: secrets.state,
          nonce: secrets.nonce,
          code_challenge: await calculatePKCECodeChallenge(secrets.codeVerifier),
          code_challenge_method: 'S256',
        });
        return done({ url: url.href, secrets });
      } catch (error) {
        return refuse(error);
      }
    },
    finish: async (query, { state, nonce, codeVerifier }) => {
      try {
        const cameBackTo = new URL(`${redirectUri()}?${query}`);
        const checks = { expectedState: state, expectedNonce: nonce, pkceCodeVerifier: codeVerifier };
        const answer = await authorizationCodeGrant(await find(), cameBackTo, checks);
        const account = answer.claims()?.sub;
        return account === undefined ? refused('failed') : done({ account });
      } catch (error) {
        return refuse(error);
      }
    },
  };
}

function discover({ issuer, clientId, clientSecret }: OidcProvider, signal: AbortSignal): Promise<Configuration> {
  const server = new URL(issuer);
  const onThisMachine = /^(localhost|127\.0\.0\.1|\[::1\])$/.test(server.hostname);
  // The signature too, not the way it came alone: http on this machine proves nothing.
  const execute = [enableNonRepudiationChecks, ...(onThisMachine ? [allowInsecureRequests] : [])];
  return discovery(server, clientId, clientSecret, undefined, {
    execute,
    timeout: answerWithinS,
    [customFetch]: providerFetch(signal),
  });
}

function whyOf(error: unknown): OidcRefusal {
  if (error instanceof AuthorizationResponseError) {
    if (error.error === 'access_denied') return 'denied';
    return /^(server_error|temporarily_unavailable)$/.test(error.error) ? 'provider-down' : 'failed';
  }
  return causes(error).some((cause) => cause === unreachable) ? 'provider-down' : 'failed';
}

/** The word with which the provider itself refused. */
function saidNo(error: unknown): string | undefined {
  return error instanceof ResponseBodyError || error instanceof AuthorizationResponseError ? error.error : undefined;
}

/** Never the error's sentence, which may hold what the provider sent. */
function codeOf(error: unknown): string {
  if (causes(error).includes(unreachable)) return 'unreachable';
  const told = saidNo(error) ?? (error instanceof ClientError ? error.code : undefined) ?? 'other';
  return /^(OAUTH_[A-Z_]+|(invalid|unauthorized|unsupported|server|temporarily)_[a-z_]{1,30})$/.test(told) ? told : 'other';
}

function causes(error: unknown): readonly unknown[] {
  return error instanceof Error && error.cause !== undefined ? [error, ...causes(error.cause)] : [error];
}
