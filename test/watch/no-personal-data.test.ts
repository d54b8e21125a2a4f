// Canaries: personal data goes into every route and every way to fail, and must come out in no log line, no figure and no
// error. Where it may come out, in the answer to the person at the pad, is checked first, so that the search is known to find.

import { once } from 'node:events';
import { connect } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { eventually } from '#test/eventually.ts';
import { bearer, deskThatSays, emptyFloor, startTestServer, type TestServer } from '#test/push/harness.ts';

const canaries = [
  'Canaria Bird',
  'canaria',
  '90125',
  '482913',
  'ib:00112233445566778899aabbccddeeff:7:9',
  'c0ffee123456',
  '13.3725',
];
const leaks = (text: string): string[] => canaries.filter((canary) => text.toLowerCase().includes(canary.toLowerCase()));

const paths = [
  '/api/v1/check-in/sign-in',
  '/api/v1/check-in/confirm',
  '/api/v1/check-in/release',
  '/api/v1/check-in/walk-up',
  '/api/v1/check-in/done',
  '/api/v1/displays/session',
  '/api/v1/me/ranging',
  '/api/v1/canaria',
];
const personal = { identifier: '90125', pin: '482913', name: 'Canaria Bird', tag: canaries[4], mac: canaries[5], x: 13.3725 };
const bodies: unknown[] = [
  personal,
  JSON.stringify(personal).slice(0, -1),
  [personal],
  'Canaria Bird',
  { 'Canaria Bird': personal },
];
const signIn = { identifier: '90125', pin: '482913' };
/** Fails in every call, and its errors quote what they were given, as careless code does. */
const careless = () => {
  const fail = async (_display: unknown, body: unknown): Promise<never> => {
    throw new Error(`no such thing: ${JSON.stringify(body)} Canaria Bird`, { cause: new SyntaxError('Canaria Bird') });
  };
  const done = () => {
    throw new TypeError('Canaria Bird');
  };
  return { signIn: fail, confirm: fail, release: fail, walkUp: fail, done };
};

let server: TestServer;
const errors: string[] = [];
const knownFloor: typeof emptyFloor = (id) => {
  if (id === 'f2') throw new Error('Canaria Bird at 13.3725');
  return emptyFloor(id);
};
beforeEach(async () => {
  errors.length = 0;
  server = await startTestServer({ checkIn: careless(), knownFloor });
});
afterEach(async () => server.stop());

describe('personal data', () => {
  test('is found by this search where it may be', async () => {
    const good = await startTestServer({
      checkIn: {
        ...deskThatSays('done'),
        signIn: async () => ({ ok: true, pad: { session: 's', name: 'Canaria Bird', bookings: [], freeDesks: [] } }),
      },
    });
    const answer = await good.post('/api/v1/check-in/sign-in', signIn);
    expect(leaks(await answer.text())).not.toEqual([]);
    expect(leaks(good.lines.join('') + (await good.metrics.text()))).toEqual([]);
    await good.stop();
  });

  test('is in no log line, figure or error, whichever route fails on it and however', async () => {
    for (const path of paths) {
      for (const body of bodies) {
        const answer = await server.post(path, body);
        expect(answer.status).toBeGreaterThanOrEqual(400);
        errors.push(await answer.text());
      }
    }
    errors.push(await (await server.post('/api/v1/check-in/sign-in', signIn)).text());
    const uuid = '00000000-0000-4000-8000-000000000000';
    const action = { session: 'Canaria Bird', event: uuid, booking: 'canaria' };
    for (const name of ['confirm', 'release']) errors.push(await (await server.post(`/api/v1/check-in/${name}`, action)).text());
    errors.push(await (await server.post('/api/v1/check-in/done', { session: 'canaria' })).text());
    const headers = { authorization: 'Bearer Canaria.482913' };
    errors.push(await (await server.post('/api/v1/displays/session', {}, headers)).text());
    errors.push(await (await fetch(`${server.url}/api/v1/people?name=Canaria%20Bird&pin=482913`)).text());
    errors.push(await (await fetch(`${server.url}/Canaria%`)).text());
    expect(server.lines.length).toBeGreaterThanOrEqual(4);
    expect(leaks(errors.join('\n'))).toEqual([]);
    expect(leaks(server.lines.join(''))).toEqual([]);
    expect(leaks(await server.metrics.text())).toEqual([]);
  });

  test('is in no close reason and no log line when a board socket fails', async () => {
    const open = (id: string) =>
      new WebSocket(`${server.url.replace('http', 'ws')}/api/v1/board-socket`, { headers: { authorization: bearer(id) } });
    const closeOf = async (socket: WebSocket): Promise<string> => {
      const [code, reason] = await once(socket, 'close');
      return `${code} ${reason}`;
    };
    const talker = open('lobby');
    await once(talker, 'message');
    talker.send('{"kind":"show","floor":"Canaria Bird"}');
    errors.push(await closeOf(talker));
    errors.push(await closeOf(open('lift.2')));
    errors.push(await closeOf(open('canaria')));
    expect(errors.map((text) => text.split(' ')[0])).toEqual(['1008', '1011', '4401']);
    await eventually(() => expect(server.lines).toHaveLength(1));
    expect(leaks(errors.join('\n') + server.lines.join(''))).toEqual([]);
  });

  test('is not echoed to a caller that speaks no HTTP', async () => {
    const socket = connect(server.port, '127.0.0.1', () => socket.write('Canaria Bird 482913\r\n\r\n'));
    let text = '';
    socket.on('data', (data) => {
      text += String(data);
    });
    await once(socket, 'close');
    expect(text).toMatch(/^HTTP\/1.1 400/);
    expect(leaks(text + server.lines.join(''))).toEqual([]);
  });
});
