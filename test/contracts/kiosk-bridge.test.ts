// What a page may rely on, whichever bridge it was given: the same cases against the fake that component tests use and
// against the two real ones, of a browser and of Electron, over real HTTP and a real WebSocket.

import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { type WebSocket as ServerSocket, WebSocketServer } from 'ws';
import { startBrowserBridge } from '#kiosk/bridge/browser-bridge.ts';
import { serveBridge } from '#kiosk/electron/bridge-ipc.ts';
import { createPostJson } from '#kiosk/electron/gateway-http.ts';
import { startGatewayLink } from '#kiosk/electron/gateway-link.ts';
import { createDialSocket } from '#kiosk/electron/gateway-socket.ts';
import { createIdentity } from '#kiosk/electron/identity.ts';
import { createPadCalls } from '#kiosk/electron/pad-calls.ts';
import { createPageFeed } from '#kiosk/electron/page-feed.ts';
import { memory } from '#kiosk/electron/token/memory.ts';
import { createBridge } from '#kiosk/preload/bridge.ts';
import { sinceStartMs, systemClock } from '#shared/kit/clock.ts';
import { systemRandom } from '#shared/kit/random.ts';
import { FromDisplay } from '#shared/wire/board-socket.ts';
import type { KioskBridge, PadAnswer, PadCall, ToPage } from '#shared/wire/kiosk-bridge.ts';
import { boardNowMs, demoBoard, demoPlan } from '#test/fakes/board-data.ts';
import { FakeIpc, wallFrame } from '#test/fakes/electron.ts';
import { fakeKiosk } from '#test/fakes/kiosk-bridge.ts';
import { demoPad } from '#test/fakes/pad-answers.ts';
import { demoPrivacy } from '#test/fakes/wall-privacy.ts';

type Rig = {
  readonly bridge: KioskBridge;
  readonly say: (message: Extract<ToPage, { kind: 'plan' | 'board' }>) => void;
  readonly shown: () => readonly string[];
  readonly goSilent: () => void;
  readonly stop: () => Promise<void>;
};

const plan = demoPlan();
const [floor, upper] = plan.floors;
if (!floor || !upper) throw new Error('The demo office has two floors');
const board = demoBoard(plan, floor);

async function fakeRig(): Promise<Rig> {
  let reachable = true;
  const pad = demoPad();
  const bridge = fakeKiosk((call) => (reachable ? pad(call) : Promise.resolve<PadAnswer>({ ok: false, why: 'offline' })));
  bridge.gateway.privacy = demoPrivacy;
  bridge.tell({ kind: 'link', up: true, sinceMs: boardNowMs });
  const goSilent = (): void => {
    reachable = false;
    bridge.tell({ kind: 'link', up: false, sinceMs: boardNowMs, problem: 'unreachable' });
  };
  return { bridge, say: bridge.tell, shown: () => bridge.asked.floors, goSilent, stop: async () => undefined };
}

type Gateway = {
  readonly origin: string;
  readonly say: Rig['say'];
  readonly shown: string[];
  readonly close: () => Promise<void>;
};

