// Every route of the real gateway, asked by every kind of caller there is: who is not meant gets one constant refusal with
// nothing of anybody in it, and a role alone opens no route (rules 40-45; statements 8 and 9).

import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { z } from 'zod';
import type { DemoPerson } from '#gateway/demo/population.ts';
import { ToDisplay } from '#shared/wire/board-socket.ts';
import { managePaths } from '#shared/wire/manage.ts';
import { ToMe } from '#shared/wire/me.ts';
import { mePaths } from '#shared/wire/me-actions.ts';
import { privacyPaths } from '#shared/wire/privacy-desk.ts';
import { type OfficeGateway, officeGateway } from '#test/integration/office-gateway.ts';
import { type Route, whileNotingRoutes } from './all-routes.ts';
import { type Answered, ask, type Caller, everyCaller, installerKey, isActorsName } from './callers.ts';
import { type Search, searchFor } from './canaries.ts';
import { sampleOf } from './sample-requests.ts';

const audiences = ['everybody', 'display', 'self', 'manager', 'overseer', 'phone', 'inspector', 'installer', 'fire-panel'];
/** What is the same for everybody and holds nobody: pages, their parts, and the description of the API. */
const pages = /^\/(wall|me|presence|favicon\.ico|assets\/\*|api\/openapi\.json|api\/docs(\/.*)?)?$/;

let office: OfficeGateway;
let routes: readonly Route[];
let callers: readonly Caller[];
let search: Search;
beforeAll(async () => {
  const noted = await whileNotingRoutes(() =>
    officeGateway(undefined, (config) => ({
      ...config,
      installers: ['ines'],
      secrets: { ...config.secrets, WAYPOST_INSTALLER_KEY: installerKey },
    })),
  );
  office = noted.started;
  routes = noted.routes;
  search = searchFor(office.population);
  callers = await everyCaller(office);
});
afterAll(() => office.stop());

/** Lists with names, for those whose role they are for (8, 41, 43, 44); row by row in test/mask/bookings-mask.test.ts. */
const listsWithNames: readonly string[] = [managePaths.bookings, managePaths.exportBookings, managePaths.people];
const namesTheirBookings = ({ url }: Route): boolean => listsWithNames.includes(url);
const managesBookings = ['group-manager', 'location-manager', 'administrator', 'all roles at once'];
const nameOf = ({ method, url }: Route): string => `${method} ${url}`;
const asked = (): Route[] => routes.filter(({ audience, websocket }) => audience !== undefined && !websocket);
const isMeant = ({ audience = '' }: Route, caller: Caller): boolean => audience === 'everybody' || caller.in.includes(audience);
const changes = ({ method }: Route): boolean => method !== 'GET' && method !== 'HEAD';
/** A page that names another origin is refused whatever it wants; a script without one may read what everybody may. */
const isRefusedUnread = (route: Route, { foreign, headers }: Caller): boolean =>
  foreign === true && (changes(route) || headers.origin !== undefined);
/** Signed in, but without the role: 403, where who is not signed in gets 401. */
const lacksRole = ({ audience }: Route, caller: Caller): boolean => audience === 'overseer' && caller.in.includes('self');
const others = ({ who }: Caller) => (who === undefined ? [] : [who.person.ref]);

/** What a caller who is meant gets for the sample request. */
function goodStatus(route: Route, { name, who }: Caller): number {
  if (route.url === '/api/v1/displays/session' && name === 'the token of a wall') return 204;
  // Nobody gets a receipt for a consent they have not given.
  if (route.url === mePaths.receipt) return who?.person.location === undefined ? 404 : 200;
  return sampleOf(route).status;
}

function send(route: Route, caller: Caller): Promise<Answered> {
  const { path, body } = sampleOf(route);
  return ask(office.url, { method: route.method, path, headers: caller.headers, body });
}

