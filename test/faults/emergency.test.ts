// An emergency while everything beyond this building is gone: the booking system and the sign-in provider were killed after
// people were mirrored and had signed in. The roll call must reach every screen all the same, name nobody who said no, let
// nobody play the alarm, and survive a restart of the gateway without a name on the disk.

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { DemoPerson } from '#gateway/demo/population.ts';
import { initials } from '#gateway/mask/initials.ts';
import { firePanelUser } from '#gateway/receive/fire-panel-line.ts';
import { derivedSecret } from '#gateway/secrets.ts';
import type { Cancel } from '#shared/kit/clock.ts';
import { type Emergency, emergencyPaths } from '#shared/wire/emergency.ts';
import { mePaths } from '#shared/wire/me-actions.ts';
import { AuditPage, privacyPaths } from '#shared/wire/privacy-desk.ts';
import { testSecrets } from '#test/fakes/secrets.ts';
import { type Employee, employee } from '#test/integration/employee.ts';
import { type OfficeGateway, officeGateway } from '#test/integration/office-gateway.ts';
import { freshFolder } from '#test/integration/processes.ts';
import {
  act,
  carryBadges,
  expectNoneNamed,
  labels,
  mapped,
  openPage,
  openPanel,
  openWall,
  type Page,
  panelSecret,
  personOn,
  sayOverHttp,
  startedAgain,
  tickAt,
  unnamedOf,
  unnamedSafe,
  type Wall,
} from './emergency-screens.ts';

const folder = freshFolder();
const [ownLogin, ownToken] = [panelSecret('mqtt'), panelSecret('http')] as const;
let office: OfficeGateway;
let panel: Awaited<ReturnType<typeof openPanel>>;
let dropBadges: Cancel = () => undefined;
/** Anna checks in by herself, Lea hides, Ingrid and Mikkel are located by consent; of those two only Mikkel is on walls. */
let who: Record<'anna' | 'lea' | 'ingrid' | 'mikkel' | 'warden' | 'officer', DemoPerson>;
let on: Record<'anna' | 'lea' | 'ingrid' | 'warden' | 'officer', Employee>;
/** The ground floor twice, whose walls show initials, and the floor above, where they show names. */
let walls: readonly [Wall, Wall, Wall];
let pages: Record<'anna' | 'lea' | 'ingrid' | 'warden', Page>;
let named: Record<keyof typeof who, string>;
/** Of people who said "hide" and give no first aid: named by nothing, ever. */
let hidden: readonly string[];
let firstAiderWhoHides: string;

beforeAll(async () => {
  office = await officeGateway(folder.path);
  const at = (index: number) => office.population.people[index] as DemoPerson;
  who = { anna: at(0), lea: at(2), ingrid: at(4), mikkel: at(17), warden: at(7), officer: at(9) };
  named = mapped(who, ({ person }) => person.displayName);
  const hiding = office.population.people.filter(({ person }) => person.visibility === 'hide').map(({ person }) => person);
  firstAiderWhoHides = hiding.find(({ duties }) => duties?.includes('first-aider'))?.displayName ?? 'nobody';
  hidden = [named.lea, ...hiding.map(({ displayName }) => displayName).filter((name) => name !== firstAiderWhoHides)];
  await office.administrate(`people/${who.lea.person.ref}`, { visibility: 'hide' });
  const signIn = (one: DemoPerson) => employee(office.url, one);
  const [staff, warden] = [{ anna: await signIn(who.anna), lea: await signIn(who.lea) }, await signIn(who.warden)];
  on = { ...staff, warden, ingrid: await signIn(who.ingrid), officer: await signIn(who.officer) };
  const [booking] = (await on.anna.me()).bookings;
  expect(await on.anna.act(mePaths.checkIn, { booking: booking?.id })).toMatchObject({ ok: true });
  walls = [await openWall(office.url, 'lobby'), await openWall(office.url, 'lobby'), await openWall(office.url, 'floor-2')];
  const [anna, lea] = [await openPage(on.anna), await openPage(on.lea)];
  pages = { anna, lea, ingrid: await openPage(on.ingrid), warden: await openPage(on.warden) };
  panel = await openPanel(office.gateway.mqttPort, firePanelUser, ownLogin);
  const page = await on.lea.page();
  await Promise.all([page.me(({ visibility }) => visibility.own === 'hide'), office.delivered()]);
  await office.booking.kill();
  await page.me((me) => !me.booking.up);
  page.close();
  dropBadges = await carryBadges(office, [who.ingrid.tags[0], who.mikkel.tags[0]]);
});
afterAll(async () => {
  dropBadges();
  for (const screen of screens()) screen.close();
  await panel.close();
  await office.stop();
  folder.remove();
});

