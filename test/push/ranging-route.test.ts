// POST /api/v1/me/ranging over real HTTP, with the real consent gate deciding whose phone it is.

import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Consent, createConsent } from '#gateway/consent/consent.ts';
import { HttpProblem } from '#gateway/push/problem.ts';
import { phoneAccess } from '#gateway/receive/phone-access.ts';
import { phonePosts } from '#gateway/receive/phone-posts.ts';
import { seconds } from '#shared/kit/duration.ts';
import { LocationConsent } from '#shared/model/consent.ts';
import { SubjectRef } from '#shared/model/ids.ts';
import { fakeClock } from '#test/fakes/clock.ts';
import { testPhone } from '#test/fakes/phone.ts';
import { bearer, startTestServer, type TestServer } from './harness.ts';

const ana = SubjectRef.parse('p-canaria');
const path = '/api/v1/me/ranging';
const one = testPhone(1);
const tag = 'ib:fda50693a4e24fb1afcfc6eb07647825:7:1';
const batch = { v: 1, t: 1_767_600_000_000, s: [[tag, -71, -59, 3]] };
const given = (...phones: string[]): LocationConsent =>
  LocationConsent.parse({ scopes: [], documentVersion: 'v1', givenAtMs: 1, tags: [], phones });

let server: TestServer;
let consent: Consent;
let heard: string[];
let appsAllowed: boolean;
const clock = fakeClock();
beforeEach(async () => {
  heard = [];
  appsAllowed = true;
  consent = createConsent({
    documentVersion: () => 'v1',
    wallMs: clock.wallMs,
    randomKey: new Uint8Array(32).fill(3),
    onWithdrawn: () => undefined,
  });
  consent.learn({ ref: ana, location: given(one.verifier) });
  const phones = phonePosts({
    phones: phoneAccess({ find: consent.phone, appsAllowed: () => appsAllowed, bootMs: clock.bootMs }),
    deliver: (raw) => {
      if (raw.kind === 'ranging') heard.push(`${raw.subject} ${Buffer.from(raw.payload)} ${raw.heardAtBootMs}`);
    },
    stampMs: clock.bootMs,
  });
  // Phones have limits of their own: the one for displays must not touch them.
  server = await startTestServer({ phones, rates: { perSecond: 2, signInPerSecond: 1 } });
});
afterEach(() => server.stop());

const post = (body: unknown, secret = one.secret, headers: Record<string, string> = {}): Promise<Response> =>
  server.post(path, body, { authorization: `Bearer ${secret}`, ...headers });
/** Everything a caller can tell answers apart by, but the clock. */
const shapeOf = async (answer: Response): Promise<unknown> => {
  const headers = [...answer.headers].filter(([name]) => name !== 'date');
  return { status: answer.status, headers, body: await answer.text() };
};

describe('a phone', () => {
  test('is heard as its person, and its own time is dropped', async () => {
    const answer = await post(batch);
    expect(answer.status).toBe(204);
    expect(heard).toEqual([`${ana} {"v":1,"s":[["${tag}",-71,-59,3]]} ${clock.bootMs()}`]);
  });

  test('can not tell from the answer whether a beacon is one of ours, nor that it was believed', async () => {
    const answers = [batch, { v: 1, s: [] }, { v: 1, s: [[tag.replace(':1', ':9'), 0]] }].map((body) => post(body));
    const [first, ...others] = await Promise.all(answers.map(async (answer) => shapeOf(await answer)));
    expect(first).toMatchObject({ status: 204, body: '' });
    for (const other of others) expect(other).toEqual(first);
  });

  test('may post ten times at once and five times a second, whatever the address has been limited to', async () => {
    const statuses = await Promise.all(Array.from({ length: 14 }, async () => (await post(batch)).status));
    expect(statuses.filter((status) => status === 204)).toHaveLength(10);
    const limited = await post(batch);
    expect([limited.status, limited.headers.get('retry-after')]).toEqual([429, '1']);
    clock.advance(seconds(1));
    expect((await post(batch)).status).toBe(204);
    expect(heard).toHaveLength(11);
  });

  test.each([
    ['another version', { ...batch, v: 2 }],
    ['65 beacons', { v: 1, s: Array.from({ length: 65 }, () => [tag, -70]) }],
    ['a beacon in no canonical form', { v: 1, s: [['FDA50693-A4E2', -70]] }],
    ['no JSON', '{"v":1'],
    ['a list', [1]],
  ])('is told that %s is not the documented shape', async (_what, body) => {
    const answer = await post(body);
    expect(answer.status).toBe(400);
    expect(HttpProblem.parse(await answer.json()).code).toBe('invalid');
    expect(heard).toEqual([]);
  });

  test('posts 8 KiB at most', async () => {
    expect((await post({ ...batch, t: 'x'.repeat(8_192) })).status).toBe(413);
  });

  test('may only post: nothing can be read there', async () => {
    for (const method of ['GET', 'PUT', 'DELETE', 'PATCH']) {
      const answer = await fetch(server.url + path, { method, headers: { authorization: `Bearer ${one.secret}` } });
      expect(answer.status).toBe(404);
    }
  });
});

