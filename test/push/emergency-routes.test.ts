// Emergencies over real HTTP: wardens, everybody, and the fire panel.

import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { EmergencyDesk } from '#gateway/push/manage-ports.ts';
import { EmergencyReply, emergencyPaths } from '#shared/wire/emergency.ts';
import { type ConsoleServer, deskThatNotes, manager, startConsoleServer, user } from './console-server.ts';
import { bearer, quietEmergency, startTestServer, type TestServer } from './harness.ts';

const id = randomUUID();
const tap = () => ({ event: randomUUID(), id });
const bodies = {
  start: { event: randomUUID(), drill: true },
  end: tap(),
  mark: { ...tap(), key: 'k1', safe: true },
  unnamed: { ...tap(), floor: 'f1', safe: 3 },
  safe: tap(),
};
const acts = Object.keys(bodies) as (keyof typeof bodies)[];

let served: ConsoleServer;
const asked: unknown[][] = [];
let page: string | null;
beforeEach(() => {
  asked.length = 0;
  page = '<!doctype html><title>Roll call</title>';
});
beforeAll(async () => {
  const noted = deskThatNotes<EmergencyDesk>(asked, {
    ...{ start: { ok: true }, end: { ok: false, why: 'gone' }, mark: { ok: true }, unnamed: { ok: true } },
    safe: { ok: true },
  });
  const list: EmergencyDesk['list'] = (who) => {
    asked.push(['list', who]);
    return page;
  };
  served = await startConsoleServer({ emergency: { ...noted, list } });
});
afterAll(() => served.server.stop());

describe('what people do', () => {
  test.each(acts)('%s reaches the desk for the person of the session with its body, and nothing else does', async (act) => {
    const answer = await served.post(emergencyPaths[act], bodies[act], user);
    const expected = act === 'end' ? { ok: false, why: 'gone' } : { ok: true };
    expect([answer.status, EmergencyReply.parse(await answer.json())]).toEqual([200, expected]);
    expect(asked).toEqual([[act, user, bodies[act]]]);
    expect((await served.post(emergencyPaths[act], { ...bodies[act], ref: 'p-ada' })).status).toBe(400);
    expect((await served.post(emergencyPaths[act], bodies[act], 'p-nobody')).status).toBe(401);
    expect((await served.post(emergencyPaths[act], {}, 'p-nobody')).status).toBe(401);
    const foreign = { ...served.headersOf(manager), origin: 'https://elsewhere.example' };
    expect((await served.server.post(emergencyPaths[act], bodies[act], foreign)).status).toBe(403);
    expect(asked).toHaveLength(1);
  });

  test('the list to print is a page of its own: no script, nothing from elsewhere, kept by nobody', async () => {
    const answer = await served.get(emergencyPaths.list);
    expect([answer.status, await answer.text()]).toEqual([200, page]);
    expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(answer.headers.get('content-security-policy')).toMatch(/^default-src 'none'; style-src 'unsafe-inline';/);
    expect(answer.headers.get('content-security-policy')).toMatch(/frame-ancestors 'none'$/);
    expect(asked).toEqual([['list', manager]]);
  });

  test('who is no warden finds no list, who is signed out gets a 401, and asking only for its head prints nothing', async () => {
    page = null;
    expect((await served.get(emergencyPaths.list)).status).toBe(404);
    expect((await served.get(emergencyPaths.list, 'p-nobody')).status).toBe(401);
    const head = await fetch(served.server.url + emergencyPaths.list, { method: 'HEAD', headers: served.headersOf(manager) });
    expect([head.status, asked]).toEqual([404, [['list', manager]]]);
  });
});

describe('the fire panel', () => {
  let bare: TestServer;
  const verdicts = { 'Bearer good': 'taken', 'Bearer barred': 'barred' } as const;
  beforeAll(async () => {
    // Nobody can sign in here: the panel needs nobody to.
    bare = await startTestServer({
      rates: { perSecond: 2, signInPerSecond: 1 },
      emergency: {
        ...quietEmergency,
        signal: (authorization, address, signal) => {
          asked.push([authorization, address, signal]);
          return authorization !== undefined && authorization in verdicts
            ? verdicts[authorization as keyof typeof verdicts]
            : 'refused';
        },
      },
    });
  });
  afterAll(() => bare.stop());
  const say = (authorization: string, body: unknown = { state: 'alarm', id: '7' }) =>
    bare.post(emergencyPaths.signal, body, { authorization });

  test('is answered 202 with nothing else, and what it said is taken as it was', async () => {
    for (const state of ['alarm', 'drill', 'clear']) {
      const answer = await say('Bearer good', { state });
      expect([answer.status, await answer.json()]).toEqual([202, { taken: true }]);
    }
    expect(asked).toEqual(['alarm', 'drill', 'clear'].map((state) => ['Bearer good', '127.0.0.1', { state }]));
  });

  test('forged, it is a 401 that is the same for every wrong token; too often forged, a 429', async () => {
    const answers = await Promise.all([say('Bearer bad'), say(bearer('lobby')), say('Bearer =')]);
    expect(answers.map(({ status }) => status)).toEqual([401, 401, 401]);
    expect(new Set(await Promise.all(answers.map((answer) => answer.text()))).size).toBe(1);
    expect((await say('Bearer barred')).status).toBe(429);
  });

  test('without a token is nobody, from our own page as from elsewhere', async () => {
    const from = async (headers: Record<string, string>) =>
      (await bare.post(emergencyPaths.signal, { state: 'alarm' }, headers)).status;
    expect([await from({}), await from({ origin: 'https://elsewhere.example', authorization: 'Bearer good' })]).toEqual([
      403, 403,
    ]);
    expect(await from({ origin: bare.url })).toBe(401);
    expect(asked).toEqual([[undefined, '127.0.0.1', { state: 'alarm' }]]);
  });

  test.each([[{ state: 'fire' }], [{ state: 'alarm', id: 'a b' }], [{ state: 'alarm', floor: 'f1' }], [{}], ['alarm'], ['{']])(
    'that says %j says nothing',
    async (body) => {
      expect((await say('Bearer good', body)).status).toBe(400);
      expect(asked).toEqual([]);
    },
  );

  test('that says more than a signal can hold is not read', async () => {
    expect((await say('Bearer good', { state: 'alarm', id: 'x'.repeat(2000) })).status).toBe(413);
    expect(asked).toEqual([]);
  });

  test('an alarm does not wait behind pages that share its address', async () => {
    const answers = await Promise.all(Array.from({ length: 12 }, () => say('Bearer good')));
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 202));
  });
});
