import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { newEventId } from '#kiosk/check-in/event-id.ts';
import { createPostJson } from '#kiosk/electron/gateway-http.ts';
import { type GatewayLink, startGatewayLink } from '#kiosk/electron/gateway-link.ts';
import { createDialSocket } from '#kiosk/electron/gateway-socket.ts';
import { createIdentity } from '#kiosk/electron/identity.ts';
import { memory } from '#kiosk/electron/token/memory.ts';
import { seconds } from '#shared/kit/duration.ts';
import { DisplayId, FloorId } from '#shared/model/ids.ts';
import type { ToPage } from '#shared/wire/kiosk-bridge.ts';
import { eventually } from '#test/eventually.ts';
import { type FakeClock, fakeClock } from '#test/fakes/clock.ts';
import { emergencyId } from '#test/kiosk/emergency/roll-data.ts';
import { type StubGateway, startStubGateway, tlsFolder } from './stub-gateway.ts';

const token = 'abcdefghijklmnopqrstuvwxyz012345';
const heartbeat = JSON.stringify({ kind: 'heartbeat', atMs: 1 });
const board = {
  floor: 'f1',
  asOfMs: 1,
  spaces: [],
  people: [],
  somewhere: [],
  presence: { tickMs: null, floorAbout: null, zones: [] },
  floors: [],
  positions: { on: true, why: null, failing: [], accepted: [] },
  glassUntilMs: null,
  safety: { state: 'unknown', gapFromMs: null, named: [] },
  booking: { up: true, sinceMs: null },
};

let gateway: StubGateway;
let clock: FakeClock;
let told: ToPage[];
let lines: string[];
let link: GatewayLink | null = null;

async function start(url = gateway.url, ca?: string, withToken = true): Promise<void> {
  const tokens = memory();
  if (withToken) await tokens.save(token);
  const post = createPostJson(url, ca);
  const display = withToken ? DisplayId.parse('lobby') : undefined;
  link = startGatewayLink({
    dial: createDialSocket(url, ca),
    identity: createIdentity({ gateway: url, display, tokens, post }),
    clock,
    random: () => 0.5,
    log: (_level, message, fields) => lines.push(JSON.stringify({ message, ...fields })),
    tell: (message) => told.push(message),
  });
  clock.advance(0);
}
/** The nth socket of the gateway, when it is there. */
const socketNo = (n: number) =>
  eventually(() => {
    if (gateway.sockets[n]) return gateway.sockets[n];
    throw new Error(`socket ${n} has not come`);
  });
const toldAbout = (up: boolean) => eventually(() => expect(told.at(-1)).toMatchObject({ kind: 'link', up }));

beforeEach(async () => {
  gateway = await startStubGateway();
  clock = fakeClock();
  told = [];
  lines = [];
});
afterEach(async () => {
  link?.stop();
  link = null;
  await gateway.stop();
});

