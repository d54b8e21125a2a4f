// An OpenID provider that says what a test wants it to say, signed with its own key or with a stranger's. The real one is
// in demo/sign-in; this one is for lies that a real one can't be brought to tell.

import { createSign, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

type Claims = Record<string, unknown>;
export type Lies = {
  /** Changes the claims of the id token before it is signed. */
  claims?: (claims: Claims) => Claims;
  /** Signs with a key the provider does not publish. */
  foreignKey?: boolean;
  /** What the metadata says instead. */
  metadata?: Record<string, unknown>;
  /** Answers every request like this. */
  instead?: { readonly status: number; readonly body: string } | 'hang' | 'break-off' | undefined;
  /** The token endpoint's answer instead. */
  token?: { readonly status: number; readonly body: unknown };
};

const published = generateKeyPairSync('rsa', { modulusLength: 2048 });
const foreign = generateKeyPairSync('rsa', { modulusLength: 2048 });

/** `answerTo` makes the query a browser would come back with from `url`, where the gateway sent it. */
export async function startLyingProvider(lies: Lies, nowS: () => number) {
  const asked: { path: string; body: URLSearchParams }[] = [];
  let nonce = '';
  const server = createServer(async (request, response) => {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part);
    const path = request.url ?? '';
    asked.push({ path, body: new URLSearchParams(Buffer.concat(parts).toString()) });
    if (lies.instead === 'hang') return;
    if (lies.instead === 'break-off') return void response.destroy();
    const send = (status: number, body: unknown): void => {
      response.writeHead(status, { 'content-type': 'application/json' });
      response.end(typeof body === 'string' ? body : JSON.stringify(body));
    };
    if (lies.instead) return send(lies.instead.status, lies.instead.body);
    if (path.startsWith('/.well-known/')) return send(200, { ...metadata(issuer), ...lies.metadata });
    if (path === '/jwks') {
      return send(200, { keys: [{ ...published.publicKey.export({ format: 'jwk' }), alg: 'RS256', use: 'sig', kid: 'k' }] });
    }
    if (lies.token) return send(lies.token.status, lies.token.body);
    const claims = { iss: issuer, sub: 'ana@idp', aud: 'waypost', nonce, iat: nowS(), exp: nowS() + 300 };
    const token = signed(lies.claims?.(claims) ?? claims, (lies.foreignKey ? foreign : published).privateKey);
    send(200, { access_token: 'a', token_type: 'Bearer', expires_in: 60, id_token: token });
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    issuer,
    asked,
    answerTo: (url: string): string => {
      const { searchParams } = new URL(url);
      nonce = searchParams.get('nonce') ?? '';
      return new URLSearchParams({ code: 'a-code', state: searchParams.get('state') ?? '', iss: issuer }).toString();
    },
    stop: async () => {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}

function metadata(issuer: string): Record<string, unknown> {
  return {
    issuer,
    authorization_endpoint: `${issuer}/auth`,
    token_endpoint: `${issuer}/token`,
    jwks_uri: `${issuer}/jwks`,
    response_types_supported: ['code'],
    subject_types_supported: ['public'],
    id_token_signing_alg_values_supported: ['RS256'],
    authorization_response_iss_parameter_supported: true,
  };
}

function signed(claims: Claims, key: KeyObject): string {
  const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  const text = `${part({ alg: 'RS256', kid: 'k' })}.${part(claims)}`;
  return `${text}.${createSign('RSA-SHA256').update(text).sign(key, 'base64url')}`;
}
