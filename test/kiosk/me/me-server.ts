// A small gateway for the employee's page alone: serves the built page under the product's own policy, holds one person in
// memory, and speaks the wire contract both ways: what comes in and goes out is parsed with its schemas.

import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';
import { WebSocketServer } from 'ws';
import { type EmergencyReply, EndEmergencyRequest, emergencyPaths, MarkRequest, OwnEmergency } from '#shared/wire/emergency.ts';
import { FindReply } from '#shared/wire/find.ts';
import { FromMe, Me, ToMe } from '#shared/wire/me.ts';
import { type MeRefusalReason, mePaths } from '#shared/wire/me-actions.ts';
import { pagePolicy } from '#shared/wire/page-policy.ts';
import { demoBoard, demoPlan } from '#test/fakes/board-data.ts';
import { withMark } from '#test/kiosk/emergency/roll-data.ts';
import { demoReceipt, documentText, mePlan } from './me-data.ts';
import { decide } from './me-decisions.ts';

export type MeServer = {
  readonly origin: string;
  /** Begins anew with this person, or with nobody signed in. */
  readonly begin: (me: Me | null) => void;
  readonly me: () => Me;
  /** Changes what holds and tells every open page. */
  readonly change: (next: Partial<Me>) => void;
  /** The reason for the next decision. */
  readonly refuse: (why: MeRefusalReason) => void;
  /** Decisions hold but are still to be sent. */
  readonly delivery: (delivery: 'sent' | 'will-be-sent') => void;
  readonly found: (reply: FindReply) => void;
  /** Answers nothing any more, and again. */
  readonly away: (away: boolean) => void;
  /** What the page sent to this path, in order. */
  readonly bodies: (path: string) => readonly Record<string, unknown>[];
  readonly shown: () => readonly (string | null)[];
  /** What is on in the building from now on, told to every open page; `begin` ends it. */
  readonly emergency: (own: OwnEmergency | null) => void;
  readonly stop: () => Promise<void>;
};

const pages = new URL('../../../.build/pages/', import.meta.url).pathname;
const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.webmanifest': 'application/manifest+json',
};
const nonce = 'bm9uY2Ugb2YgYSB0ZXN0';
const nothing: FindReply = { hits: [], more: false };

type Answer = { readonly status: number; readonly type?: string; readonly body: string };
type State = {
  me: Me | null;
  refuse: MeRefusalReason | null;
  delivery: 'sent' | 'will-be-sent';
  found: FindReply;
  away: boolean;
  asked: { path: string; body: unknown }[];
  shown: (string | null)[];
  emergency: OwnEmergency | null;
};
const fresh = (): State => ({
  ...{ me: null, refuse: null, delivery: 'sent', found: nothing, away: false, emergency: null },
  ...{ asked: [], shown: [] },
});

