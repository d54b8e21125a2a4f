// Screens and panels in an emergency, for tests: a wall and a page on their websockets that keep every emergency they were
// told, and the building's fire panel on its own line. Waiting is for frames alone; the test's own timeout ends it.

import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { connectAsync, type MqttClient } from 'mqtt';
import { expect } from 'vitest';
import { WebSocket } from 'ws';
import { nativeSightings } from '#gateway/demo/scanner/native.ts';
import { startGateway } from '#gateway/gateway.ts';
import { firePanelTopic } from '#gateway/receive/fire-panel-line.ts';
import { derivedSecret } from '#gateway/secrets.ts';
import { machineClock } from '#gateway/system-clock.ts';
import { createLog } from '#gateway/watch/log.ts';
import type { Cancel } from '#shared/kit/clock.ts';
import { SiteId, type TagId } from '#shared/model/ids.ts';
import { ToDisplay } from '#shared/wire/board-socket.ts';
import { type Emergency, EmergencyReply, emergencyPaths, type FirePanelSignal } from '#shared/wire/emergency.ts';
import { ToMe } from '#shared/wire/me.ts';
import { mePaths } from '#shared/wire/me-actions.ts';
import { gatesWith } from '#test/fakes/gates.ts';
import { testSecrets } from '#test/fakes/secrets.ts';
import type { Employee } from '#test/integration/employee.ts';
import type { OfficeGateway } from '#test/integration/office-gateway.ts';

/** What a screen was told: `undefined` is a frame about something else. */
type Told<E> = (text: string) => E | null | undefined;

async function openScreen<E>(url: string, headers: Record<string, string>, toldIn: Told<E>) {
  const socket = new WebSocket(url.replace('http', 'ws'), { headers });
  const frames: string[] = [];
  const told: (E | null)[] = [];
  let look = (): void => undefined;
  socket.on('message', (data) => {
    frames.push(String(data));
    const emergency = toldIn(String(data));
    if (emergency === undefined) return;
    told.push(emergency);
    look();
  });
  await once(socket, 'open');
  /** The newest it was told, as soon as that fits. One waits at a time. */
  const wait = (fits: (newest: E | null) => boolean): Promise<E | null> =>
    new Promise((resolve) => {
      look = () => {
        const newest = told.at(-1);
        if (newest !== undefined && fits(newest)) resolve(newest);
      };
      look();
    });
  return {
    on: async (fits: (emergency: E) => boolean = () => true): Promise<E> =>
      (await wait((newest) => newest !== null && fits(newest))) as E,
    off: (): Promise<null> => wait((newest) => newest === null) as Promise<null>,
    /** Everything it was told of emergencies, and every frame as text. */
    told: (): readonly (E | null)[] => told,
    frames: (): string => frames.join('\n'),
    send: (wish: object): void => socket.send(JSON.stringify(wish)),
    close: (): void => socket.terminate(),
  };
}

export type Wall = Awaited<ReturnType<typeof openWall>>;
export function openWall(url: string, id: 'lobby' | 'floor-2') {
  const token = derivedSecret(testSecrets.WAYPOST_DISPLAY_KEY, 'display', id);
  return openScreen(`${url}/api/v1/board-socket`, { authorization: `Bearer ${id}.${token}` }, (text) => {
    const message = ToDisplay.parse(JSON.parse(text));
    return message.kind === 'emergency' ? message.emergency : undefined;
  });
}

/** Somebody in front of the wall ticks one, and all walls have it: by then everything that was said before is done. */
export async function tickAt(wall: Wall, label: string, safe: boolean, all: readonly Wall[]): Promise<void> {
  const roll = await wall.on((emergency) => personOn(emergency, label) !== undefined);
  const key = personOn(roll, label)?.key;
  wall.send({ kind: 'mark', mark: { event: randomUUID(), id: roll.id, key, safe } });
  const isShown = ({ floors }: Emergency) =>
    floors.some(({ people }) => people.some((one) => one.key === key && one.safe === safe));
  await Promise.all(all.map((one) => one.on(isShown)));
}