/** What a display talks to: session and pad over HTTP, boards and answers on a socket. */
async function startGateway(): Promise<Gateway> {
  const sockets = new Set<ServerSocket>();
  const kept = new Map<string, string>();
  const shown: string[] = [];
  const server = createServer((request, response) => void answer(request, response));
  const board = new WebSocketServer({ server, path: '/api/v1/board-socket' });
  board.on('connection', (socket) => {
    sockets.add(socket);
    socket.send(JSON.stringify({ kind: 'heartbeat', atMs: boardNowMs }));
    socket.send('this is not for us');
    for (const text of kept.values()) socket.send(text);
    socket.on('message', (data) => {
      const asked = FromDisplay.parse(JSON.parse(String(data)));
      if (asked.kind === 'show') shown.push(asked.floor);
      else socket.send(JSON.stringify({ kind: 'privacy', privacy: demoPrivacy }));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    say: (message) => {
      kept.set(message.kind, JSON.stringify(message));
      for (const socket of sockets) socket.send(JSON.stringify(message));
    },
    shown,
    close: async () => {
      for (const socket of sockets) socket.terminate();
      server.closeAllConnections();
      if (server.listening) await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function browserRig(): Promise<Rig> {
  const { origin, say, shown, close } = await startGateway();
  const clock = systemClock(sinceStartMs);
  const bridge = startBrowserBridge({ origin, request: {}, fetch, WebSocket, clock, random: systemRandom });
  const stop = async (): Promise<void> => {
    bridge.stop();
    await close();
  };
  return { bridge, say, shown: () => shown, goSilent: () => void close(), stop };
}

/** Preload and main process of the Electron kiosk, with what lies between them left out. */
async function electronRig(): Promise<Rig> {
  const { origin, say, shown, close } = await startGateway();
  const gateway = new URL(origin);
  const post = createPostJson(gateway, undefined);
  const identity = createIdentity({ gateway, display: undefined, tokens: memory(), post });
  let toPage: (message: ToPage) => void = () => undefined;
  const feed = createPageFeed((message) => toPage(structuredClone(message)));
  const dial = createDialSocket(gateway, undefined);
  const clock = systemClock(sinceStartMs);
  const link = startGatewayLink({ dial, identity, clock, random: systemRandom, log: () => undefined, tell: feed.tell });
  const ipc = new FakeIpc();
  const { show, askPrivacy, stop } = link;
  const pad = createPadCalls(post, identity);
  serveBridge(ipc, { listen: feed.repeat, show, askPrivacy, pad, beat: () => undefined, dropped: () => undefined });
  const bridge = createBridge({
    on: (_channel, listener) => {
      toPage = (message) => listener({}, message);
    },
    send: (channel, ...args) => ipc.send(wallFrame, channel, ...args),
    invoke: (channel, ...args) => ipc.invoke(wallFrame, channel, ...args) as Promise<PadAnswer>,
  });
  const end = async (): Promise<void> => {
    stop();
    await close();
  };
  return { bridge, say, shown: () => shown, goSilent: () => void close(), stop: end };
}

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  const cookie = { 'set-cookie': 'waypost_display=handle; Path=/' };
  if (request.url === '/api/v1/displays/session') return void response.writeHead(204, cookie).end();
  const call = request.url?.replace('/api/v1/check-in/', '');
  if (call === 'done') return void response.writeHead(204).end();
  const body = JSON.parse(Buffer.concat(parts).toString()) as unknown;
  response.end(JSON.stringify(await demoPad()({ call, body } as PadCall)));
}

let rig: Rig | null = null;
afterEach(async () => {
  await rig?.stop();
  rig = null;
});

describe.each([
  ['the fake bridge', fakeRig],
  ['the browser bridge', browserRig],
  ['the Electron bridge', electronRig],
] as const)('%s', (_name, start) => {
  async function listening(): Promise<{ started: Rig; heard: ToPage[] }> {
    const started = await start();
    rig = started;
    const heard: ToPage[] = [];
    started.bridge.listen((message) => heard.push(message));
    await vi.waitFor(() => expect(heard).toContainEqual(expect.objectContaining({ kind: 'link', up: true })));
    return { started, heard };
  }

  test('passes plan and board on as they are', async () => {
    const { started, heard } = await listening();
    started.say({ kind: 'plan', plan });
    started.say({ kind: 'board', board });
    await vi.waitFor(() =>
      expect(heard.slice(-2)).toEqual([
        { kind: 'plan', plan },
        { kind: 'board', board },
      ]),
    );
  });

  test('tells a late listener the newest at once, and a stopped one nothing', async () => {
    const { started, heard } = await listening();
    started.say({ kind: 'plan', plan });
    await vi.waitFor(() => expect(heard.at(-1)?.kind).toBe('plan'));
    const late: ToPage[] = [];
    const stop = started.bridge.listen((message) => late.push(message));
    expect(late.map((message) => message.kind).sort()).toEqual(['link', 'plan']);
    stop();
    started.say({ kind: 'board', board });
    await vi.waitFor(() => expect(heard.at(-1)?.kind).toBe('board'));
    expect(late).toHaveLength(2);
  });

  test('asks for the floor a person chose', async () => {
    const { started } = await listening();
    started.bridge.show(upper.id);
    await vi.waitFor(() => expect(started.shown()).toEqual([upper.id]));
  });

  test('brings the privacy page to whoever asks for it, and to nobody else', async () => {
    const { started, heard } = await listening();
    started.bridge.askPrivacy();
    await vi.waitFor(() => expect(heard.at(-1)).toEqual({ kind: 'privacy', privacy: demoPrivacy }));
    started.say({ kind: 'plan', plan });
    await vi.waitFor(() => expect(heard.at(-1)?.kind).toBe('plan'));
    const late: ToPage[] = [];
    started.bridge.listen((message) => late.push(message));
    expect(late.map((message) => message.kind).sort()).toEqual(['link', 'plan']);
  });

  test('brings the pad its answers', async () => {
    const { started } = await listening();
    const reply = await started.bridge.pad({ call: 'sign-in', body: { identifier: '4711', pin: '123456' } });
    expect(reply).toMatchObject({ ok: true, pad: { session: 's-1' } });
    expect(await started.bridge.pad({ call: 'done', body: { session: 's-1' } })).toEqual({ ok: true, did: 'done' });
  });

  test('says when the gateway is gone, and "offline" to the pad', async () => {
    const { started, heard } = await listening();
    started.goSilent();
    await vi.waitFor(() => expect(heard.at(-1)).toMatchObject({ kind: 'link', up: false, problem: 'unreachable' }));
    const reply = await started.bridge.pad({ call: 'sign-in', body: { identifier: '4711', pin: '123456' } });
    expect(reply).toEqual({ ok: false, why: 'offline' });
  });
});
