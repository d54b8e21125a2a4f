// Break-glass through the whole gateway, with somebody on the floor who hides from everybody: without it no role learns where
// they are; with it only who asked does, after another person's yes, for a quarter of an hour, and everybody can see that.

import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { z } from 'zod';
import type { DemoPerson } from '#gateway/demo/population.ts';
import { nativeSightings } from '#gateway/demo/scanner/native.ts';
import { machineClock } from '#gateway/system-clock.ts';
import type { Cancel } from '#shared/kit/clock.ts';
import { minutes } from '#shared/kit/duration.ts';
import type { Board } from '#shared/wire/board.ts';
import { ToMe } from '#shared/wire/me.ts';
import { mePaths } from '#shared/wire/me-actions.ts';
import { AuditPage, GlassReply, PrivacyDesk, PrivacyReply, privacyPaths } from '#shared/wire/privacy-desk.ts';
import { type FakeClock, fakeClock } from '#test/fakes/clock.ts';
import { openDisplay, type TestDisplay } from '#test/integration/display.ts';
import { type Employee, employee } from '#test/integration/employee.ts';
import { type OfficeGateway, officeGateway } from '#test/integration/office-gateway.ts';
import { whileNotingRoutes } from './all-routes.ts';
import { ask, type Caller, oneOfEachRole } from './callers.ts';
import { sampleOf } from './sample-requests.ts';

let office: OfficeGateway;
let clock: FakeClock;
let stopTime: Cancel;
let dropBadge: Cancel;
let callers: readonly Caller[];
let reads: readonly string[];
let ada: Employee;
let adaIs: DemoPerson;
let wall: TestDisplay;
let upstairs: TestDisplay;
/** The case that is asked for in the first test and followed through all others. */
let id = '';

beforeAll(async () => {
  clock = fakeClock(machineClock.wallMs());
  const noted = await whileNotingRoutes(() => officeGateway(undefined, undefined, clock));
  office = noted.started;
  const readable = noted.routes.filter(({ method, websocket, hidden }) => method === 'GET' && !websocket && !hidden);
  reads = readable.filter(({ audience = '' }) => ['self', 'overseer', 'everybody'].includes(audience)).map(({ url }) => url);
  stopTime = machineClock.every(50, () => clock.advance(50));
  callers = await oneOfEachRole(office);
  await office.administrate(`people/${refOf('location-manager')}`, { manages: { floors: ['floor-2'] } });
  adaIs = office.population.people.find(({ tryThis }) => tryThis === 'booked') as DemoPerson;
  await office.administrate(`people/${adaIs.person.ref}`, { visibility: 'hide' });
  await office.administrate('policy', { mode: 'hide-everyone' });
  ada = await employee(office.url, adaIs);
  await ada.consent([]);
  await ada.act(mePaths.bringTag, { printed: adaIs.tags[0]?.split(':').slice(2).join('-') });
  dropBadge = await carryBadge();
  wall = await openDisplay(office.url, 'lobby');
  upstairs = await openDisplay(office.url, 'floor-2');
  wall.show('floor-1');
  upstairs.show('floor-2');
  const page = await ada.page();
  await page.me(({ dot }) => dot !== null);
  page.close();
});
afterAll(async () => {
  dropBadge();
  wall.close();
  upstairs.close();
  await office.stop();
  stopTime();
});

const callerOf = (name: string): Caller => callers.find((caller) => caller.name === name) as Caller;
const refOf = (name: string) => callerOf(name).who?.person.ref;
const others = (...names: string[]): Caller[] => callers.filter(({ name }) => !names.includes(name));

/** What one caller gets; `null` for a refusal of the route itself. */
async function post<S extends z.ZodType>(schema: S, name: string, path: string, body: object): Promise<z.output<S> | null> {
  const sent = { method: 'POST', path, headers: callerOf(name).headers, body: { event: randomUUID(), ...body } };
  const { status, text } = await ask(office.url, sent);
  return status === 403 ? null : schema.parse(JSON.parse(text));
}
const act = (name: string, path: string, body: object) => post(PrivacyReply, name, path, body);
const look = (name: string, glass = id) => post(GlassReply, name, privacyPaths.lookGlass, { id: glass });
const emergency = (floor: string) => ({ floor, reason: 'medical', text: 'Somebody has fallen' });
const refusal = (why: string) => ({ ok: false, why });

