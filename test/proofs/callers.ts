// Every kind of caller there is, over real HTTP. Each request comes from an address of its own on this machine (Linux has
// 127.0.0.0/8), so that limits per address don't answer in the place of the route.

import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { request } from 'node:http';
import { text } from 'node:stream/consumers';
import { z } from 'zod';
import type { DemoPerson } from '#gateway/demo/population.ts';
import { derivedSecret } from '#gateway/secrets.ts';
import { machineClock } from '#gateway/system-clock.ts';
import { pause } from '#shared/kit/clock.ts';
import { Role } from '#shared/model/roles.ts';
import { mePaths } from '#shared/wire/me-actions.ts';
import { rangingPath } from '#shared/wire/ranging.ts';
import { testSecrets } from '#test/fakes/secrets.ts';
import { employee } from '#test/integration/employee.ts';
import type { OfficeGateway } from '#test/integration/office-gateway.ts';

export type Headers = Readonly<Record<string, string>>;
export type Asked = { readonly method: string; readonly path: string; readonly headers?: Headers; readonly body?: unknown };
export type Answered = { readonly status: number; readonly headers: Headers; readonly text: string };

export type Caller = {
  readonly name: string;
  /** Audiences of routes (edge-gateway/push/api-routes.ts) this caller belongs to, beside `everybody`. */
  readonly in: readonly string[];
  /** A page of somewhere else, or a script that shows neither origin nor token: may change nothing. */
  readonly foreign?: boolean;
  readonly headers: Headers;
  readonly who?: DemoPerson;
};

export const installerKey = 'test-installer-key-0123456789';
/** Says that the caller is not on this machine: who comes through a proxy is not. */
const remote = { 'x-forwarded-for': '203.0.113.9' };

/** The roles that answer for privacy, and whoever has them all. */
const overseers = ['location-manager', 'administrator', 'privacy-officer', 'all roles at once'];

let addresses = 0;

/** Asks from a fresh address; a string body is sent as it is. Asks again when the server says that it was too often. */
export async function ask(url: string, asked: Asked): Promise<Answered> {
  const { method, path, body } = asked;
  addresses += 1;
  const localAddress = `127.${1 + (addresses >> 16)}.${(addresses >> 8) & 255}.${addresses & 255}`;
  const bytes = body === undefined || typeof body === 'string' ? body : JSON.stringify(body);
  const json = bytes === undefined ? {} : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(bytes) };
  const sent = request(`${url}${path}`, { method, localAddress, agent: false, headers: { ...json, ...asked.headers } });
  sent.end(bytes);
  const [reply] = await once(sent, 'response');
  const answered = { status: reply.statusCode, headers: reply.headers, text: await text(reply) };
  if (answered.status !== 429 || !answered.headers['x-ratelimit-limit']) return answered;
  await pause(machineClock, 250);
  return ask(url, asked);
}

/** One person of the demo for each role, and one who has all of them (45). */
export async function oneOfEachRole(office: OfficeGateway): Promise<Caller[]> {
  const { people } = office.population;
  const withRole = (role: Role) => people.find(({ person }) => person.roles.includes(role) && person.roles.length > 1);
  const [user, everything] = people.filter(({ person, tryThis }) => !tryThis && person.roles.length === 1 && !person.location);
  const found = [
    ...Role.options.map((role) => ({ name: role, who: role === 'user' ? user : withRole(role) })),
    { name: 'all roles at once', who: everything },
  ];
  const all = { roles: Role.options, manages: { groups: 'all', floors: 'all' } };
  await office.administrate(`people/${everything?.person.ref}`, all);
  const callers: Caller[] = [];
  for (const { name, who } of found) {
    if (!who) throw new Error(`the demo company has no ${name}`);
    const { cookie } = await employee(office.url, who);
    // What a manager may is said in each answer, so that everybody signed in is answered.
    const own = ['self', 'manager'];
    const audiences = overseers.includes(name) ? [...own, 'overseer'] : own;
    callers.push({ name, in: audiences, headers: { ...remote, cookie, origin: office.url }, who });
  }
  return callers;
}

