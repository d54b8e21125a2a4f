// What a page may rely on, whichever bridge it was given: the same cases against the fake that component tests use and
// against the browser bridge over real HTTP and a real WebSocket.

import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { type WebSocket as ServerSocket, WebSocketServer } from 'ws';
import { startBrowserBridge } from '#kiosk/bridge/browser-bridge.ts';
import { sinceStartMs, systemClock } from '#shared/kit/clock.ts';
import { systemRandom } from '#shared/kit/random.ts';
import type { KioskBridge, PadAnswer, PadCall, ToPage } from '#shared/wire/kiosk-bridge.ts';
import { boardNowMs, demoBoard, demoPlan } from '#test/fakes/board-data.ts';
import { fakeKiosk } from '#test/fakes/kiosk-bridge.ts';
import { demoPad } from '#test/fakes/pad-answers.ts';

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
  bridge.tell({ kind: 'link', up: true, sinceMs: boardNowMs });
  const goSilent = (): void => {
    reachable = false;
    bridge.tell({ kind: 'link', up: false, sinceMs: boardNowMs, problem: 'unreachable' });
  };
  return { bridge, say: bridge.tell, shown: () => bridge.asked.floors, goSilent, stop: async () => undefined };
}

async function browserRig(): Promise<Rig> {
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
    socket.on('message', (data) => shown.push((JSON.parse(String(data)) as { floor: string }).floor));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const clock = systemClock(sinceStartMs);
  const bridge = startBrowserBridge({ origin, request: {}, fetch, WebSocket, clock, random: systemRandom });
  const close = async (): Promise<void> => {
    for (const socket of sockets) socket.terminate();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
  return {
    bridge,
    say: (message) => {
      kept.set(message.kind, JSON.stringify(message));
      for (const socket of sockets) socket.send(JSON.stringify(message));
    },
    shown: () => shown,
    goSilent: () => void close(),
    stop: async () => {
      bridge.stop();
      if (server.listening) await close();
    },
  };
}

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  if (request.url === '/api/v1/displays/session') return void response.writeHead(204).end();
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