async function read(name: string, path: string): Promise<string> {
  return (await ask(office.url, { method: 'GET', path, headers: callerOf(name).headers })).text;
}
const deskOf = async (name: string) => PrivacyDesk.parse(JSON.parse(await read(name, privacyPaths.desk)));
const auditOf = async () => AuditPage.parse(JSON.parse(await read('privacy-officer', privacyPaths.audit)));

async function carryBadge(): Promise<Cancel> {
  const { scanner, send } = await office.scanner('rx-quarry-1');
  const [tag] = adaIs.tags;
  if (!tag) throw new Error('nobody to try carries a badge');
  const heard = { tag, address: 'c1a2b3040506', rssiDbm: -45, measuredPowerDbm: -59, count: 3 };
  return machineClock.every(200, () => {
    for (const message of nativeSightings(scanner.room, [heard])) send(message);
  });
}

/** Everything this caller can read, in one text: all routes, the floor's board on their page, a search. */
async function everythingFor(caller: Caller): Promise<string> {
  const texts = await Promise.all(reads.map((url) => read(caller.name, sampleOf({ method: 'GET', url }).path)));
  const { displayName } = adaIs.person;
  const found = await post(z.unknown(), caller.name, mePaths.find, { text: displayName, event: undefined });
  const { people, somewhere } = await boardFor(caller);
  return [...texts, JSON.stringify(found), JSON.stringify([people, somewhere])].join('\n');
}

/** The first floor as it is on this caller's own page. */
async function boardFor({ headers }: Caller): Promise<Board> {
  const socket = new WebSocket(`${office.url.replace('http', 'ws')}${mePaths.socket}`, { headers });
  socket.on('open', () => socket.send(JSON.stringify({ kind: 'show', floor: 'floor-1' })));
  const board = await new Promise<Board>((resolve) => {
    socket.on('message', (data) => {
      const frame = ToMe.parse(JSON.parse(String(data)));
      if (frame.kind === 'board') resolve(frame.board);
    });
  });
  socket.terminate();
  return board;
}

/** Her name or her zone, which nobody else of this office is in. */
async function whoLearnsOfAda(asked: readonly Caller[]): Promise<string[]> {
  const learned = await Promise.all(
    asked.map(async (caller) => {
      const text = await everythingFor(caller);
      return text.includes(adaIs.person.displayName) || /"zoneName"|"x":|"ageM/.test(text) ? [caller.name] : [];
    }),
  );
  return learned.flat();
}

describe('without it', () => {
  test('R44 S9: no role learns from any route where somebody is, looking at an invented case included', async () => {
    expect((await ada.me()).dot).not.toBeNull();
    expect(await whoLearnsOfAda(callers)).toEqual([]);
    for (const { name } of callers) {
      const answer = await look(name, randomUUID());
      expect([name, answer?.ok ?? false]).toEqual([name, false]);
    }
  });

  test('R43 R44 S10: is asked for by an administrator, or a location manager for their own floor, and by nobody else', async () => {
    const asked = async (name: string): Promise<object | null> => act(name, privacyPaths.askGlass, emergency('floor-1'));
    for (const name of ['user', 'group-manager', 'location-manager-light'])
      expect([name, await asked(name)]).toEqual([name, null]);
    for (const name of ['privacy-officer', 'location-manager']) expect(await asked(name)).toEqual(refusal('not-allowed'));
    expect(await asked('administrator')).toEqual({ ok: true });
    const waiting = (await deskOf('administrator')).glasses;
    expect(waiting).toMatchObject([{ floor: 'floor-1', state: 'waiting', reason: 'medical', mayAnswer: false, mayLook: false }]);
    id = waiting[0]?.id ?? '';
    expect(await look('administrator')).toMatchObject({ ok: false });
  });

  test('S10: is approved by a privacy officer who is another person, be it who may do everything', async () => {
    const answer = (name: string, glass: string) => act(name, privacyPaths.answerGlass, { id: glass, yes: true });
    expect(await answer('administrator', id)).toEqual(refusal('not-allowed'));
    expect(await act('all roles at once', privacyPaths.askGlass, emergency('floor-2'))).toEqual({ ok: true });
    const own = (await deskOf('all roles at once')).glasses.find(({ floor }) => floor === 'floor-2')?.id ?? '';
    expect(await answer('all roles at once', own)).toEqual(refusal('same-person'));
    expect(await look('all roles at once', own)).toMatchObject({ ok: false });
    expect(await answer('privacy-officer', id)).toEqual({ ok: true });
    expect(await look('privacy-officer')).toMatchObject({ ok: false });
  });
});