describe('a secret that is nobody’s', () => {
  test('is answered in one and the same way, be it wrong, ended, claimed twice, no secret or a display’s', async () => {
    const answers = [await shapeOf(await post(batch, testPhone(9).secret))];
    for (const secret of [one.verifier, 'x', `${one.secret} x`, bearer('lobby').slice('Bearer '.length)]) {
      answers.push(await shapeOf(await post(batch, secret)));
    }
    answers.push(await shapeOf(await post(batch, '', { authorization: `Basic ${one.secret}`, origin: server.url })));
    consent.learn({ ref: SubjectRef.parse('p-ben'), location: given(one.verifier) });
    answers.push(await shapeOf(await post(batch)));
    consent.learn({ ref: SubjectRef.parse('p-ben') });
    expect((await post(batch)).status).toBe(204);
    consent.learn({ ref: ana });
    answers.push(await shapeOf(await post(batch)));
    expect(answers[0]).toMatchObject({ status: 401, body: expect.stringContaining('unknown-phone') });
    for (const answer of answers) expect(answer).toEqual(answers[0]);
    expect(heard).toHaveLength(1);
  });

  test('learns nothing about the shape of a batch', async () => {
    const answers = [batch, '{"v":1', { v: 2 }].map(async (body) => shapeOf(await post(body, 'x')));
    const [first, ...others] = await Promise.all(answers);
    for (const other of others) expect(other).toEqual(first);
    expect(first).toHaveProperty('status', 401);
  });

  test('may be tried twenty times a minute, and no try of it holds up a phone from the same address', async () => {
    const statuses = [];
    for (let i = 0; i < 22; i += 1) statuses.push((await post(batch, 'x')).status);
    expect(statuses).toEqual([...Array.from({ length: 20 }, () => 401), 429, 429]);
    expect((await post(batch)).status).toBe(204);
  });

  test('is no way around the guard against foreign pages', async () => {
    expect((await post(batch, one.secret, { origin: 'http://evil.example' })).status).toBe(403);
    expect(heard).toEqual([]);
  });
});

describe('R24: where the company lets no apps in', () => {
  test('an app is told so, in a sentence for its person, whatever its secret', async () => {
    appsAllowed = false;
    const answers = [
      await shapeOf(await post(batch)),
      await shapeOf(await post(batch, 'x')),
      await shapeOf(await post({ v: 2 })),
    ];
    expect(answers[0]).toMatchObject({ status: 403, body: expect.stringContaining('switched off sign-in from mobile apps') });
    expect(answers[0]).toHaveProperty('body', expect.stringContaining('"code":"apps-off"'));
    for (const answer of answers) expect(answer).toEqual(answers[0]);
    expect(heard).toEqual([]);
  });

  test('it can come back as soon as they are let in again', async () => {
    appsAllowed = false;
    expect((await post(batch)).status).toBe(403);
    appsAllowed = true;
    expect((await post(batch)).status).toBe(204);
  });
});

test('a phone leaves no line in the log and no word of its person, secret or beacons in answers and figures', async () => {
  const ref = ana;
  const texts = [
    await (await post(batch)).text(),
    await (await post({ v: 2, s: [[tag, -71]], name: ref })).text(),
    await (await post(batch, testPhone(9).secret)).text(),
  ];
  const all = [...texts, ...server.lines, await server.metrics.text()].join('\n');
  for (const personal of [ref, one.secret, testPhone(9).secret, one.verifier, tag, tag.split(':')[1]]) {
    expect(all).not.toContain(personal);
  }
  expect(server.lines).toEqual([]);
});

test('the documentation names the secret, the shape and every answer', async () => {
  const document = (await (await fetch(`${server.url}/api/openapi.json`)).json()) as {
    paths: Record<string, Record<string, { security: unknown; requestBody: unknown; responses: object }>>;
    components: { securitySchemes: object };
  };
  const described = document.paths[path];
  expect(Object.keys(described ?? {})).toEqual(['post']);
  expect(described?.post?.security).toEqual([{ phone: [] }]);
  expect(document.components.securitySchemes).toHaveProperty('phone.scheme', 'bearer');
  expect(JSON.stringify(described?.post?.requestBody)).toContain('"maxItems":64');
  expect(Object.keys(described?.post?.responses ?? {})).toEqual(['204', '400', '401', '403', '413', '429']);
});