/** Refuses with a sentence when the pages have not been built. */
export async function startMeServer(): Promise<MeServer> {
  const html = await readFile(join(pages, 'me.html'), 'utf8').catch(() => {
    throw new Error('The pages are not built: run "npm run build:pages" first.');
  });
  const state = fresh();
  const sockets = new WebSocketServer({ noServer: true });
  const tell = (message: ToMe): void => {
    const text = JSON.stringify(ToMe.parse(message));
    for (const socket of sockets.clients) socket.send(text);
  };
  const tellMe = (): void => {
    if (state.me) tell({ kind: 'me', me: state.me });
    tell({ kind: 'emergency', emergency: state.emergency });
  };
  const server = createServer(async (request, response) => {
    const path = normalize(new URL(request.url ?? '/', 'http://localhost').pathname);
    if (state.away && path.startsWith('/api')) return request.destroy();
    response.setHeader('cache-control', 'no-store');
    if (path === mePaths.page) response.setHeader('content-security-policy', pagePolicy(nonce, "'self'"));
    const answer = path.startsWith('/api') ? await api(state, path, request) : await file(path, html);
    response.setHeader('content-type', answer.type ?? 'application/json');
    response.writeHead(answer.status).end(answer.body);
    if (path.startsWith('/api') && request.method === 'POST') tellMe();
  });
  server.on('upgrade', (request, socket, head) => {
    if (state.away) return socket.destroy();
    sockets.handleUpgrade(request, socket, head, (opened) => {
      if (!state.me) return opened.close(4401, 'signed out');
      opened.send(JSON.stringify(ToMe.parse({ kind: 'plan', plan: mePlan })));
      opened.send(JSON.stringify(ToMe.parse({ kind: 'me', me: state.me })));
      opened.send(JSON.stringify(ToMe.parse({ kind: 'emergency', emergency: state.emergency })));
      opened.on('message', (data) => {
        const asked = FromMe.parse(JSON.parse(String(data)));
        if (asked.kind !== 'show') return;
        const { floor } = asked;
        state.shown.push(floor);
        const plan = demoPlan();
        const found = plan.floors.find(({ id }) => id === floor);
        if (found) opened.send(JSON.stringify(ToMe.parse({ kind: 'board', board: demoBoard(plan, found) })));
      });
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    begin: (me) => Object.assign(state, fresh(), { me: me && Me.parse(me) }),
    me: () => Me.parse(state.me),
    change: (next) => {
      state.me = Me.parse({ ...state.me, ...next });
      tellMe();
    },
    refuse: (why) => Object.assign(state, { refuse: why }),
    delivery: (delivery) => Object.assign(state, { delivery }),
    emergency: (own) => {
      state.emergency = own && OwnEmergency.parse(own);
      tellMe();
    },
    found: (reply) => Object.assign(state, { found: FindReply.parse(reply) }),
    away: (away) => {
      state.away = away;
      if (away) for (const socket of sockets.clients) socket.terminate();
    },
    bodies: (path) => state.asked.filter((asked) => asked.path === path).map(({ body }) => body as Record<string, unknown>),
    shown: () => state.shown,
    stop: async () => {
      for (const socket of sockets.clients) socket.terminate();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function file(path: string, html: string): Promise<Answer & { readonly body: never }> {
  const found =
    path === mePaths.page ? html.replaceAll('__CSP_NONCE__', nonce) : await readFile(join(pages, path)).catch(() => null);
  const type = types[path === mePaths.page ? '.html' : extname(path)];
  return { status: found === null ? 404 : 200, ...(type ? { type } : {}), body: (found ?? '') as never };
}

async function api(state: State, path: string, request: IncomingMessage): Promise<Answer> {
  const { me } = state;
  const json = (value: unknown, status = 200): Answer => ({ status, body: JSON.stringify(value) });
  if (!me) return json({ title: 'signed out' }, 401);
  if (request.method === 'GET') {
    state.asked.push({ path, body: null });
    if (path === mePaths.document) return { status: 200, type: 'text/plain; charset=utf-8', body: documentText };
    if (path === mePaths.receipt) return json(demoReceipt);
    return path === mePaths.me ? json(Me.parse(me)) : json({ name: me.name });
  }
  const body: unknown = JSON.parse(await bodyOf(request));
  state.asked.push({ path, body });
  if (path === mePaths.signOut) {
    state.me = null;
    return { status: 204, body: '' };
  }
  if (path === mePaths.find) return json(state.found);
  const { refuse } = state;
  state.refuse = null;
  if (refuse) return json({ ok: false, why: refuse }, 409);
  if (path.startsWith('/api/v1/emergency/')) return json(emergencyReply(state, path, body));
  const decided = decide(me, path, body);
  state.me = decided.me;
  return json(decided.reply ?? { ok: true, delivery: state.delivery });
}

/** Gone when it is not the emergency that is on; otherwise done as it was asked. */
function emergencyReply(state: State, path: string, body: unknown): EmergencyReply {
  const own = state.emergency;
  if (!own || EndEmergencyRequest.loose().parse(body).id !== own.id) return { ok: false, why: 'gone' };
  if (path === emergencyPaths.safe) state.emergency = { ...own, safe: true };
  if (path === emergencyPaths.mark && own.roll) {
    const { key, safe } = MarkRequest.parse(body);
    state.emergency = { ...own, roll: withMark(own.roll, key, safe) };
  }
  return { ok: true };
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}
