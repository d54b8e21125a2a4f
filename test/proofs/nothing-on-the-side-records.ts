// Writes down what crosses the gateway's edges while a test uses it: every address that anybody asks for, every answer of
// its server with its headers, and every word to the booking system, which a proxy in between hears.

import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { z } from 'zod';
import type { Running } from '#gateway/running.ts';

type Answer = {
  readonly route: string;
  readonly status: number;
  /** Without what is meant to carry a secret: the cookie itself. */
  readonly headers: string;
  readonly text: string;
};
type Request = {
  readonly url: string;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly routeOptions: { url?: string };
};
type Reply = { readonly statusCode: number; readonly getHeaders: () => Readonly<Record<string, unknown>> };
type Fastify = {
  readonly addHook: (
    name: 'onRequest' | 'onSend',
    hook: (request: Request, reply: Reply, payload?: unknown) => Promise<unknown>,
  ) => void;
};

/** Marks a request whose address a test wrote by hand, to see what becomes of it. */
export const typedByHand = { 'x-typed-by-hand': 'yes' };

export type Records = {
  /** Paths with their queries, of every request in and out of this process, the pages' sockets included. */
  readonly urls: readonly string[];
  readonly answers: readonly Answer[];
  readonly stop: () => void;
};

/** Notes the servers that start from now on, and every client of this process. */
export function startRecords(): Records {
  const urls: string[] = [];
  const answers: Answer[] = [];
  const onServer = (message: unknown): void => {
    const { fastify } = z.custom<{ readonly fastify: Fastify }>().parse(message);
    fastify.addHook('onRequest', async ({ url, headers }) => {
      if (headers['x-typed-by-hand'] === undefined) urls.push(url);
    });
    fastify.addHook('onSend', async (request, reply, payload) => {
      const { 'set-cookie': _secret, ...headers } = reply.getHeaders();
      const said = typeof payload === 'string' ? payload : '';
      const route = request.routeOptions.url ?? 'none';
      answers.push({ route, status: reply.statusCode, headers: JSON.stringify(headers), text: said });
      return payload;
    });
  };
  const onClient = (message: unknown): void => {
    const { request } = z.custom<{ readonly request: { readonly origin: string; readonly path: string } }>().parse(message);
    urls.push(`${request.origin}${request.path}`);
  };
  subscribe('fastify.initialization', onServer);
  subscribe('undici:request:create', onClient);
  return {
    ...{ urls, answers },
    stop: () => {
      unsubscribe('fastify.initialization', onServer);
      unsubscribe('undici:request:create', onClient);
    },
  };
}

type Word = { readonly method: string; readonly path: string; readonly headers: string; readonly body: string };
export type BookingProxy = Running & {
  readonly url: string;
  /** Where the real one is; until then everything is answered 503. */
  readonly leadTo: (url: string) => void;
  readonly heard: readonly Word[];
};

export async function startBookingProxy(): Promise<BookingProxy> {
  const heard: Word[] = [];
  const asking = new Set<AbortController>();
  let target: string | undefined;
  const pass = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { method = 'GET', url: path = '/', headers } = request;
    const body = await text(request);
    const { authorization: _token, ...open } = headers;
    heard.push({ method, path, headers: JSON.stringify(open), body });
    if (target === undefined) return void response.writeHead(503).end();
    const ending = new AbortController();
    asking.add(ending);
    response.on('close', () => ending.abort());
    const wanted = ['accept', 'authorization', 'content-type', 'idempotency-key'];
    const sent = Object.fromEntries(wanted.flatMap((name) => (headers[name] ? [[name, String(headers[name])]] : [])));
    const init = { method, headers: sent, signal: ending.signal, ...(body === '' ? {} : { body }) };
    const reply = await fetch(`${target}${path}`, init);
    const type = reply.headers.get('content-type');
    const answer = await reply.text();
    asking.delete(ending);
    response.writeHead(reply.status, type === null ? {} : { 'content-type': type }).end(answer);
  };
  const server = createServer((request, response) => {
    pass(request, response).catch(() => response.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    leadTo: (url) => {
      target = url;
    },
    heard,
    stop: async () => {
      for (const one of asking) one.abort();
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
