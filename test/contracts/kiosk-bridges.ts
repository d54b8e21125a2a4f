// A fake and two real bridges between page and gateway, for the contract they all have to keep.

import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
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
import type { MarkRequest } from '#shared/wire/emergency.ts';
import type { KioskBridge, PadAnswer, PadCall, ToPage } from '#shared/wire/kiosk-bridge.ts';
import { boardNowMs } from '#test/fakes/board-data.ts';
import { FakeIpc, wallFrame } from '#test/fakes/electron.ts';
import { fakeKiosk } from '#test/fakes/kiosk-bridge.ts';
import { demoPad } from '#test/fakes/pad-answers.ts';
import { demoPrivacy } from '#test/fakes/wall-privacy.ts';

export type Rig = {
  readonly bridge: KioskBridge;
  readonly say: (message: Exclude<ToPage, { kind: 'link' | 'privacy' }>) => void;
  readonly shown: () => readonly string[];
  readonly marked: () => readonly MarkRequest[];
  readonly goSilent: () => void;
  readonly stop: () => Promise<void>;
};

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
  const { floors, marks } = bridge.asked;
  return { bridge, say: bridge.tell, shown: () => floors, marked: () => marks, goSilent, stop: async () => undefined };
}

type Gateway = {
  readonly origin: string;
  readonly say: Rig['say'];
  readonly shown: string[];
  readonly marked: MarkRequest[];
  readonly close: () => Promise<void>;
};

/** What a display talks to: session and pad over HTTP, boards and answers on a socket. */
async function startGateway(): Promise<Gateway> {
  const sockets = new Set<ServerSocket>();
  const kept = new Map<string, string>();
  const shown: string[] = [];
  const marked: MarkRequest[] = [];
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
      else if (asked.kind === 'mark') marked.push(asked.mark);
      else socket.send(JSON.stringify({ kind: 'privacy', privacy: demoPrivacy }));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    say: (message) => {
      if (message.kind !== 'command') kept.set(message.kind, JSON.stringify(message));
      for (const socket of sockets) socket.send(JSON.stringify(message));
    },
    shown,
    marked,
    close: async () => {
      for (const socket of sockets) socket.terminate();
      server.closeAllConnections();
      if (server.listening) await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function browserRig(): Promise<Rig> {
  const { origin, say, shown, marked, close } = await startGateway();
  const clock = systemClock(sinceStartMs);
  const bridge = startBrowserBridge({ origin, request: {}, fetch, WebSocket, clock, random: systemRandom });
  const stop = async (): Promise<void> => {
    bridge.stop();
    await close();
  };
  return { bridge, say, shown: () => shown, marked: () => marked, goSilent: () => void close(), stop };
}

/** Preload and main process of the Electron kiosk, with what lies between them left out. */
async function electronRig(): Promise<Rig> {
  const { origin, say, shown, marked, close } = await startGateway();
  const gateway = new URL(origin);
  const post = createPostJson(gateway, undefined);
  const identity = createIdentity({ gateway, display: undefined, tokens: memory(), post });
  let toPage: (message: ToPage) => void = () => undefined;
  const feed = createPageFeed((message) => toPage(structuredClone(message)));
  const dial = createDialSocket(gateway, undefined);
  const clock = systemClock(sinceStartMs);
  const link = startGatewayLink({ dial, identity, clock, random: systemRandom, log: () => undefined, tell: feed.tell });
  const ipc = new FakeIpc();
  const { show, askPrivacy, mark, stop } = link;
  const pad = createPadCalls(post, identity);
  serveBridge(ipc, { listen: feed.repeat, show, askPrivacy, mark, pad, beat: () => undefined, dropped: () => undefined });
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
  return { bridge, say, shown: () => shown, marked: () => marked, goSilent: () => void close(), stop: end };
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

export const rigs = [
  ['the fake bridge', fakeRig],
  ['the browser bridge', browserRig],
  ['the Electron bridge', electronRig],
] as const;
