// Phones as receivers, through the whole gateway: what a phone hears of the beacons at the anchors becomes its person's
// dot, over HTTP and over MQTT alike, and ends with the consent.

import { connectAsync, type MqttClient } from 'mqtt';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import type { Config } from '#gateway/config.ts';
import type { DemoPerson } from '#gateway/demo/population.ts';
import { machineClock } from '#gateway/system-clock.ts';
import { pause } from '#shared/kit/clock.ts';
import { TagId } from '#shared/model/ids.ts';
import type { Board } from '#shared/wire/board.ts';
import { testPhone } from '#test/fakes/phone.ts';
import { openDisplay, type TestDisplay } from './display.ts';
import { type OfficeGateway, officeGateway } from './office-gateway.ts';

const uuid = 'b5b182c7eab14988aa9931c8b8b0ad02';
/** Every anchor of the demo office also sends a beacon. */
const withBeacons = (config: Config): Config => {
  const floors = config.site.floors.map((floor, level) => ({
    ...floor,
    anchors: floor.anchors.map((anchor, nth) => ({ ...anchor, beacon: TagId.parse(`ib:${uuid}:${level + 1}:${nth}`) })),
  }));
  return { ...config, site: { ...config.site, floors } };
};

let office: OfficeGateway;
let wall: TestDisplay;
const phone = testPhone(1);
beforeAll(async () => {
  office = await officeGateway(undefined, withBeacons);
  wall = await openDisplay(office.url, 'lobby');
});
afterAll(async () => {
  wall.close();
  await office.stop();
});

/** A person whom the wall may show; with or without their phone, and without any tag. */
const person = (): DemoPerson => {
  const found = office.population.people.find(
    (one) => one.person.location?.scopes.includes('wall') && one.person.visibility !== 'hide',
  );
  if (!found) throw new Error('the demo company has nobody like that');
  return found;
};
const consentWith = (phones: readonly string[]) =>
  office.administrate(`people/${person().person.ref}`, { location: { ...person().person.location, tags: [], phones } });

/** Loud near 1-quarry, fainter at two others of the same floor. */
const batch = (): string => {
  const anchors = office.config.site.floors[0]?.anchors ?? [];
  const heardAt = new Map([
    ['1-quarry', -50],
    ['1-harbour', -74],
    ['1-lighthouse', -78],
  ]);
  const s = anchors.flatMap(({ id, beacon }) => (heardAt.has(id) ? [[beacon, heardAt.get(id), -59, 3]] : []));
  expect(s).toHaveLength(3);
  return JSON.stringify({ v: 1, t: null, s });
};
const post = (secret = phone.secret): Promise<Response> =>
  fetch(`${office.url}/api/v1/me/ranging`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${secret}` },
    body: batch(),
  });
const until = async (fits: () => Promise<boolean>): Promise<void> => {
  while (!(await fits())) await pause(machineClock, 300);
};
const shows =
  (count: number) =>
  (board: Board): boolean =>
    board.people.length === count;

const dial = (): Promise<MqttClient> =>
  connectAsync(`mqtt://127.0.0.1:${office.gateway.mqttPort}`, {
    username: 'phone',
    password: phone.secret,
    reconnectPeriod: 0,
  });

describe('a person who is located by their phone', () => {
  test('appears on the wall near the loudest beacon when the phone posts, and is gone by withdrawing', async () => {
    await until(async () => (await post()).status === 401);
    await consentWith([phone.verifier]);
    await until(async () => (await post()).status === 204);
    const stop = machineClock.every(250, () => void post());
    onTestFinished(stop);
    const quarry = office.config.site.floors[0]?.anchors.find(({ id }) => id === '1-quarry');
    const near = ({ x, y }: { readonly x: number; readonly y: number }): boolean =>
      Math.hypot(x - (quarry?.at.x ?? 0), y - (quarry?.at.y ?? 0)) < 8;
    await wall.board((board) => board.people.length === 1 && board.people.every(near));
    await office.administrate(`people/${person().person.ref}`, { location: null });
    const without = await wall.board(shows(0));
    const later = await wall.board((next) => next.asOfMs > without.asOfMs + 1_500);
    stop();
    expect(later.people).toEqual([]);
    expect((await post()).status).toBe(401);
  });

  test('appears when the phone says the same over MQTT, and is gone with the phone, whose connection ends', async () => {
    await consentWith([phone.verifier]);
    await until(async () => (await post()).status === 204);
    await consentWith([]);
    await wall.board(shows(0));
    await consentWith([phone.verifier]);
    let line: MqttClient | undefined;
    await until(async () => {
      line = await dial().catch(() => undefined);
      return line !== undefined;
    });
    line?.on('error', () => undefined);
    const stop = machineClock.every(250, () => void line?.publish('waypost/v1/me/s', batch()));
    onTestFinished(stop);
    await wall.board(shows(1));
    expect((await office.health()).broker.scannersConnected).toBe(0);
    await consentWith([]);
    await wall.board(shows(0));
    await until(async () => line?.connected === false);
    stop();
    line?.end(true);
  });
});

test('a phone without a person is heard by nobody, and no phone leaves a trace in log and figures', async () => {
  expect((await post(testPhone(2).secret)).status).toBe(401);
  const metrics = await (await fetch(`${office.url}/metrics`)).text();
  const personal = [phone.secret, phone.verifier, uuid, person().person.ref, person().person.displayName];
  for (const mark of personal) for (const text of [office.logged(), metrics]) expect(text).not.toContain(mark);
});
