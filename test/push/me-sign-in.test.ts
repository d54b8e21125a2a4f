// The routes of signing in over real HTTP with an access that says what the test wants; the whole way through a provider is
// in test/people/sign-in.test.ts.

import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createMeHub } from '#gateway/push/me-hub.ts';
import type { MeDesk } from '#gateway/push/me-ports.ts';
import { type MeAccess, meCookies } from '#gateway/push/me-session.ts';
import { done, refused } from '#shared/kit/outcome.ts';
import { SubjectRef } from '#shared/model/ids.ts';
import { fakeClock } from '#test/fakes/clock.ts';
import { startTestServer, type TestServer } from './harness.ts';

const handle = 'a-handle-that-was-given-out-here';
const desk = { document: async () => 'The privacy document' } as unknown as MeDesk;
let server: TestServer;
let origin: string;
let answer: Awaited<ReturnType<MeAccess['finish']>>;
let begins: Awaited<ReturnType<MeAccess['begin']>>;
let asked: string[];
beforeEach(async () => {
  asked = [];
  answer = done({ handle, maxAgeS: 3600 });
  begins = done({ url: 'https://login.example.com/auth?x=1', transaction: 'a-transaction' });
  const access: MeAccess = {
    origin: () => origin,
    begin: async () => begins,
    finish: async (query, transaction) => {
      asked.push(`finish ${query} ${transaction}`);
      return answer;
    },
    of: (given) => (given === handle ? { ref: SubjectRef.parse('p-ana'), endsAtMs: 5 } : null),
    end: (given) => void asked.push(`end ${given}`),
  };
  const plan = () => ({ siteName: '', timeZone: '', floors: [] });
  const none = () => null;
  const hub = createMeHub({ clock: fakeClock(), me: none, boardFor: none, managed: none, emergencyOf: none, plan });
  server = await startTestServer({ people: { desk, access, hub } });
  origin = server.url;
});
afterEach(() => server.stop());

const get = (path: string, cookie = ''): Promise<Response> =>
  fetch(server.url + path, { redirect: 'manual', headers: { cookie } });

describe('where people reach this gateway over https', () => {
  beforeEach(() => {
    origin = 'https://waypost.example';
  });

  test('R46a: cookies go over https only, and nobody but this host can set them', async () => {
    const begun = await get('/me/sign-in?moved');
    expect(begun.headers.getSetCookie()).toEqual([
      '__Host-waypost_me_start=a-transaction; Max-Age=600; Path=/; HttpOnly; Secure; SameSite=Lax',
    ]);
    const ended = await get('/me/callback?code=c&state=s', '__Host-waypost_me_start=a-transaction');
    expect(asked).toEqual(['finish code=c&state=s a-transaction']);
    expect(ended.headers.getSetCookie()).toContainEqual(
      `__Host-waypost_me=${handle}; Max-Age=3600; Path=/; HttpOnly; Secure; SameSite=Lax`,
    );
  });

  test('R46a: a session under the name that others can set is nobody’s', async () => {
    expect(meCookies({ origin: () => origin })).toMatchObject({ session: '__Host-waypost_me' });
    expect((await get('/api/v1/me/document', `waypost_me=${handle}`)).status).toBe(401);
    expect((await get('/api/v1/me/document', `__Host-waypost_me=${handle}`)).status).toBe(200);
  });
});

describe('a sign-in comes back to the page it was begun on', () => {
  const startedAt = async (query: string): Promise<string> => {
    const begun = await get(`/me/sign-in${query}`);
    return /^waypost_me_start=([^;]*)/.exec(begun.headers.getSetCookie()[0] ?? '')?.[1] ?? '';
  };
  const cameTo = async (start: string): Promise<string | null> => {
    const ended = await get('/me/callback?code=c&state=s', `waypost_me_start=${start}`);
    return ended.headers.get('location');
  };

  test('the desk for privacy, also when it was refused', async () => {
    const start = await startedAt('?to=presence');
    expect(await cameTo(start)).toBe('/presence');
    expect(asked).toEqual(['finish code=c&state=s a-transaction']);
    answer = refused('denied');
    expect(await cameTo(start)).toBe('/presence#why=denied');
  });

  test.each([
    '',
    '?to=me',
    '?to=//elsewhere.example',
    '?to=https://elsewhere.example/presence',
    '?to=constructor',
    '?to=Presence',
    '?to=me&to=presence',
  ])('begun with %j it is the own page: no word leads anywhere else', async (query) => {
    expect(await cameTo(await startedAt(query))).toBe('/me');
  });

  test.each(['a-transaction.//elsewhere.example', 'a-transaction.toString', 'a-transaction.', '.'])(
    'a planted cookie %j leads to the own page',
    async (cookie) => {
      expect(await cameTo(cookie)).toBe('/me');
    },
  );

  test('moved to the one address of this gateway, it is not forgotten, and nothing else of the query comes along', async () => {
    origin = 'https://waypost.example';
    const moved = await get('/me/sign-in?to=presence&x=1');
    expect(moved.headers.get('location')).toBe('https://waypost.example/me/sign-in?moved&to=presence');
    const [cookie] = (await get('/me/sign-in?moved&to=presence')).headers.getSetCookie();
    expect(cookie).toContain('=a-transaction.presence;');
  });

  test('that can’t begin says so on that page', async () => {
    begins = refused('not-ready');
    expect((await get('/me/sign-in?to=presence')).headers.get('location')).toBe('/presence#why=not-ready');
  });
});

test.each(['denied', 'failed', 'unknown-person', 'not-ready', 'provider-down'] as const)(
  'the page is told %s as a word that stays in the browser, and a session from before goes on',
  async (why) => {
    answer = refused(why);
    const ended = await get('/me/callback?code=c&state=s', `waypost_me=${handle}`);
    expect([ended.status, ended.headers.get('location')]).toEqual([302, `/me#why=${why}`]);
    expect(ended.headers.getSetCookie()).toEqual([]);
    expect(asked.filter((what) => what.startsWith('end'))).toEqual([]);
  },
);

test('nothing on the way is kept by a cache or told to the next site', async () => {
  for (const path of ['/me/sign-in', '/me/callback?code=c&state=s']) {
    const { headers } = await get(path);
    expect([headers.get('cache-control'), headers.get('referrer-policy')]).toEqual(['no-store', 'no-referrer']);
  }
});

test('ten sign-ins a second may be begun from one address, and ten ended', async () => {
  for (const path of ['/me/sign-in', '/me/callback?code=c&state=s']) {
    const statuses = [];
    for (let i = 0; i < 12; i += 1) statuses.push((await get(path)).status);
    expect(statuses.filter((status) => status === 302).length).toBeGreaterThanOrEqual(10);
    expect(statuses).toContain(429);
  }
});

test('without a provider there is no page to sign in to, and no route', async () => {
  const bare = await startTestServer();
  for (const path of ['/me/sign-in', '/me/callback', '/api/v1/me']) {
    expect((await fetch(bare.url + path, { redirect: 'manual' })).status).toBe(404);
  }
  await bare.stop();
});