describe('the link to the gateway', () => {
  test('proves who asks by the display and its token, and says "up" once the gateway speaks', async () => {
    await start();
    const { socket, headers } = await socketNo(0);
    expect(headers.authorization).toBe(`Bearer lobby.${token}`);
    expect(headers.origin).toBeUndefined();
    expect(told).toEqual([]);
    socket.send(heartbeat);
    await toldAbout(true);
    expect(lines.join()).not.toContain(token);
  });

  test('passes boards on and drops what is not of the agreed shape', async () => {
    await start();
    const { socket } = await socketNo(0);
    for (const bad of ['{', '7', '{"kind":"board","board":{"people":[{"name":"Ann"}]}}', '{"kind":"reboot"}']) socket.send(bad);
    socket.send(JSON.stringify({ kind: 'board', board }));
    await eventually(() => expect(told.at(-1)).toEqual({ kind: 'board', board }));
    expect(told.map((message) => message.kind)).toEqual(['link', 'board']);
    expect(lines.filter((line) => line.includes('dropped'))).toHaveLength(4);
    expect(lines.join()).not.toContain('Ann');
  });

  test('asks for the floor the page wants, and again after each dial', async () => {
    await start();
    const first = await socketNo(0);
    first.socket.send(heartbeat);
    await toldAbout(true);
    link?.show(FloorId.parse('f2'));
    await eventually(() => expect(first.said).toEqual(['{"kind":"show","floor":"f2"}']));
    first.socket.close();
    await toldAbout(false);
    clock.advance(seconds(2));
    const second = await socketNo(1);
    await eventually(() => expect(second.said).toEqual(['{"kind":"show","floor":"f2"}']));
  });

  test('asks for the privacy page and says whom somebody marked once, and not again after a dial', async () => {
    await start();
    const first = await socketNo(0);
    first.socket.send(heartbeat);
    await toldAbout(true);
    const mark = { event: newEventId(), id: emergencyId, key: 'k1', safe: true };
    link?.askPrivacy();
    link?.mark(mark);
    await eventually(() => expect(first.said).toEqual(['{"kind":"privacy"}', JSON.stringify({ kind: 'mark', mark })]));
    first.socket.close();
    await toldAbout(false);
    link?.askPrivacy();
    link?.mark(mark);
    clock.advance(seconds(2));
    const second = await socketNo(1);
    second.socket.send(heartbeat);
    await toldAbout(true);
    expect(second.said).toEqual([]);
  });

  test('that is half open is given up after 45 s of silence and dialled again', async () => {
    await start();
    const { socket } = await socketNo(0);
    socket.send(heartbeat);
    await toldAbout(true);
    const since = clock.wallMs();
    socket.pause();
    clock.advance(seconds(44));
    expect(told.at(-1)).toMatchObject({ up: true });
    clock.advance(seconds(1));
    expect(told.at(-1)).toEqual({ kind: 'link', up: false, sinceMs: since, problem: 'unreachable' });
    clock.advance(seconds(2));
    const again = await socketNo(1);
    again.socket.send(heartbeat);
    await toldAbout(true);
  });

  test('does not wait for ever for a gateway that accepts and says nothing', async () => {
    gateway.answerUpgrade = 'silent';
    await start();
    clock.advance(seconds(16));
    expect(told.at(-1)).toMatchObject({ kind: 'link', up: false, problem: 'unreachable' });
  });

  test.each(['refuse-401', 'close-4401'] as const)(
    'says that this display is unknown when the gateway answers %s',
    async (how) => {
      gateway.answerUpgrade = how;
      await start();
      await eventually(() => expect(told.at(-1)).toMatchObject({ kind: 'link', up: false, problem: 'unknown-display' }));
    },
  );

  test('says so when the gateway is not there', async () => {
    await start(new URL('http://127.0.0.1:9'));
    await eventually(() => expect(told.at(-1)).toMatchObject({ up: false, problem: 'unreachable' }));
  });

  test('dials on and on while every dial fails, also by a coarse clock, and tells the page once', async () => {
    let dials = 0;
    const failing = startGatewayLink({
      dial: (_headers, on) => {
        dials += 1;
        on.closed();
        return { send: () => {}, drop: () => {} };
      },
      identity: { headers: async () => ({ ok: true, value: {} }), forget: () => {} },
      clock: { ...clock, bootMs: () => Math.floor((clock.bootMs() - 5) / 10) * 10 },
      random: () => 0.123,
      log: () => {},
      tell: (message) => told.push(message),
    });
    for (let second = 0; second < 60; second += 1) {
      clock.advance(seconds(1));
      await Promise.resolve();
    }
    failing.stop();
    expect(dials).toBeGreaterThan(10);
    expect(told).toHaveLength(1);
  });

  test('leaves no timer and no socket behind', async () => {
    await start();
    const { socket } = await socketNo(0);
    const closed = new Promise((resolve) => socket.on('close', resolve));
    link?.stop();
    await closed;
    expect(clock.waiting()).toBe(0);
  });
});

describe("on the gateway's own machine, without a token", () => {
  test('a session is asked for once and shown with the dial', async () => {
    gateway.reply = () => ({ status: 204, cookie: 'waypost_display=handle' });
    await start(gateway.url, undefined, false);
    const { headers } = await socketNo(0);
    expect(headers.cookie).toBe('waypost_display=handle');
    expect(headers.origin).toBe(gateway.url.origin);
    expect(gateway.asked.map(({ path, body }) => ({ path, body }))).toEqual([{ path: '/api/v1/displays/session', body: {} }]);
  });

  test('a refused session is an unknown display', async () => {
    gateway.reply = () => ({ status: 401 });
    await start(gateway.url, undefined, false);
    await eventually(() => expect(told.at(-1)).toMatchObject({ up: false, problem: 'unknown-display' }));
  });

  test('a session the gateway forgot is asked for again', async () => {
    gateway.reply = () => ({ status: 204, cookie: `waypost_display=${gateway.asked.length}` });
    gateway.answerUpgrade = 'close-4401';
    await start(gateway.url, undefined, false);
    await toldAbout(false);
    gateway.answerUpgrade = 'open';
    clock.advance(seconds(16));
    const { headers } = await socketNo(0);
    expect(headers.cookie).toBe('waypost_display=2');
  });
});

describe('R46a: over TLS', () => {
  const pem = (name: string): string => readFileSync(new URL(name, tlsFolder), 'utf8');
  beforeEach(async () => {
    await gateway.stop();
    gateway = await startStubGateway({ key: pem('server.key'), cert: pem('server.pem') });
  });

  test("the site's own authority is trusted", async () => {
    await start(gateway.url, pem('ca.pem'));
    const { socket } = await socketNo(0);
    socket.send(heartbeat);
    await toldAbout(true);
  });

  test('a gateway that nobody vouches for gets no token', async () => {
    await start(gateway.url);
    await eventually(() => expect(told.at(-1)).toMatchObject({ up: false, problem: 'unreachable' }));
    expect(gateway.sockets).toEqual([]);
    expect(gateway.asked).toEqual([]);
  });
});
