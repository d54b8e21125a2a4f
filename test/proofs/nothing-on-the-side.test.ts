// One person uses everything there is, rightly and wrongly, while every edge of the gateway is written down; afterwards
// nothing of them stands where it has no business (privacy.md 2.3; rules 21 and 36).

import { randomUUID } from 'node:crypto';
import { connectAsync } from 'mqtt';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { z } from 'zod';
import { CheckIn, Decision, Extension, Occupancy, paths, Release, TagWrite, WalkUp } from '#shared/booking-api/contract.ts';
import { mePaths } from '#shared/wire/me-actions.ts';
import { type Route, whileNotingRoutes } from './all-routes.ts';
import { ask } from './callers.ts';
import { lifeOf } from './nothing-on-the-side-life.ts';
import { type WatchedOffice, watchedOffice } from './nothing-on-the-side-office.ts';
import { typedByHand } from './nothing-on-the-side-records.ts';
import { type Traces, tracesOf, wrongWord } from './nothing-on-the-side-traces.ts';

let watched: WatchedOffice;
let routes: readonly Route[];
let traces: Traces;
/** What the person and those they allowed were shown: where the canary may be found. */
let shown: readonly string[];
const secrets: Record<string, string> = {};

beforeAll(async () => {
  const noted = await whileNotingRoutes(watchedOffice);
  watched = noted.started;
  routes = noted.routes;
  traces = tracesOf(watched.canary, watched.office.population, () => secrets);
  const life = lifeOf(watched, secrets);
  await life.atTheWall();
  await life.onTheirPage();
  await life.found();
  await life.lookedAt();
  await saidWrongly(life.cookie());
  shown = await life.leaves();
}, 90_000);
afterAll(() => watched.stop());

/** Every way of writing that takes a body, with the person in the place of whatever belongs there. */
async function saidWrongly(cookie: string): Promise<void> {
  const { office, canary, badge } = watched;
  const { displayName, identifier } = canary.person;
  const mark = { name: displayName, word: wrongWord, tag: badge, pin: canary.pin, identifier };
  const fields = [
    'event',
    'printed',
    'scopes',
    'text',
    'status',
    'visibility',
    'booking',
    'id',
    'floor',
    'reason',
    'pin',
    'tag',
    's',
  ];
  const bodies = [
    mark,
    Object.fromEntries(fields.map((field) => [field, `${displayName} ${wrongWord} ${badge}`])),
    { event: randomUUID(), [displayName]: { [badge]: wrongWord }, pin: canary.pin },
    { v: 1, s: [[badge, displayName, wrongWord, canary.pin]] },
    [displayName, badge],
    `{"name": "${displayName}", "pin": "${canary.pin}", ${wrongWord}`,
  ];
  const posts = routes.filter(({ method, url, websocket }) => method === 'POST' && !websocket && url !== mePaths.signOut);
  const headers = { cookie, origin: office.url };
  for (const { url } of posts.filter(({ url }) => url !== mePaths.erase)) {
    const path = url.replace(':id', '1');
    await Promise.all(bodies.map((body) => ask(office.url, { method: 'POST', path, headers, body })));
  }
  const typed = [
    `/me/${displayName}`,
    `/api/v1/me?name=${displayName}`,
    `/assets/${badge}.js`,
    `/me/callback?code=${displayName}&state=${wrongWord}`,
  ];
  for (const path of typed)
    await ask(office.url, { method: 'GET', path: encodeURI(path), headers: { ...headers, ...typedByHand } });
  await overTheRadio();
}

/** Logins, topics and payloads of nobody's business, with the person in them. */
async function overTheRadio(): Promise<void> {
  const { office, canary, badge } = watched;
  const url = `mqtt://127.0.0.1:${office.gateway.mqttPort}`;
  const strange = { username: canary.person.displayName, password: wrongWord, clientId: canary.person.ref, reconnectPeriod: 0 };
  await connectAsync(url, strange, false).catch(() => undefined);
  const near = await office.scanner('esp-birch-1');
  const { room } = near.scanner;
  const mark = JSON.stringify({ id: badge, name: canary.person.displayName, rssi: wrongWord, mac: badge });
  near.send({ topic: `espresense/devices/${badge}/${room}`, payload: mark });
  near.send({ topic: `espresense/devices/${badge}/${room}`, payload: mark.slice(0, -9) });
  near.send({ topic: `espresense/rooms/${room}/${canary.person.ref}`, payload: mark });
  near.send({ topic: `espresense/rooms/${room}/telemetry`, payload: mark });
  near.send({ topic: `home/${wrongWord}/BTtoMQTT/${badge}`, payload: mark });
}

const of = (texts: readonly string[]): string[] => [...new Set(texts.flatMap(traces))];