export type Page = Awaited<ReturnType<typeof openPage>>;
export function openPage({ home, cookie }: Employee) {
  return openScreen(`${home}${mePaths.socket}`, { cookie, origin: home }, (text) => {
    const message = ToMe.parse(JSON.parse(text));
    return message.kind === 'emergency' ? message.emergency : undefined;
  });
}

export async function act(who: Employee, path: string, body: object): Promise<EmergencyReply> {
  return EmergencyReply.parse(await (await who.post(path, { event: randomUUID(), ...body })).json());
}

/** What the panel proves itself with. */
export function panelSecret(way: 'mqtt' | 'http'): string {
  return derivedSecret(testSecrets.WAYPOST_FIRE_PANEL_KEY, 'fire-panel', way);
}

/** A client that may say it is the fire panel. Rejects when the broker lets it not in. */
export async function openPanel(mqttPort: number | null, username: string, password: string) {
  const options = { username, password, clientId: username, reconnectPeriod: 0 };
  const client: MqttClient = await connectAsync(`mqtt://127.0.0.1:${mqttPort}`, options, false);
  const topic = firePanelTopic(SiteId.parse('demo-office'));
  return {
    /** Resolves when the broker has taken or dropped it. */
    say: (signal: FirePanelSignal) => client.publishAsync(topic, JSON.stringify(signal), { qos: 1 }),
    close: () => client.endAsync(true),
  };
}

/** Answers with the status. */
export async function sayOverHttp(url: string, token: string, signal: FirePanelSignal): Promise<number> {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  return (await fetch(`${url}${emergencyPaths.signal}`, { method: 'POST', headers, body: JSON.stringify(signal) })).status;
}

export function labels({ floors }: Emergency): string[] {
  return floors.flatMap(({ people }) => people.map(({ label }) => label));
}

/** Who is named on this roll with this label. */
export function personOn({ floors }: Emergency, label: string) {
  return floors.flatMap(({ people }) => people).find((one) => one.label === label);
}

export const unnamedOf = ({ floors }: Emergency): number => floors.reduce((sum, { unnamed }) => sum + unnamed.here, 0);
export const unnamedSafe = ({ floors }: Emergency): number => floors.reduce((sum, { unnamed }) => sum + unnamed.safe, 0);

/** None of the names in anything; `texts` must say something at all. */
export function expectNoneNamed(names: readonly string[], texts: readonly string[]): void {
  expect(texts.every((text) => text.length > 0)).toBe(true);
  expect(names.filter((name) => texts.some((text) => text.includes(name)))).toEqual([]);
}

export function mapped<K extends string, A, B>(of: Record<K, A>, to: (one: A) => B): Record<K, B> {
  return Object.fromEntries(Object.entries<A>(of).map(([key, one]) => [key, to(one)])) as Record<K, B>;
}

/** Badges are heard beside the same desk until the answer is called. */
export async function carryBadges(office: OfficeGateway, tags: readonly (TagId | undefined)[]): Promise<Cancel> {
  const { scanner, send } = await office.scanner('rx-quarry-1');
  const near = { rssiDbm: -45, measuredPowerDbm: -59, count: 3 };
  const heard = tags.flatMap((tag, nth) => (tag === undefined ? [] : [{ ...near, tag, address: `c1a2b304050${nth}` }]));
  return machineClock.every(200, () => {
    for (const message of nativeSightings(scanner.room, heard)) send(message);
  });
}

/** The gateway of this office once more, on the same data, while whatever it asks is as it is now. */
export async function startedAgain({ config }: OfficeGateway, dataFolder: string) {
  const log = createLog({ level: 'fatal' });
  const parts = { config, dataFolder, pagesFolder: dataFolder, version: 'test', clock: machineClock, gates: gatesWith(), log };
  const started = await startGateway(parts);
  if (!started.ok) throw new Error(started.detail);
  return { url: `http://127.0.0.1:${started.value.httpPort}`, stop: started.value.stop };
}