const screens = () => [...walls, ...Object.values(pages)];
const everywhereOff = () => Promise.all(screens().map((screen) => screen.off()));
const idsTold = () => new Set(screens().flatMap((screen) => screen.told().map((emergency) => emergency?.id ?? 'none')));
/** At the wall that shows whole names also in a drill. */
const tickAtWall = (label: string, safe: boolean) => tickAt(walls[2], label, safe, walls);

describe('a real alarm, with the booking system and the sign-in provider gone', () => {
  test('R13: is the panel’s one word; the first frame on every wall has the names, and who hides is counted', async () => {
    await panel.say({ state: 'alarm', id: '17' });
    for (const wall of walls) {
      await wall.on();
      const first = wall.told()[0] as Emergency;
      expect(first).toMatchObject({ drill: false, by: 'fire-panel', assemblyPoint: 'Quay 1, at the flagpole' });
      expect(personOn(first, named.anna)).toMatchObject({ safe: false, firstAider: false, zoneName: expect.any(String) });
      expect(personOn(first, firstAiderWhoHides)).toMatchObject({ firstAider: true });
      expect(unnamedOf(first)).toBeGreaterThan(0);
      expect(first.counts).toEqual({ expected: labels(first).length + unnamedOf(first), safe: 0 });
    }
  });

  test('R13: who is located by consent comes onto it while it runs, with their floor; with a zone only who is on walls', async () => {
    const roll = await walls[2].on((now) => personOn(now, named.mikkel)?.zoneName !== undefined && !!personOn(now, named.ingrid));
    const ground = roll.floors.filter(({ floor }) => floor === 'floor-1');
    for (const label of [named.ingrid, named.mikkel]) expect(personOn({ ...roll, floors: ground }, label)).toBeDefined();
    const listed = await Promise.all(walls.map((wall) => wall.on((now) => !!personOn(now, named.ingrid))));
    for (const now of listed) expect(personOn(now, named.ingrid)).not.toHaveProperty('zoneName');
  });

  test('a phone learns that it is on and nothing of anybody; who marks themselves is safe on the walls', async () => {
    const { id, ...rest } = await pages.anna.on();
    const running = { drill: false, by: 'fire-panel', startedMs: rest.startedMs, endsMs: rest.endsMs };
    expect(rest).toEqual({ ...running, assemblyPoint: 'Quay 1, at the flagpole', safe: false, warden: false, roll: null });
    expect(await act(on.anna, emergencyPaths.safe, { id })).toEqual({ ok: true });
    await pages.anna.on(({ safe }) => safe);
    await Promise.all(walls.map((wall) => wall.on((emergency) => personOn(emergency, named.anna)?.safe === true)));
    expect(await act(on.lea, emergencyPaths.safe, { id })).toEqual({ ok: true });
    await walls[1].on((emergency) => unnamedSafe(emergency) === 1 && emergency.counts.safe === 2);
    expectNoneNamed([named.ingrid, named.mikkel, named.lea, firstAiderWhoHides], [pages.anna.frames()]);
  });

  test('a tick at the wall is on the warden’s page, and the warden’s own on the wall', async () => {
    await tickAtWall(named.mikkel, true);
    const own = await pages.warden.on(({ roll }) => (roll && personOn(roll, named.mikkel)?.safe) === true);
    expect(own.warden).toBe(true);
    const key = own.roll && personOn(own.roll, named.mikkel)?.key;
    expect(await act(on.warden, emergencyPaths.mark, { id: own.id, key, safe: false })).toEqual({ ok: true });
    await walls[2].on((emergency) => personOn(emergency, named.mikkel)?.safe === false);
  });

  test('the warden reads the list to print, which says when to destroy it; it is not there for anybody else', async () => {
    const printed = await (await on.warden.ask(emergencyPaths.list)).text();
    expect(printed).toMatch(/Valid until .+\. Destroy this list then\./);
    for (const word of ['EMERGENCY', named.anna, named.ingrid, firstAiderWhoHides]) expect(printed).toContain(word);
    expect(printed).not.toContain('DRILL');
    const told = pages.warden.told().map((emergency) => JSON.stringify(emergency));
    expectNoneNamed(hidden, [printed, ...told]);
    for (const other of [on.anna, on.officer]) expect((await other.ask(emergencyPaths.list)).status).toBe(404);
  });

  test('nobody without the role marks others, starts or ends anything: S13', async () => {
    const roll = await walls[0].on();
    const { id } = roll;
    const key = personOn(roll, named.mikkel)?.key;
    const no = { ok: false, why: 'not-allowed' };
    expect(await act(on.anna, emergencyPaths.mark, { id, key, safe: true })).toEqual(no);
    expect(await act(on.anna, emergencyPaths.unnamed, { id, floor: 'floor-1', safe: 9 })).toEqual(no);
    expect(await act(on.anna, emergencyPaths.end, { id })).toEqual(no);
    for (const drill of [true, false]) expect(await act(on.anna, emergencyPaths.start, { drill })).toEqual(no);
  });

  test('repeats start nothing new, and nobody plays the panel: wrong password, scanner, wrong token', async () => {
    for (const id of ['17', '17', '18']) await panel.say({ state: 'alarm', id });
    await panel.say({ state: 'drill' });
    await expect(openPanel(office.gateway.mqttPort, firePanelUser, `${ownToken} `)).rejects.toThrow(/bad username/i);
    const scanner = 'rx-kitchen-1';
    const login = derivedSecret(testSecrets.WAYPOST_SCANNER_KEY, 'scanner', scanner);
    const forger = await openPanel(office.gateway.mqttPort, scanner, login);
    await forger.say({ state: 'clear' });
    await forger.close();
    for (const token of [ownLogin, login, 'x']) expect(await sayOverHttp(office.url, token, { state: 'clear' })).toBe(401);
    await tickAtWall(named.ingrid, true);
    expect(idsTold().size).toBe(1);
    expect(personOn(await walls[0].on(), named.mikkel)?.safe).toBe(false);
  });

  test('the panel’s own word over HTTP ends it on every screen, and its repeats do not bring it back', async () => {
    const { id } = await walls[0].on();
    expect(await sayOverHttp(office.url, ownToken, { state: 'clear' })).toBe(202);
    await everywhereOff();
    expectNoneNamed(
      hidden,
      walls.map((wall) => wall.frames()),
    );
    for (const again of ['17', '18']) await panel.say({ state: 'alarm', id: again });
    expect((await on.warden.ask(emergencyPaths.list)).status).toBe(404);
    expect(await act(on.anna, emergencyPaths.safe, { id })).toEqual({ ok: false, why: 'gone' });
    expect(existsSync(join(folder.path, 'emergency.json'))).toBe(false);
  });
});

