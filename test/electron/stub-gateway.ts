// A gateway as the kiosk sees it: the session, pad and socket routes over real HTTP(S) and websockets on a free port,
// with what arrived kept for the test to look at.

import { once } from 'node:events';
import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { type WebSocket, WebSocketServer } from 'ws';

/** Status 0: never answered. */
type StubReply = { readonly status: number; readonly body?: unknown; readonly cookie?: string };

export type StubGateway = {
  readonly url: URL;
  /** Requests in order: path, headers and parsed body. */
  readonly asked: { readonly path: string; readonly headers: IncomingMessage['headers']; readonly body: unknown }[];
  /** Sockets in the order they opened, with their upgrade headers and what they sent. */
  readonly sockets: { readonly socket: WebSocket; readonly headers: IncomingMessage['headers']; readonly said: string[] }[];
  /** How upgrades are answered from now on. */
  answerUpgrade: 'open' | 'refuse-401' | 'close-4401' | 'silent';
  reply: (path: string) => StubReply;
  readonly stop: () => Promise<void>;
};

type Tls = { readonly key: string; readonly cert: string };

export async function startStubGateway(tls?: Tls): Promise<StubGateway> {
  const raw = new Set<Socket>();
  const answer: RequestListener = async (request, response) => {
    const body: unknown = JSON.parse((await text(request)) || 'null');
    stub.asked.push({ path: request.url ?? '', headers: request.headers, body });
    const reply = stub.reply(request.url ?? '');
    if (reply.status === 0) return;
    if (reply.cookie) response.setHeader('Set-Cookie', `${reply.cookie}; HttpOnly; Path=/`);
    response.writeHead(reply.status).end(reply.body === undefined ? '' : JSON.stringify(reply.body));
  };
  const server: Server = tls ? createTlsServer(tls, answer) : createServer(answer);
  const upgrades = new WebSocketServer({ noServer: true });
  server.on('connection', (socket) => raw.add(socket));
  server.on('upgrade', (request, socket, head) => {
    if (stub.answerUpgrade === 'silent') return;
    if (stub.answerUpgrade === 'refuse-401') {
      socket.end('HTTP/1.1 401 Unauthorized\r\nContent-Length: 0\r\nConnection: close\r\n\r\n');
      return;
    }
    upgrades.handleUpgrade(request, socket, head, (ws) => {
      if (stub.answerUpgrade === 'close-4401') return ws.close(4401);
      const said: string[] = [];
      ws.on('message', (data) => said.push(data.toString()));
      stub.sockets.push({ socket: ws, headers: request.headers, said });
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const stub: StubGateway = {
    url: new URL(`${tls ? 'https' : 'http'}://localhost:${port}`),
    asked: [],
    sockets: [],
    answerUpgrade: 'open',
    reply: () => ({ status: 404 }),
    stop: async () => {
      for (const socket of raw) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
  return stub;
}

/** Key and certificates made for tests; see test/fixtures/tls/SOURCE.md. */
export const tlsFolder = new URL('../fixtures/tls/', import.meta.url);
