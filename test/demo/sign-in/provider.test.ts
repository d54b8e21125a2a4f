// The demo's provider as a stranger sees it. That Waypost can sign in with it is in test/people/sign-in.test.ts.

import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { loginPage } from '#gateway/demo/sign-in/login-page.ts';
import { startSignInProvider } from '#gateway/demo/sign-in/provider.ts';
import { openBrowser } from '#test/fakes/browser.ts';

const ana = { account: 'idp|ana', displayName: 'Ana <b>"&', identifier: '4100', pin: '314159', hint: 'has a booking' };
const redirectUri = 'http://localhost:8080/me/callback';

let provider: Awaited<ReturnType<typeof startSignInProvider>>;
beforeEach(async () => {
  provider = await startSignInProvider({ port: 0, people: () => [ana], clientId: 'waypost', redirectUris: [redirectUri] });
});
afterEach(() => provider.stop());

const request = (more: Record<string, string> = {}): string => {
  const challenge = createHash('sha256').update('v'.repeat(43)).digest('base64url');
  const asked = {
    ...{ response_type: 'code', client_id: 'waypost', redirect_uri: redirectUri, scope: 'openid', state: 's', nonce: 'n' },
    ...{ code_challenge: challenge, code_challenge_method: 'S256' },
  };
  return `${provider.issuer}/auth?${new URLSearchParams({ ...asked, ...more })}`;
};

describe('a browser', () => {
  test('is sent back to Waypost at any port of this machine, and nowhere else', async () => {
    const atAnotherPort = await openBrowser().go(request({ redirect_uri: 'http://localhost:49152/me/callback' }));
    expect([atAnotherPort.status, atAnotherPort.text]).toEqual([200, expect.stringContaining('Sign in to Waypost')]);
    for (const elsewhere of [
      'http://evil.example/me/callback',
      'http://localhost:8080/elsewhere',
      'http://127.0.0.1.evil.example/',
    ]) {
      const answer = await openBrowser().ask(request({ redirect_uri: elsewhere }));
      expect([answer.status, answer.to]).toEqual([400, null]);
    }
  });

  test('is asked anew each time, so that it can be somebody else next', async () => {
    const browser = openBrowser();
    for (let i = 0; i < 2; i += 1) {
      const page = await browser.go(request());
      expect(page.url.pathname).toMatch(/^\/sign-in\//);
      const resumed = await browser.ask(page.url, { number: ana.identifier, pin: ana.pin });
      expect((await browser.ask(resumed.to ?? '')).to?.href).toMatch(/^http:\/\/localhost:8080\/me\/callback\?code=/);
    }
  });

  test('that is not the one the sign-in was begun in is told that it is over', async () => {
    const page = await openBrowser().go(request());
    for (const form of [undefined, { number: ana.identifier, pin: ana.pin }]) {
      const answer = await openBrowser().ask(page.url, form);
      expect([answer.status, answer.text]).toEqual([400, expect.stringContaining('This sign-in is over')]);
    }
  });
});

test.each([
  ['without PKCE', { code_challenge: '', code_challenge_method: '' }],
  ['with a token straight to the browser', { response_type: 'id_token' }],
])('a request %s is refused', async (_what, more) => {
  const answer = await openBrowser().ask(request(more));
  expect(answer.to?.href ?? '').not.toContain('/sign-in/');
});

test('a code is worth nothing without its verifier', async () => {
  const browser = openBrowser();
  const page = await browser.go(request());
  const resumed = await browser.ask(page.url, { number: ana.identifier, pin: ana.pin });
  const code = (await browser.ask(resumed.to ?? '')).to?.searchParams.get('code') ?? '';
  const grant = { grant_type: 'authorization_code', client_id: 'waypost', redirect_uri: redirectUri, code };
  const token = await browser.ask(`${provider.issuer}/token`, { ...grant, code_verifier: 'w'.repeat(43) });
  expect([token.status, JSON.parse(token.text)]).toMatchObject([400, { error: 'invalid_grant' }]);
});

describe('its page', () => {
  test('is made for a phone, loads nothing and runs nothing', async () => {
    const { url, text } = await openBrowser().go(request());
    expect(text).toContain('name="viewport" content="width=device-width, initial-scale=1"');
    expect(text).not.toMatch(/<script|\ssrc=|<link|@import|https?:\/\//);
    const { headers } = await fetch(url);
    expect(headers.get('content-security-policy')).toMatch(/^default-src 'none'; style-src 'unsafe-inline'/);
  });

  test('shows names as they are, whatever they hold', () => {
    const page = loginPage({ people: [ana], wrong: '"><script>' });
    expect(page).toContain('<b>Ana &lt;b&gt;&quot;&amp;</b>');
    expect(page).toContain('value="&quot;&gt;&lt;script&gt;"');
    expect(page).toContain('number 4100, PIN 314159<br>has a booking');
  });

  test('folds away all but the first three people', () => {
    const people = Array.from({ length: 60 }, (_, nth) => ({ ...ana, displayName: `Nth ${nth}` }));
    const [open, folded] = loginPage({ people }).split('<summary>57 more</summary>');
    expect(open?.match(/Nth \d+/g)).toEqual(['Nth 0', 'Nth 1', 'Nth 2']);
    expect(folded?.match(/Nth \d+/g)).toHaveLength(57);
    expect(loginPage({ people: [ana] })).not.toContain('<details>');
  });
});

test('a port that is taken is said, not waited for', async () => {
  const port = Number(new URL(provider.issuer).port);
  await expect(startSignInProvider({ port, people: () => [], clientId: 'x', redirectUris: [redirectUri] })).rejects.toThrow(
    'EADDRINUSE',
  );
});