/** The audit says by name which overseers and managers have acted, and nothing else of them. `leak` is a sentence of canaries.ts. */
export function isActorsName(leak: string, callers: readonly Caller[]): boolean {
  const acts = ({ who, ...caller }: Caller): boolean => caller.in.includes('overseer') || (who?.person.roles.length ?? 0) > 1;
  const actors = callers.flatMap((caller) => (caller.who && acts(caller) ? [caller.who.person.ref] : []));
  return actors.some((ref) => leak === `the name of ${ref}` || leak === `the family name of ${ref}`);
}

/** Needs a gateway with the installer `ines` and `installerKey`. */
export async function everyCaller(office: OfficeGateway): Promise<Caller[]> {
  const people = await oneOfEachRole(office);
  const [user] = people;
  const own = { ...remote, origin: office.url };
  const bearer = (kind: 'display' | 'installer', id: string, key: string) => `Bearer ${id}.${derivedSecret(key, kind, id)}`;
  const wall = bearer('display', 'lobby', testSecrets.WAYPOST_DISPLAY_KEY);
  const session = await ask(office.url, {
    ...{ method: 'POST', path: '/api/v1/displays/session', headers: { authorization: wall }, body: {} },
  });
  const wallCookie = String(session.headers['set-cookie']).split(';')[0] ?? '';
  const firePanel = derivedSecret(testSecrets.WAYPOST_FIRE_PANEL_KEY, 'fire-panel', 'http');
  const installer = bearer('installer', 'ines', installerKey);
  return [
    { name: 'a script', in: [], foreign: true, headers: remote },
    { name: 'nobody on our own page', in: [], headers: own },
    {
      name: 'invented sessions',
      in: [],
      headers: { ...own, cookie: `waypost_me=${randomUUID()}; waypost_display=${randomUUID()}` },
    },
    { name: 'a session that has ended', in: [], headers: { ...own, cookie: await endedSession(office) } },
    { name: 'an invented token', in: [], headers: { ...remote, authorization: `Bearer lobby.${randomUUID()}` } },
    { name: 'the session of a wall', in: ['display'], headers: { ...own, cookie: wallCookie } },
    { name: 'the token of a wall', in: ['display'], headers: { ...remote, authorization: wall } },
    { name: 'a phone', in: ['phone'], headers: { ...remote, authorization: `Bearer ${await phoneSecret(office)}` } },
    { name: 'an installer', in: ['installer', 'inspector'], headers: { ...remote, authorization: installer } },
    { name: 'the fire panel', in: ['fire-panel'], headers: { ...remote, authorization: `Bearer ${firePanel}` } },
    { name: 'whoever is on this machine', in: ['inspector'], headers: { origin: office.url } },
    {
      ...{ name: 'a foreign page in a browser that is signed in', in: ['self', 'manager', 'display'], foreign: true },
      headers: { ...remote, origin: 'https://elsewhere.example', cookie: `${user?.headers.cookie}; ${wallCookie}` },
      ...(user?.who ? { who: user.who } : {}),
    },
    ...people,
  ];
}

async function endedSession(office: OfficeGateway): Promise<string> {
  const who = office.population.people[2];
  if (!who) throw new Error('the demo company is empty');
  const { cookie, post } = await employee(office.url, who);
  await post(mePaths.signOut, {});
  return cookie;
}

/** Waits until the gateway has heard of it. */
async function phoneSecret(office: OfficeGateway): Promise<string> {
  const owner = office.population.people.find(({ person }) => person.location)?.person.ref;
  const given = await fetch(`${office.booking.url}/_demo/phones/${owner}`, {
    ...{ method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' },
  });
  const { secret } = z.object({ secret: z.string() }).parse(await given.json());
  const headers = { authorization: `Bearer ${secret}` };
  for (;;) {
    const tried = await ask(office.url, { method: 'POST', path: rangingPath, headers, body: { v: 1, s: [] } });
    if (tried.status === 204) return secret;
    await pause(machineClock, 100);
  }
}
