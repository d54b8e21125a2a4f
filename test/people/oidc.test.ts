// What a provider may say and what is believed of it, with the real openid-client over loopback HTTP. The flow through a
// real provider is in sign-in.test.ts.

import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createOidc, type Oidc, type OidcProvider } from '#gateway/people/oidc.ts';
import { hours } from '#shared/kit/duration.ts';
import { type FakeClock, fakeClock } from '#test/fakes/clock.ts';
import { type Lies, startLyingProvider } from '#test/fakes/openid-provider.ts';

const redirectUri = 'http://localhost/me/callback';
const nowS = (): number => Math.floor(Date.now() / 1000);

let lies: Lies;
let provider: Awaited<ReturnType<typeof startLyingProvider>>;
let clock: FakeClock;
let troubles: string[];
let stopping: AbortController;
beforeEach(async () => {
  lies = {};
  troubles = [];
  clock = fakeClock();
  stopping = new AbortController();
  provider = await startLyingProvider(lies, nowS);
});
afterEach(() => provider.stop());

const openAt = (more: Partial<OidcProvider> = {}): Oidc =>
  createOidc({
    provider: { issuer: provider.issuer, clientId: 'waypost', ...more },
    redirectUri: () => redirectUri,
    bootMs: clock.bootMs,
    signal: stopping.signal,
    trouble: (code) => troubles.push(code),
  });
const signInWith = async (oidc: Oidc, change = (query: string): string => query): Promise<string> => {
  const begun = await oidc.begin();
  if (!begun.ok) return begun.why;
  const ended = await oidc.finish(change(provider.answerTo(begun.value.url)), begun.value.secrets);
  return ended.ok ? ended.value.account : ended.why;
};
const signIn = (change?: (query: string) => string): Promise<string> => signInWith(openAt(), change);

describe('what the provider is asked', () => {
  test('is who it is and nothing else: no name, no e-mail, by code with PKCE, state and nonce', async () => {
    const begun = await openAt().begin();
    if (!begun.ok) throw new Error(begun.why);
    const { searchParams } = new URL(begun.value.url);
    const { state, nonce } = begun.value.secrets;
    expect(Object.fromEntries(searchParams)).toEqual({
      ...{ response_type: 'code', client_id: 'waypost', redirect_uri: redirectUri, scope: 'openid', state, nonce },
      ...{ code_challenge: expect.stringMatching(/^[A-Za-z0-9_-]{43}$/), code_challenge_method: 'S256' },
    });
    expect(begun.value.url).not.toContain(begun.value.secrets.codeVerifier);
  });

  test('is new each time', async () => {
    const oidc = openAt();
    const [one, two] = await Promise.all([oidc.begin(), oidc.begin()]);
    if (!one.ok || !two.ok) throw new Error('not begun');
    for (const key of ['state', 'nonce', 'codeVerifier'] as const) {
      expect(one.value.secrets[key]).not.toBe(two.value.secrets[key]);
      expect(one.value.secrets[key].length).toBeGreaterThanOrEqual(43);
    }
  });

  test('holds the secret of a client that has one, and of a public client none', async () => {
    expect(await signInWith(openAt({ clientSecret: 'a-client-secret' }))).toBe('ana@idp');
    expect(await signIn()).toBe('ana@idp');
    const secrets = provider.asked.filter(({ path }) => path === '/token').map(({ body }) => body.get('client_secret'));
    expect(secrets).toEqual(['a-client-secret', null]);
  });

  test('for its own description is asked when somebody first signs in, and once an hour', async () => {
    const oidc = openAt();
    const descriptions = (): number => provider.asked.filter(({ path }) => path.startsWith('/.well-known/')).length;
    expect(descriptions()).toBe(0);
    for (let i = 0; i < 3; i += 1) expect(await signInWith(oidc)).toBe('ana@idp');
    expect(descriptions()).toBe(1);
    clock.advance(hours(1));
    expect(await signInWith(oidc)).toBe('ana@idp');
    expect(descriptions()).toBe(2);
  });
});

