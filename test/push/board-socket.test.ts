import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { afterEach, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import type { EmergencyDesk } from '#gateway/push/manage-ports.ts';
import { ToDisplay } from '#shared/wire/board-socket.ts';
import { eventually } from '#test/eventually.ts';
import { demoPrivacy } from '#test/fakes/wall-privacy.ts';
import { bearer, emptyFloor, floor, quietEmergency, startTestServer, type TestServer } from './harness.ts';

let server: TestServer | undefined;
const clients: WebSocket[] = [];
afterEach(async () => {
  for (const client of clients.splice(0)) client.terminate();
  await server?.stop();
});

type Client = { readonly socket: WebSocket; readonly heard: ToDisplay[]; readonly closed: Promise<number> };

/** Dials the board socket; everything heard is parsed as the display would. */
function dial(to: TestServer, headers: Record<string, string>): Client {
  const socket = new WebSocket(`${to.url.replace('http', 'ws')}/api/v1/board-socket`, { headers });
  clients.push(socket);
  const heard: ToDisplay[] = [];
  socket.on('message', (data) => heard.push(ToDisplay.parse(JSON.parse(String(data)))));
  const closed = new Promise<number>((resolve) => {
    socket.on('close', resolve);
    socket.on('unexpected-response', (_request, answer) => resolve(answer.statusCode ?? 0));
  });
  socket.on('error', () => {});
  return { socket, heard, closed };
}

const boards = (client: Client) => client.heard.flatMap((m) => (m.kind === 'board' ? [m.board] : []));
const welcomed = (client: Client) => eventually(() => expect(client.heard).toHaveLength(2));

describe('the board socket', () => {
  test('says the plan, then a board of the display’s own floor', async () => {
    server = await startTestServer();
    const client = dial(server, { authorization: bearer('lift.2') });
    await welcomed(client);
    expect(client.heard.map((message) => message.kind)).toEqual(['plan', 'board']);
    expect(boards(client)[0]?.floor).toBe('f2');
  });

  test('shows another floor when asked, and sends its changes from then on', async () => {
    server = await startTestServer();
    const client = dial(server, { authorization: bearer('lobby') });
    await welcomed(client);
    client.socket.send(JSON.stringify({ kind: 'show', floor: 'f2' }));
    await eventually(() => expect(boards(client).map((board) => board.floor)).toEqual(['f1', 'f2']));
    await eventually(() => expect(boards(client).map((board) => board.floor)).toEqual(['f1', 'f2', 'f2']));
  });

  test('R25 R26: tells its privacy page to whoever asks, the same on every wall, and to nobody else', async () => {
    server = await startTestServer();
    const [asking, silent] = [
      dial(server, { authorization: bearer('lobby') }),
      dial(server, { authorization: bearer('lift.2') }),
    ];
    await Promise.all([welcomed(asking), welcomed(silent)]);
    asking.socket.send('{"kind":"privacy"}');
    await eventually(() => expect(asking.heard).toHaveLength(3));
    expect(asking.heard[2]).toEqual({ kind: 'privacy', privacy: demoPrivacy });
    silent.socket.send('{"kind":"privacy"}');
    await eventually(() => expect(silent.heard).toHaveLength(3));
    expect(silent.heard[2]).toEqual(asking.heard[2]);
  });

  test('hands on who is safe, for the display of the socket alone; whether it was taken, the roll call shows', async () => {
    const marked: unknown[] = [];
    const markAtWall: EmergencyDesk['markAtWall'] = ({ id }, body) => {
      marked.push([id, body]);
      return { ok: false, why: 'gone' };
    };
    server = await startTestServer({ emergency: { ...quietEmergency, markAtWall } });
    const client = dial(server, { authorization: bearer('lift.2') });
    await welcomed(client);
    const mark = { event: randomUUID(), id: randomUUID(), key: 'k1', safe: true };
    client.socket.send(JSON.stringify({ kind: 'mark', mark }));
    await eventually(() => expect(marked).toEqual([['lift.2', mark]]));
    client.socket.send(JSON.stringify({ kind: 'mark', mark: { ...mark, display: 'lobby' } }));
    expect(await client.closed).toBe(1008);
    expect(marked).toHaveLength(1);
  });

  test('a browser gets in with its session cookie, and only from our own page', async () => {
    server = await startTestServer();
    const origin = server.url;
    const opened = await server.post('/api/v1/displays/session', {}, { origin });
    const cookie = opened.headers.get('set-cookie')?.split(';')[0] ?? '';
    await welcomed(dial(server, { origin, cookie }));
    expect(await dial(server, { origin: 'http://evil.example', cookie }).closed).toBe(403);
    expect(await dial(server, { cookie }).closed).toBe(403);
  });

  test('an unknown display is closed with 4401, so that a page can say why', async () => {
    server = await startTestServer();
    const client = dial(server, { authorization: 'Bearer lobby.wrong' });
    expect(await client.closed).toBe(4401);
    expect(client.heard).toEqual([]);
    expect(await dial(server, { origin: server.url }).closed).toBe(4401);
  });

  const badFrames: [string, string | Buffer, number][] = [
    ['no JSON', 'Ada', 1008],
    ['an unknown kind', '{"kind":"list"}', 1008],
    ['more than the contract names', '{"kind":"show","floor":"f1","who":"Ada"}', 1008],
    ['a wish for another privacy page', '{"kind":"privacy","who":"Ada"}', 1008],
    ['a floor of no building', '{"kind":"show","floor":"f9"}', 1008],
    ['binary', Buffer.from('{"kind":"show","floor":"f1"}'), 1008],
    ['more than 16 KiB', 'x'.repeat(17_000), 1009],
  ];
  test.each(badFrames)('a frame that is %s closes the socket and no other', async (_name, data, code) => {
    server = await startTestServer();
    const good = dial(server, { authorization: bearer('lift.2') });
    const bad = dial(server, { authorization: bearer('lobby') });
    await Promise.all([welcomed(good), welcomed(bad)]);
    bad.socket.send(data);
    expect(await bad.closed).toBe(code);
    await eventually(() => expect(server?.hub.size()).toBe(1));
    expect(good.socket.readyState).toBe(WebSocket.OPEN);
  });

  test('who asks for floors faster than a hand can is closed', async () => {
    server = await startTestServer();
    const client = dial(server, { authorization: bearer('lobby') });
    await welcomed(client);
    for (let tap = 0; tap < 50; tap += 1) client.socket.send('{"kind":"show","floor":"f1"}');
    expect(await client.closed).toBe(1008);
    expect(boards(client).length).toBeLessThan(20);
  });

  test('a display has at most four sockets; a fifth waits until one is gone', async () => {
    server = await startTestServer();
    const headers = { authorization: bearer('lobby') };
    const four = [1, 2, 3, 4].map(() => dial(server as TestServer, headers));
    await Promise.all(four.map(welcomed));
    expect(await dial(server, headers).closed).toBe(1013);
    four[0]?.socket.close();
    await eventually(() => expect(server?.hub.size()).toBe(3));
    await welcomed(dial(server, headers));
  });

  test('who does not read is closed instead of filling the memory', async () => {
    const spaces = Array.from({ length: 800 }, (_, n) => n);
    const long = 'x'.repeat(60);
    let made = 0;
    server = await startTestServer({
      knownFloor: (id) => ({
        ...emptyFloor(id),
        // Something that does not wait for the next beat.
        glassUntilMs: made++,
        floors: spaces.map((n) => ({ floor: floor(`${long.slice(String(n).length)}${n}`), desksFree: n, roomsFree: n })),
      }),
    });
    const client = dial(server, { authorization: bearer('lobby') });
    await welcomed(client);
    client.socket.pause();
    await eventually(async () => {
      for (let n = 0; n < 20; n += 1) {
        server?.hub.immediately();
        await Promise.resolve();
      }
      expect(server?.hub.size()).toBe(0);
    });
    client.socket.resume();
    expect(await client.closed).toBe(1013);
  });

  test('a stopping gateway says so and leaves no socket behind', async () => {
    server = await startTestServer();
    const client = dial(server, { authorization: bearer('lobby') });
    await welcomed(client);
    const [code] = await Promise.all([client.closed, server.stop()]);
    expect(code).toBe(1001);
    expect(server.hub.size()).toBe(0);
  });

  test('a client that never answers the close does not hold up the stop', async () => {
    server = await startTestServer();
    const client = dial(server, { authorization: bearer('lobby') });
    await welcomed(client);
    client.socket.pause();
    await server.stop();
    client.socket.resume();
    await once(client.socket, 'close');
    await expect(fetch(`${server.url}/api/v1/health`)).rejects.toThrow();
  });
});
