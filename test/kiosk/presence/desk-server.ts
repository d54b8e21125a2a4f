// A small gateway for the console alone: serves the built page under the product's own policy, holds one desk and what a
// manager is told in memory, and speaks the wire contract both ways: what comes in and goes out is parsed with its schemas.

import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';
import { WebSocketServer } from 'ws';
import { OwnEmergency } from '#shared/wire/emergency.ts';
import { Managed } from '#shared/wire/manage.ts';
import { FromMe, ToMe } from '#shared/wire/me.ts';
import { mePaths } from '#shared/wire/me-actions.ts';
import { pagePolicy } from '#shared/wire/page-policy.ts';
import { GlassView, PrivacyDesk, type PrivacyRefusal, privacyPaths } from '#shared/wire/privacy-desk.ts';
import { located, mePlan } from '#test/kiosk/me/me-data.ts';
import { newestEntries, nineSeen, olderEntries } from './desk-data.ts';
import { decideAtDesk } from './desk-decisions.ts';

export type DeskServer = {
  readonly origin: string;
  /** Begins anew with this desk; `signed-out` and `no-role` answer as the gateway does. */
  readonly begin: (desk: PrivacyDesk | 'signed-out' | 'no-role') => void;
  readonly change: (next: Partial<PrivacyDesk>) => void;
  /** What this person manages from now on; nothing after `begin`. */
  readonly manage: (managed: Managed | null) => void;
  readonly emergency: (emergency: OwnEmergency | null) => void;
  /** What the next look brings. */
  readonly seen: (view: GlassView) => void;
  /** The reason for the next decision or look. */
  readonly refuse: (why: PrivacyRefusal['why']) => void;
  /** Answers nothing any more, and again. */
  readonly away: (away: boolean) => void;
  /** What the page sent to this path, in order; of reading the audit, before which number. */
  readonly bodies: (path: string) => readonly Record<string, unknown>[];
  readonly stop: () => Promise<void>;
};

const builtPages = new URL('../../../.build/pages/', import.meta.url).pathname;
const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};
const nonce = 'bm9uY2Ugb2YgYSB0ZXN0';

type Answer = { readonly status: number; readonly body: string | Buffer; readonly type?: string | undefined };
type State = {
  desk: PrivacyDesk | 'signed-out' | 'no-role';
  managed: Managed | null;
  emergency: OwnEmergency | null;
  view: GlassView;
  refuse: PrivacyRefusal['why'] | null;
  away: boolean;
  asked: { path: string; body: Record<string, unknown> }[];
};
const fresh = (): State => ({
  ...{ desk: 'signed-out', managed: null, emergency: null, view: nineSeen, refuse: null, away: false, asked: [] },
});

/** Refuses with a sentence when the pages have not been built. */
export async function startDeskServer(pages = builtPages): Promise<DeskServer> {
  const html = await readFile(join(pages, 'presence.html'), 'utf8').catch(() => {
    throw new Error('The pages are not built: run "npm run build:pages" first.');
  });
  const state = fresh();
  const sockets = new WebSocketServer({ noServer: true });
  const tell = (message: ToMe): void => {
    for (const socket of sockets.clients) socket.send(JSON.stringify(ToMe.parse(message)));
  };
  const tellManaged = (): void => {
    tell({ kind: 'managed', managed: state.managed });
    tell({ kind: 'emergency', emergency: state.emergency });
  };
  const server = createServer(async (request, response) => {
    const url = new URL(request.url ?? '/', 'http://localhost');
    if (state.away && url.pathname.startsWith('/api')) return request.destroy();
    response.setHeader('cache-control', 'no-store');
    response.setHeader('content-security-policy', pagePolicy(nonce, "'self'"));
    const answer = url.pathname.startsWith('/api') ? await api(state, url, request) : await file(pages, url.pathname, html);
    response.setHeader('content-type', answer.type ?? 'application/json');
    response.writeHead(answer.status).end(answer.body);
  });
  server.on('upgrade', (request, socket, head) => {
    if (state.away) return socket.destroy();
    sockets.handleUpgrade(request, socket, head, (opened) => {
      if (state.desk === 'signed-out') return opened.close(4401, 'signed out');
      opened.send(JSON.stringify(ToMe.parse({ kind: 'plan', plan: mePlan })));
      opened.send(JSON.stringify(ToMe.parse({ kind: 'me', me: located })));
      opened.on('message', (data) => {
        const message = FromMe.parse(JSON.parse(String(data)));
        if (message.kind === 'manage') tellManaged();
      });
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const cut = (): void => {
    for (const socket of sockets.clients) socket.terminate();
  };
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    begin: (desk) => Object.assign(state, fresh(), { desk: typeof desk === 'string' ? desk : PrivacyDesk.parse(desk) }),
    change: (next) => {
      if (typeof state.desk !== 'string') state.desk = PrivacyDesk.parse({ ...state.desk, ...next });
    },
    manage: (managed) => {
      state.managed = managed && Managed.parse(managed);
      tellManaged();
    },
    emergency: (emergency) => {
      state.emergency = emergency && OwnEmergency.parse(emergency);
      tellManaged();
    },
    seen: (view) => Object.assign(state, { view: GlassView.parse(view) }),
    refuse: (why) => Object.assign(state, { refuse: why }),
    away: (away) => {
      state.away = away;
      if (away) cut();
    },
    bodies: (path) => state.asked.filter((asked) => asked.path === path).map(({ body }) => body),
    stop: async () => {
      cut();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function file(pages: string, asked: string, html: string): Promise<Answer> {
  if (asked === privacyPaths.page) return { status: 200, type: types['.html'], body: html.replaceAll('__CSP_NONCE__', nonce) };
  const found = await readFile(join(pages, normalize(asked))).catch(() => null);
  return { status: found === null ? 404 : 200, type: types[extname(asked)], body: found ?? '' };
}

async function api(state: State, url: URL, request: IncomingMessage): Promise<Answer> {
  const json = (value: unknown, status = 200): Answer => ({ status, body: JSON.stringify(value) });
  const { desk } = state;
  const path = url.pathname;
  if (desk === 'signed-out') return json({ title: 'signed out' }, 401);
  if (path === mePaths.me) return json(located);
  if (desk === 'no-role') return json({ title: 'overseers only' }, 403);
  if (path === privacyPaths.desk) return json(desk);
  const before = url.searchParams.get('before');
  const body = request.method === 'GET' ? { before } : JSON.parse(await bodyOf(request));
  state.asked.push({ path, body });
  if (path === mePaths.signOut) {
    state.desk = 'signed-out';
    return { status: 204, body: '' };
  }
  const { refuse } = state;
  state.refuse = null;
  if (refuse) return json({ ok: false, why: refuse }, 409);
  if (path === privacyPaths.audit) return json(before === null ? newestEntries : olderEntries);
  // What managers ask for is answered by the tests of their sections.
  if (!path.startsWith(privacyPaths.desk)) return json({ ok: false, why: 'not-allowed' }, 403);
  state.desk = decideAtDesk(desk, path, body);
  return json(path === privacyPaths.lookGlass ? { ok: true, view: state.view } : { ok: true });
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}