describe('the table of routes', () => {
  test('has every route of the server in a row with its audience, or it is a page that is the same for everybody: S9', () => {
    expect(routes.length).toBeGreaterThan(60);
    expect(routes.filter(({ audience, url }) => audience === undefined && !pages.test(url)).map(nameOf)).toEqual([]);
    expect(routes.filter(({ audience }) => audience !== undefined && !audiences.includes(audience)).map(nameOf)).toEqual([]);
    expect(audiences.filter((one) => !routes.some(({ audience }) => audience === one))).toEqual([]);
  });

  test('stands in the description of the API, word for word', async () => {
    const Described = z.object({ paths: z.record(z.string(), z.record(z.string(), z.object({ 'x-audience': z.string() }))) });
    const { paths } = Described.parse(JSON.parse((await ask(office.url, { method: 'GET', path: '/api/openapi.json' })).text));
    const described = Object.entries(paths).flatMap(([path, operations]) =>
      Object.entries(operations).map(([method, operation]) => `${method.toUpperCase()} ${path} ${operation['x-audience']}`),
    );
    const real = asked().filter(({ hidden, method }) => !hidden && method !== 'HEAD');
    const named = real.map((route) => `${route.method} ${route.url.replace(/:(\w+)/g, '{$1}')} ${route.audience}`);
    expect(described.toSorted()).toEqual(named.toSorted());
  });
});

describe('who is not meant', () => {
  test('R40 R41 R42 R43 R44 R45 S9: gets the one refusal of that route, with nothing of anybody in it', async () => {
    const faults: string[] = [];
    const bodies = new Map<string, Set<string>>();
    const tryOne = async (route: Route, caller: Caller): Promise<void> => {
      const answer = await send(route, caller);
      const expected = isRefusedUnread(route, caller) || lacksRole(route, caller) ? 403 : 401;
      const who = `${nameOf(route)} by ${caller.name}`;
      if (answer.status !== expected) faults.push(`${who}: ${answer.status} ${answer.text}`);
      faults.push(...search(answer.text + JSON.stringify(answer.headers)).map((what) => `${who}: ${what}`));
      const key = `${nameOf(route)} ${answer.status} ${isRefusedUnread(route, caller)}`;
      bodies.set(key, (bodies.get(key) ?? new Set()).add(answer.text));
    };
    for (const route of asked()) {
      const refused = callers.filter((caller) => !isMeant(route, caller) || isRefusedUnread(route, caller));
      await Promise.all(refused.map((caller) => tryOne(route, caller)));
    }
    expect(faults).toEqual([]);
    expect([...bodies].filter(([, texts]) => texts.size !== 1)).toEqual([]);
    expect(bodies.size).toBeGreaterThan(40);
  });

  test('gets no frame of a websocket: closed with 4401 before anything was sent, a foreign page not even opened', async () => {
    for (const route of routes.filter(({ websocket, method }) => websocket && method === 'GET')) {
      for (const caller of callers) {
        if (isMeant(route, caller) && !caller.foreign) continue;
        const end = await socketEnd(route.url, caller);
        expect([caller.name, end]).toEqual([caller.name, caller.foreign ? { refused: 403 } : { closed: 4401, frames: 0 }]);
      }
    }
  });

  test('a page of elsewhere can read nothing that a signed-in browser is given, and open no socket', async () => {
    const foreign = callers.filter((caller) => caller.foreign);
    for (const route of asked().filter((one) => !changes(one))) {
      for (const caller of foreign) {
        const { headers } = await send(route, caller);
        const opened = Object.keys(headers).filter((name) => name.startsWith('access-control-'));
        expect([nameOf(route), opened, headers['cross-origin-resource-policy']]).toEqual([nameOf(route), [], 'same-origin']);
        expect([nameOf(route), headers['cache-control']]).toEqual([nameOf(route), 'no-store']);
      }
    }
  });

  test('a socket asked for without its handshake says nothing to anybody', async () => {
    for (const route of routes.filter(({ websocket }) => websocket)) {
      const answers = await Promise.all(callers.filter(({ foreign }) => !foreign).map((caller) => send(route, caller)));
      expect([nameOf(route), new Set(answers.map(({ status }) => status))]).toEqual([nameOf(route), new Set([404])]);
      expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
    }
  });
});