describe('an answer is not believed', () => {
  const changed = (more: Record<string, unknown>) => (claims: Record<string, unknown>) => ({ ...claims, ...more });
  test.each<[string, Lies]>([
    ['with another nonce', { claims: changed({ nonce: 'of somebody else’s sign-in' }) }],
    ['without a nonce', { claims: ({ nonce: _, ...claims }) => claims }],
    ['of another issuer', { claims: changed({ iss: 'http://127.0.0.1:1' }) }],
    ['for another client', { claims: changed({ aud: 'another' }) }],
    ['that has run out', { claims: changed({ exp: nowS() - 60 }) }],
    ['without an account', { claims: ({ sub: _, ...claims }) => claims }],
    ['signed with a key that is not the provider’s', { foreignKey: true }],
    ['without an id token', { token: { status: 200, body: { access_token: 'a', token_type: 'Bearer' } } }],
    ['that is no JSON', { token: { status: 200, body: '<html>It works!</html>' } }],
    ['that refuses the code', { token: { status: 400, body: { error: 'invalid_grant' } } }],
  ])('%s', async (_what, lie) => {
    Object.assign(lies, lie);
    expect(await signIn()).toBe('failed');
    expect(troubles).toHaveLength(1);
  });

  test.each<[string, (query: string) => string]>([
    ['with another state', (query) => query.replace(/state=[^&]*/, 'state=forged')],
    ['with two states', (query) => `${query}&state=forged`],
    ['from another issuer', (query) => query.replace(/iss=[^&]*/, 'iss=http%3A%2F%2F127.0.0.1%3A1')],
    ['that names no issuer, where the provider always does', (query) => query.replace(/&iss=[^&]*/, '')],
    ['without a code', (query) => query.replace(/code=[^&]*&/, '')],
    ['that is empty', () => ''],
  ])('%s, and the provider is not even asked about it', async (_what, change) => {
    expect(await signIn(change)).toBe('failed');
    expect(provider.asked.map(({ path }) => path)).not.toContain('/token');
  });

  test('of a provider that says it is another one', async () => {
    lies.metadata = { issuer: 'https://login.example.com' };
    expect(await signIn()).toBe('failed');
    expect(troubles).toEqual(['OAUTH_JSON_ATTRIBUTE_COMPARISON_FAILED']);
  });
});

describe('a provider', () => {
  test('that was told no by the person is no trouble for the operator', async () => {
    const no = (query: string): string => query.replace(/code=[^&]*/, 'error=access_denied&error_description=Ana+said+no');
    expect(await signIn(no)).toBe('denied');
    expect(troubles).toEqual([]);
  });

  test.each<[string, Lies['instead']]>([
    ['breaks off', 'break-off'],
    ['is broken itself', { status: 503, body: 'Down for maintenance' }],
    ['answers with far too much', { status: 200, body: `"${'x'.repeat(1024 * 1024)}"` }],
  ])('that %s is down, now and until it answers again', async (_what, instead) => {
    const oidc = openAt();
    Object.assign(lies, { instead });
    expect(await signInWith(oidc)).toBe('provider-down');
    lies.instead = undefined;
    expect(await signInWith(oidc)).toBe('ana@idp');
    Object.assign(lies, { instead });
    const begun = await oidc.begin();
    expect(begun.ok).toBe(true);
    if (begun.ok) expect(await oidc.finish(provider.answerTo(begun.value.url), begun.value.secrets)).toMatchObject({ ok: false });
    expect(troubles).toEqual(['unreachable', 'unreachable']);
  });

  test('that says itself that it can’t just now is down', async () => {
    const broken = (query: string): string => query.replace(/code=[^&]*/, 'error=temporarily_unavailable');
    expect(await signIn(broken)).toBe('provider-down');
  });

  test('that is reached over http is asked only on this machine', async () => {
    expect(await signInWith(openAt({ issuer: 'http://login.example.com' }))).toBe('failed');
    expect(troubles).toEqual(['OAUTH_HTTP_REQUEST_FORBIDDEN']);
  });

  test('that hangs holds up nobody who stops the gateway', async () => {
    lies.instead = 'hang';
    const waiting = signIn();
    stopping.abort();
    expect(await waiting).toBe('provider-down');
    // Sooner than it would be given up by itself.
  }, 5_000);

  test('has none of its words told to the operator but those of the protocol', async () => {
    lies.token = { status: 400, body: { error: 'ana_is_locked', error_description: 'Ana Canaria is locked' } };
    expect(await signIn()).toBe('failed');
    lies.token = { status: 401, body: { error: 'invalid_client', error_description: 'Ana Canaria' } };
    expect(await signIn()).toBe('failed');
    expect(troubles).toEqual(['other', 'invalid_client']);
  });
});