describe('while it is open', () => {
  test('S10: who asked sees who is on that floor by name, and the walls of that floor say so', async () => {
    const seen = await look('administrator');
    if (!seen?.ok) throw new Error(`no look: ${seen?.why}`);
    expect(seen.view).toMatchObject({ floor: 'floor-1', people: [{ name: adaIs.person.displayName }] });
    const { glassUntilMs } = await wall.board((board) => board.glassUntilMs !== null);
    expect(Math.abs((glassUntilMs ?? 0) - seen.view.untilMs)).toBeLessThan(1_000);
    expect(seen.view.untilMs - clock.wallMs()).toBeLessThanOrEqual(minutes(15));
    const above: Board = await upstairs.board(({ floor }) => floor === 'floor-2');
    expect(above.glassUntilMs).toBeNull();
  });

  test('S9: nobody else may look, and nobody else learns of it, whatever their roles', async () => {
    for (const { name } of others('administrator')) {
      const answer = await look(name);
      expect([name, answer?.ok ?? false]).toEqual([name, false]);
    }
    expect(await whoLearnsOfAda(callers)).toEqual([]);
    expect((await wall.board(() => true)).people).toEqual([]);
  });

  test('S11: who was seen reads it on their page, once however often they were looked at', async () => {
    expect((await look('administrator'))?.ok).toBe(true);
    const { lookedAt } = await ada.me();
    expect(lookedAt).toEqual([{ atMs: expect.any(Number), reason: 'medical', role: 'administrator' }]);
    expect((await (await employee(office.url, callerOf('user').who as DemoPerson)).me()).lookedAt).toEqual([]);
  });

  test('S10 S12: each look is in the audit, which names neither who was seen nor where', async () => {
    const page = await auditOf();
    const ofCase = page.entries.filter(({ act: it }) => 'case' in it && it.case === id).map(({ act: it }) => it.kind);
    expect(ofCase).toEqual(['glass-look', 'glass-look', 'glass-approved', 'glass-asked']);
    const zones = office.config.site.floors.flatMap(({ zones: all }) => all.flatMap(({ id: zone, name }) => [zone, name]));
    const words = [...zones, 'floor-1', 'floor-2', adaIs.person.displayName, adaIs.person.ref, ...adaIs.tags];
    expect(words.filter((word) => JSON.stringify(page).includes(`"${word}"`))).toEqual([]);
  });
});

describe('after a quarter of an hour', () => {
  test('S10: it is over by itself: no look, no banner, and the audit says that its time had come', async () => {
    stopTime();
    clock.advance(minutes(15));
    expect(await look('administrator')).toEqual(refusal('gone'));
    expect((await deskOf('privacy-officer')).glasses).toEqual([]);
    stopTime = machineClock.every(50, () => clock.advance(50));
    // In a quarter of an hour at once no wall answers a ping, so it dials again.
    wall.close();
    wall = await openDisplay(office.url, 'lobby');
    expect(await wall.board(({ floor }) => floor === 'floor-1')).toMatchObject({ glassUntilMs: null, people: [] });
    const ends = (await auditOf()).entries.flatMap(({ act: it }) => (it.kind === 'glass-ended' ? [it] : []));
    expect(ends).toContainEqual({ kind: 'glass-ended', case: id, how: 'time' });
    expect(office.logged()).not.toContain(adaIs.person.displayName);
  });
});
