import { randomUUID } from 'node:crypto';
import { afterEach, describe, expect, test } from 'vitest';
import { HttpProblem } from '#gateway/push/problem.ts';
import { ActionReply, SignInReply } from '#shared/wire/check-in.ts';
import { bearer, deskThatSays, startTestServer, type TestServer } from './harness.ts';

let server: TestServer | undefined;
afterEach(async () => server?.stop());

const signIn = { identifier: '4711', pin: '482913' };
const action = { session: 'a-session', event: randomUUID(), booking: 'b-1' };

describe('the display session', () => {
  test('a browser on this machine becomes the first loopback display and may then use the pad', async () => {
    const checkIn = deskThatSays('done');
    server = await startTestServer({ checkIn });
    const opened = await server.post('/api/v1/displays/session', {}, { origin: server.url });
    expect(opened.status).toBe(204);
    const cookie = opened.headers.get('set-cookie') ?? '';
    expect(cookie).toMatch(/^waypost_display=[\w-]{43}; Max-Age=86400; Path=\/api\/v1; HttpOnly; SameSite=Strict$/);
    const headers = { origin: server.url, cookie: cookie.split(';')[0] ?? '' };
    expect((await server.post('/api/v1/check-in/sign-in', signIn, headers)).status).toBe(200);
    expect(checkIn.asked).toEqual([['lobby', signIn]]);
  });

  test('through a proxy, or by another name, this machine is not this machine', async () => {
    server = await startTestServer({ hosts: ['waypost.example'] });
    const proxied = { origin: server.url, 'x-forwarded-for': '192.0.2.7' };
    expect((await server.post('/api/v1/displays/session', {}, proxied)).status).toBe(401);
  });

  test('a display that wants a token gets in with it, and with nothing else', async () => {
    server = await startTestServer();
    const open = (body: object) => server?.post('/api/v1/displays/session', body, { origin: server.url });
    const token = bearer('lift.2').slice('Bearer lift.2.'.length);
    expect((await open({ display: 'lift.2', token }))?.status).toBe(204);
    expect((await open({ display: 'lift.2' }))?.status).toBe(401);
    expect((await open({ display: 'lift.2', token: `${token}x` }))?.status).toBe(401);
    expect((await open({ display: 'lobby', token }))?.status).toBe(401);
    expect((await open({ token }))?.status).toBe(401);
  });
});

describe('the pad', () => {
  test('an unknown display is told so and asks nobody', async () => {
    const checkIn = deskThatSays('done');
    server = await startTestServer({ checkIn });
    const strangers: Record<string, string>[] = [
      { authorization: 'Bearer lobby.wrong' },
      { authorization: 'Bearer nobody' },
      { origin: server.url },
      { origin: server.url, cookie: 'waypost_display=made-up' },
    ];
    for (const headers of strangers) {
      const answer = await server.post('/api/v1/check-in/sign-in', signIn, headers);
      expect(answer.status).toBe(401);
      expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/);
      expect(HttpProblem.parse(await answer.json()).code).toBe('unknown-display');
    }
    expect(checkIn.asked).toEqual([]);
  });

  test('what the desk decides is a 200, refusals too', async () => {
    server = await startTestServer({ checkIn: deskThatSays('refused') });
    const answer = await server.post('/api/v1/check-in/sign-in', signIn);
    expect(answer.status).toBe(200);
    expect(SignInReply.parse(await answer.json())).toEqual({ ok: false, why: 'wrong-pin' });
  });

  test('confirm, release and walk-up reach the desk with their body', async () => {
    const checkIn = deskThatSays('done');
    server = await startTestServer({ checkIn });
    const walkUp = { session: 'a-session', event: randomUUID(), space: 'd1' };
    const bodies = { confirm: action, release: action, 'walk-up': walkUp };
    for (const [name, body] of Object.entries(bodies)) {
      const answer = await server.post(`/api/v1/check-in/${name}`, body);
      expect(ActionReply.parse(await answer.json())).toMatchObject({ ok: true, delivery: 'sent' });
    }
    expect(checkIn.asked.map(([, body]) => body)).toEqual(Object.values(bodies));
  });

  test('done ends the session of this display', async () => {
    const checkIn = deskThatSays('done');
    server = await startTestServer({ checkIn });
    const answer = await server.post('/api/v1/check-in/done', { session: 'a-session' });
    expect(await answer.json()).toEqual({ ok: true, did: 'done' });
    expect(checkIn.asked).toEqual([['lobby', 'a-session']]);
  });

  test('a malformed request names the wrong fields and none of their values', async () => {
    const checkIn = deskThatSays('done');
    server = await startTestServer({ checkIn });
    const answer = await server.post('/api/v1/check-in/sign-in', { identifier: 'Ada', pin: '48291', Lovelace: 1 });
    expect(answer.status).toBe(400);
    const text = await answer.text();
    expect(HttpProblem.parse(JSON.parse(text)).fields).toEqual(expect.arrayContaining(['identifier', 'pin']));
    expect(text).not.toMatch(/Ada|48291|Lovelace/);
    expect(checkIn.asked).toEqual([]);
  });

  test('an answer can hold only what the contract names', async () => {
    const leaky = { ok: true, did: 'checked-in', delivery: 'sent', spaceName: 'Desk 1', untilMs: 5, person: 'ref-1' } as const;
    const checkIn = { ...deskThatSays('done'), confirm: async () => leaky };
    server = await startTestServer({ checkIn });
    expect(await (await server.post('/api/v1/check-in/confirm', action)).text()).not.toContain('ref-1');
  });
});
