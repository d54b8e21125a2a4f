// The company's OpenID provider of the demo: a real one, small, on this machine. It knows Waypost as its own, so there is
// no consent screen, and it remembers nobody: each sign-in asks anew, so that one browser can try several people. The only
// import of oidc-provider.
/// <reference path="./oidc-provider.d.ts" />

import { generateKeyPair, randomBytes, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { promisify } from 'node:util';
import { errors, interactionPolicy, Provider } from 'oidc-provider';
import { createMemoryAdapter } from 'oidc-provider/lib/adapters/memory_adapter.js';
import type { Running } from '#gateway/running.ts';
import { type DemoAccount, loginPage, overPage } from './login-page.ts';

export type SignInProviderDeps = {
  /** On 127.0.0.1; 0 takes any free one. */
  readonly port: number;
  /** Asked at each sign-in. */
  readonly people: () => readonly DemoAccount[];
  readonly clientId: string;
  /** Where it may send a browser back to. The port of an address on this machine does not count. */
  readonly redirectUris: readonly string[];
};

/** Rejects when the port is taken. */
export async function startSignInProvider(deps: SignInProviderDeps): Promise<Running & { readonly issuer: string }> {
  const server = createServer();
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  server.once('error', reject).listen(deps.port, '127.0.0.1', resolve);
  await promise;
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const provider = new Provider(issuer, await configurationOf(deps));
  provider.on('server_error', (_context, error) => console.error('The demo sign-in failed at a request.', error));
  const standard = provider.callback();
  server.on('request', (request, response) => {
    // Without its cookie nobody is remembered.
    request.headers.cookie = request.headers.cookie?.replace(/(^|; )_session(\.sig)?=[^;]*/g, '');
    if (request.url?.startsWith(pagePath)) void answerPage(provider, deps.people(), request, response);
    else void standard(request, response);
  });
  return {
    issuer,
    stop: async () => {
      if (!server.listening) return;
      const closed = new Promise((done) => server.close(done));
      server.closeAllConnections();
      await closed;
    },
  };
}

const pagePath = '/sign-in/';

async function configurationOf({ people, clientId, redirectUris }: SignInProviderDeps): Promise<object> {
  const policy = interactionPolicy.base();
  policy.remove('consent');
  return {
    adapter: createMemoryAdapter(),
    jwks: { keys: [await signingKey()] },
    cookies: { keys: [randomBytes(32).toString('base64url')] },
    clients: [
      {
        client_id: clientId,
        // Of a native application, a redirect address on this machine may have any port.
        application_type: 'native',
        redirect_uris: redirectUris,
        token_endpoint_auth_method: 'none',
        id_token_signed_response_alg: 'ES256',
      },
    ],
    findAccount: (_context: unknown, account: string) =>
      people().some((one) => one.account === account)
        ? { accountId: account, claims: async () => ({ sub: account }) }
        : undefined,
    interactions: { policy, url: (_context: unknown, { uid }: { readonly uid: string }) => `${pagePath}${uid}` },
    loadExistingGrant,
    renderError: (context: { body: unknown; type: string }) => {
      context.type = 'html';
      context.body = overPage();
    },
    clientBasedCORS: () => false,
    pkce: { required: () => true },
    features: {
      devInteractions: { enabled: false },
      dPoP: { enabled: false },
      pushedAuthorizationRequests: { enabled: false },
      resourceIndicators: { enabled: false },
      rpInitiatedLogout: { enabled: false },
      userinfo: { enabled: false },
    },
    // Seconds. Said in full because the package warns about every default.
    ttl: { AccessToken: 60, AuthorizationCode: 60, Grant: 600, IdToken: 300, Interaction: 600, Session: 600 },
  };
}

type GrantContext = {
  readonly oidc: {
    readonly client: { readonly clientId: string };
    readonly session: { readonly accountId: string };
    readonly provider: Provider;
  };
};

/** Who has signed in has agreed to Waypost knowing that it was them. */
async function loadExistingGrant({ oidc }: GrantContext) {
  const grant = new oidc.provider.Grant({ clientId: oidc.client.clientId, accountId: oidc.session.accountId });
  grant.addOIDCScope('openid');
  await grant.save();
  return grant;
}

async function signingKey(): Promise<object> {
  const { privateKey } = await promisify(generateKeyPair)('ec', { namedCurve: 'P-256' });
  return { ...privateKey.export({ format: 'jwk' }), alg: 'ES256', use: 'sig', kid: randomBytes(8).toString('hex') };
}

async function answerPage(
  provider: Provider,
  people: readonly DemoAccount[],
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  try {
    await provider.interactionDetails(request, response);
    if (request.method !== 'POST') return sendPage(response, 200, loginPage({ people }));
    const form = await readForm(request);
    const finish = { mergeWithLastSubmission: false };
    if (form.has('cancel')) {
      const error = { error: 'access_denied', error_description: 'The person broke it off.' };
      return await provider.interactionFinished(request, response, error, finish);
    }
    const number = form.get('number') ?? '';
    const found = people.find((one) => one.identifier === number);
    if (found === undefined || !same(form.get('pin') ?? '', found.pin)) {
      return sendPage(response, 200, loginPage({ people, wrong: number }));
    }
    const login = { accountId: found.account, remember: false };
    await provider.interactionFinished(request, response, { login }, finish);
  } catch (error) {
    if (!(error instanceof errors.SessionNotFound)) console.error('The demo sign-in failed at a request.', error);
    if (!response.headersSent) sendPage(response, 400, overPage());
  }
}

async function readForm(request: IncomingMessage): Promise<URLSearchParams> {
  const parts: Buffer[] = [];
  let bytes = 0;
  for await (const part of request) {
    bytes += part.length;
    if (bytes > 4096) break;
    parts.push(part);
  }
  return new URLSearchParams(Buffer.concat(parts).toString('utf8'));
}

function same(given: string, expected: string): boolean {
  const [one, other] = [Buffer.from(given), Buffer.from(expected)];
  return one.length === other.length && timingSafeEqual(one, other);
}

function sendPage(response: ServerResponse, status: number, html: string): void {
  response.writeHead(status, {
    'content-type': 'text/html; charset=utf-8',
    'cache-control': 'no-store',
    // No form-action: browsers hold it against the way back to Waypost, too.
    'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'",
    'referrer-policy': 'no-referrer',
  });
  response.end(html);
}