describe('who is meant', () => {
  test('R40 R41 R42 R43 R44 R45: a page of any role gets its own name and frames of one shape; roles open none of their own', async () => {
    const [wall] = callers.filter((caller) => caller.in.includes('display') && !caller.foreign);
    const boards = wall && (await frames('/api/v1/board-socket', wall, 2));
    expect(boards?.map((text) => ToDisplay.parse(JSON.parse(text)).kind)).toEqual(['plan', 'board']);
    expect(search(boards?.join() ?? '')).toEqual([]);
    for (const caller of callers.filter(({ who, foreign }) => who && !foreign)) {
      const [plan = '', me = ''] = await frames('/api/v1/me-socket', caller, 2);
      expect(ToMe.parse(JSON.parse(plan)).kind).toBe('plan');
      expect(search(plan + me, others(caller))).toEqual([]);
      const frame = ToMe.parse(JSON.parse(me));
      expect(frame).toMatchObject({ kind: 'me', me: { name: (caller.who as DemoPerson).person.displayName } });
    }
  });

  test('R40 R44: is answered, with nothing of anybody else in the answer, whatever their roles: S8 S9', async () => {
    const faults: string[] = [];
    const last: readonly string[] = [privacyPaths.stopPositions, mePaths.erase, mePaths.signOut];
    const order = asked().toSorted((a, b) => last.indexOf(a.url) - last.indexOf(b.url));
    const walk = async (caller: Caller, isLast: boolean): Promise<void> => {
      for (const route of order.filter(({ url }) => last.includes(url) === isLast)) {
        if (!isMeant(route, caller) || caller.foreign) continue;
        const answer = await send(route, caller);
        const who = `${nameOf(route)} by ${caller.name}`;
        if (answer.status !== goodStatus(route, caller)) faults.push(`${who}: ${answer.status} ${answer.text}`);
        const leaks = search(answer.text + JSON.stringify(answer.headers), others(caller));
        const isFine = (leak: string): boolean =>
          (route.url === privacyPaths.audit && isActorsName(leak, callers)) ||
          (namesTheirBookings(route) && managesBookings.includes(caller.name) && /^the ((family )?name|booking) of /.test(leak));
        faults.push(...leaks.filter((leak) => !isFine(leak)).map((leak) => `${who}: ${leak}`));
      }
    };
    await Promise.all(callers.map((caller) => walk(caller, false)));
    await Promise.all(callers.map((caller) => walk(caller, true)));
    expect(faults).toEqual([]);
  });

  test('pages and the description of the API are the same for everybody, and hold nobody', async () => {
    const nonce = /nonce-[\w+/=]+|(nonce" content=")[\w+/=]+|nonce="[\w+/=]+"/g;
    for (const { url, method } of routes.filter((route) => pages.test(route.url) && !route.url.includes('*'))) {
      const answers = await Promise.all(callers.map(({ headers }) => ask(office.url, { method, path: url, headers })));
      expect([url, new Set(answers.map(({ text }) => text.replaceAll(nonce, ''))).size]).toEqual([url, 1]);
      expect(search(answers[0]?.text ?? '')).toEqual([]);
    }
  });
});

type End = { readonly refused: number | undefined } | { readonly closed: number; readonly frames: number };

async function socketEnd(path: string, { headers }: Caller): Promise<End> {
  const socket = new WebSocket(`${office.url.replace('http', 'ws')}${path}`, { headers });
  let seen = 0;
  socket.on('message', () => {
    seen += 1;
  });
  return new Promise((resolve) => {
    socket.on('error', () => undefined);
    socket.on('unexpected-response', (_request, reply) => {
      socket.terminate();
      resolve({ refused: reply.statusCode });
    });
    socket.on('close', (closed: number) => resolve({ closed, frames: seen }));
  });
}

/** The first `count` frames. */
async function frames(path: string, { headers }: Caller, count: number): Promise<string[]> {
  const socket = new WebSocket(`${office.url.replace('http', 'ws')}${path}`, { headers });
  const seen: string[] = [];
  socket.on('message', (data) => void seen.push(String(data)));
  while (seen.length < count) await once(socket, 'message');
  socket.terminate();
  return seen.slice(0, count);
}