describe('a drill, and after it', () => {
  test('R13: says so in every frame, and names only whom the wall names any day, and only as far', async () => {
    const before = screens().map((screen) => screen.told().length);
    expect(await act(on.warden, emergencyPaths.start, { drill: true })).toEqual({ ok: true });
    const { id } = await pages.ingrid.on();
    await tickAtWall(named.mikkel, true);
    expect(await act(on.ingrid, emergencyPaths.safe, { id })).toEqual({ ok: true });
    const full = await walls[2].on((emergency) => unnamedSafe(emergency) === 1);
    expect(labels(full)).toEqual(expect.arrayContaining([named.anna, named.mikkel]));
    await walls[0].on((emergency) => labels(emergency).includes(initials(named.mikkel)));
    const printed = await (await on.warden.ask(emergencyPaths.list)).text();
    expect(printed.match(/DRILL/g)?.length).toBeGreaterThan(full.floors.length);
    // What the panel says of its own alarms ends no drill of ours.
    expect(await sayOverHttp(office.url, ownToken, { state: 'clear' })).toBe(202);
    expect(await act(on.warden, emergencyPaths.end, { id })).toEqual({ ok: true });
    await everywhereOff();
    const since = screens().map((screen, nth) => screen.told().slice(before[nth]));
    for (const told of since) expect(new Set(told.map((one) => one?.drill))).toEqual(new Set([true, undefined]));
    expectNoneNamed([...hidden, firstAiderWhoHides, named.ingrid], [printed, JSON.stringify(since)]);
    expectNoneNamed(
      office.population.people.map(({ person }) => person.displayName),
      [JSON.stringify(since[0]), JSON.stringify(since[1])],
    );
  });

  test('S12: the privacy officer reads who started, printed and ended it, and nobody’s name from the roll', async () => {
    const { entries } = AuditPage.parse(await (await on.officer.ask(privacyPaths.audit)).json());
    const told = entries.map(({ who: by, act: { kind, ...rest } }) => ({ by, kind, ...rest }));
    const ours = told.filter(({ kind }) => kind.startsWith('emergency-') || kind === 'roll-printed').reverse();
    expect(ours).toEqual([
      { by: null, kind: 'emergency-started', drill: false, how: 'fire-panel', role: null },
      { by: named.warden, kind: 'roll-printed' },
      { by: null, kind: 'emergency-ended', how: 'fire-panel' },
      { by: named.warden, kind: 'emergency-started', drill: true, how: 'person', role: 'location-manager' },
      { by: named.warden, kind: 'roll-printed' },
      { by: named.warden, kind: 'emergency-ended', how: 'person' },
    ]);
    expectNoneNamed([named.anna, named.lea, named.ingrid, named.mikkel], [JSON.stringify(entries), office.logged()]);
  });
});

describe('a restart while it is on', () => {
  test('goes on with the same emergency on the walls, from a file without a name, which goes with its end', async () => {
    await panel.say({ state: 'alarm', id: '19' });
    const { id, endsMs } = await walls[0].on();
    await office.gateway.stop();
    const file = join(folder.path, 'emergency.json');
    const kept = readFileSync(file, 'utf8');
    expect(Object.keys(JSON.parse(kept)).sort()).toEqual(['by', 'drill', 'endsMs', 'id', 'startedMs']);
    const { url, stop } = await startedAgain(office, folder.path);
    const wall = await openWall(url, 'floor-2');
    // Names were in memory alone, and nobody is there to tell them again.
    expect(await wall.on()).toMatchObject({ id, drill: false, by: 'fire-panel', endsMs, counts: { expected: 0, safe: 0 } });
    expect(existsSync(file)).toBe(true);
    for (const state of ['alarm', 'clear'] as const) expect(await sayOverHttp(url, ownToken, { state, id: '19' })).toBe(202);
    await wall.off();
    expect(wall.told().map((emergency) => emergency?.id)).toEqual([id, undefined]);
    expect(existsSync(file)).toBe(false);
    wall.close();
    await stop();
  });
});