describe('the canary', () => {
  test('is found where it belongs, name, booking and badge: on the person’s own page, at the wall, and by who may look', () => {
    const kinds = of(shown);
    expect(kinds).toEqual(expect.arrayContaining(['family name', 'booking', 'booked space', 'print of a tag']));
    const keys = Object.keys(secrets);
    expect(keys).toEqual(expect.arrayContaining(['session', 'secret of a phone', 'key of an app', 'reason in free text']));
    for (const text of [watched.canary.pin, `"${watched.badge}"`, `"identifier":"${watched.canary.person.identifier}"`]) {
      expect(traces(`{"level":"info","said":${text}}`)).not.toEqual([]);
    }
  });
});

describe('after somebody has used everything, rightly and wrongly, nothing of them stands', () => {
  test('S1 S22 R21 R36: in the log, at its most talkative level', () => {
    const log = watched.office.logged();
    expect(log.split('\n').filter((line) => line.startsWith('{')).length).toBeGreaterThan(1);
    expect(of(log.split('\n'))).toEqual([]);
  });

  test('S1 R21: in the figures, for everybody or for who may see single scanners', async () => {
    for (const headers of [{ 'x-forwarded-for': '203.0.113.9' }, {}]) {
      const { status, text } = await ask(watched.office.url, { method: 'GET', path: '/metrics', headers });
      expect([status, text.length > 1_000]).toEqual([200, true]);
      expect(of(text.split('\n'))).toEqual([]);
    }
    expect(of([JSON.stringify(await watched.office.health())])).toEqual([]);
  });

  test('S16: in the text of any error, whoever asked and whatever they sent', () => {
    const refused = watched.records.answers.filter(({ status, text }) => status >= 400 || text.includes('"ok":false'));
    expect(refused.length).toBeGreaterThan(150);
    expect(refused.filter(({ status }) => status >= 500)).toEqual([]);
    const leaks = refused.flatMap(({ route, text }) => traces(text).map((what) => `${route}: ${what}`));
    expect([...new Set(leaks)]).toEqual([]);
  });

  test('R21: in any address that was asked for, in or out, nor in a header of an answer', () => {
    const { answers } = watched.records;
    // What no real booking system has, asked by the test itself.
    const urls = watched.records.urls.filter((url) => !url.includes('/_demo/'));
    for (const known of [mePaths.socket, '/api/v1/board-socket', mePaths.find, paths.decisions, '/me/callback?']) {
      expect([known, urls.some((url) => url.includes(known))]).toEqual([known, true]);
    }
    expect(of(urls)).toEqual([]);
    const leaks = answers.flatMap(({ route, headers }) => traces(headers).map((what) => `${route}: ${what}`));
    expect([...new Set(leaks)]).toEqual([]);
  });

  test('S22: in any topic or payload that a broker gives to anybody, retained ones included', async () => {
    await watched.retainedOutside();
    const { overheard } = watched;
    expect(overheard.some((text) => text.startsWith('outside') && text.includes('"trolley"'))).toBe(true);
    expect(overheard.filter((text) => text.includes('listed by mistake'))).toEqual([]);
    expect(overheard.filter((text) => text.startsWith('inside'))).toEqual([]);
    expect(of(overheard)).toEqual([]);
  });

  test('S20: on the line to the booking system but references, decisions, bookings and counts, and tags people bring', () => {
    const { heard } = watched.proxy;
    const writes = heard.filter(({ method }) => method !== 'GET');
    const schemas: Readonly<Record<string, z.ZodType>> = {
      ...{ [paths.checkIns]: CheckIn, [paths.releases]: Release, [paths.walkUps]: WalkUp, [paths.extensions]: Extension },
      ...{ [paths.decisions]: Decision, [paths.tags]: TagWrite, [paths.tagsGivenUp]: TagWrite, [paths.occupancy]: Occupancy },
    };
    const used = new Set(writes.map(({ path }) => path));
    const needed = [paths.checkIns, paths.releases, paths.walkUps, paths.decisions, paths.tags, paths.tagsGivenUp];
    expect(needed.filter((path) => !used.has(path))).toEqual([]);
    for (const { path, body } of writes) {
      const said: unknown = JSON.parse(body);
      // A contract drops what it doesn't know: nothing may have been there to drop.
      expect([path, schemas[path]?.parse(said)]).toEqual([path, said]);
    }
    const zones = watched.office.config.site.floors.flatMap(({ id, zones }) => [id, ...zones.map((zone) => zone.id)]);
    const places = (text: string): string[] => zones.filter((zone) => text.includes(`"${zone}"`));
    for (const { path, body } of writes.filter((one) => one.path !== paths.occupancy)) {
      const allowed = [
        'reference',
        'booking',
        'booked space',
        ...(path.startsWith(paths.tags) ? ['tag', 'print of a tag', 'key of an app'] : []),
      ];
      expect([path, places(body), traces(body).filter((what) => !allowed.includes(what))]).toEqual([path, [], []]);
      expect(body).not.toMatch(/"(x|y|lat|lon|zone|floor|name|rssi)"/);
    }
    expect(of(heard.map(({ path, headers }) => `${path} ${headers}`))).toEqual([]);
  });
});
