// Twenty managers at their consoles and thirty displays on one gateway, while 500 tags make 2,000 sightings a second: how long
// after the booking system has told of a booking every one of those screens has it in a frame.

import { once } from 'node:events';
import { appendFileSync, cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { WebSocket } from 'ws';
import { derivedSecret } from '#gateway/secrets.ts';
import { machineClock } from '#gateway/system-clock.ts';
import { pause } from '#shared/kit/clock.ts';
import { Booking } from '#shared/model/booking.ts';
import type { SpaceId } from '#shared/model/ids.ts';
import type { Board } from '#shared/wire/board.ts';
import { ToDisplay } from '#shared/wire/board-socket.ts';
import { ToMe } from '#shared/wire/me.ts';
import { mePaths } from '#shared/wire/me-actions.ts';
import { openBrowser } from '#test/fakes/browser.ts';
import { type Lies, startLyingProvider } from '#test/fakes/openid-provider.ts';
import { testSecrets } from '#test/fakes/secrets.ts';
import { freshFolder, startGatewayProcess } from '#test/integration/processes.ts';
import { root } from '#test/source-files.ts';
import { consentedIn, figure, loadTags, metrics, officeLinks, startLoad } from './load.ts';
import { accountOf, startStubBooking } from './stub-booking.ts';

export const managers = 20;
export const walls = 30;
const changes = 40;
const patienceMs = 5_000;
const office = join(root, 'firmware-config/sites/demo-office');

type Screens = {
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly slowestMs: number;
  readonly measured: number;
  readonly expected: number;
  readonly sightingsPerSecond: number;
  readonly loopLagP99Ms: number;
};
/** Resolves with how long it took until the space was seen in that state; null when that never came. */
type Screen = { readonly sees: (space: SpaceId, fromMs: number) => Promise<number | null>; readonly close: () => void };

/** Runs about two minutes. */
export async function consoleLoad(): Promise<Screens> {
  const folder = freshFolder();
  const lies: Lies = {};
  const booking = await startStubBooking(loadTags, loadTags, managers);
  const provider = await startLyingProvider(lies, () => machineClock.wallMs() / 1000);
  const site = siteWithWalls(folder.path);
  const gateway = await startGatewayProcess(folder.path, booking.url, { http: 0, mqtt: 0 }, provider.issuer, site);
  const screens: Screen[] = [];
  for (let i = 0; i < managers; i++) {
    lies.claims = (claims) => ({ ...claims, sub: accountOf(i) });
    screens.push(await consoleOf(gateway.url, provider.answerTo));
    await pause(machineClock, 300);
  }
  for (let i = 0; i < walls; i++) screens.push(await wall(gateway.url, `bench-${i}`));
  const links = await officeLinks(gateway.mqttPort);
  const load = startLoad(links);
  await pause(machineClock, 8_000);
  const before = { atMs: machineClock.bootMs(), sightings: consentedIn(await metrics(gateway.url)) };
  const waits: number[] = [];
  for (const space of desksOfFloor1().slice(0, changes)) {
    const sentMs = machineClock.bootMs();
    booking.announce({ kind: 'booking', booking: bookingOf(space) });
    const seen = await Promise.all(screens.map((screen) => screen.sees(space, sentMs)));
    waits.push(...seen.filter((ms) => ms !== null));
    await pause(machineClock, 130 + (waits.length % 7) * 90);
  }
  const text = await metrics(gateway.url);
  const perSecond = (consentedIn(text) - before.sightings) / ((machineClock.bootMs() - before.atMs) / 1000);
  load();
  for (const screen of screens) screen.close();
  await Promise.all(links.map((link) => link.stop()));
  await gateway.stop();
  await provider.stop();
  await booking.stop();
  folder.remove();
  waits.sort((a, b) => a - b);
  const quantile = (share: number): number => Math.round(waits[Math.floor((waits.length - 1) * share)] ?? Number.NaN);
  return {
    ...{ p50Ms: quantile(0.5), p99Ms: quantile(0.99), slowestMs: quantile(1) },
    ...{ measured: waits.length, expected: screens.length * Math.min(changes, desksOfFloor1().length) },
    sightingsPerSecond: Math.round(perSecond),
    loopLagP99Ms: Math.round(figure(text, 'waypost_event_loop_lag_p99_seconds') * 1000),
  };
}

/** The demo office with thirty more displays on its first floor. */
function siteWithWalls(folder: string): string {
  const site = join(folder, 'site');
  cpSync(office, site, { recursive: true });
  const path = join(site, 'gateway.yaml');
  const text = readFileSync(path, 'utf8');
  const lines = Array.from({ length: walls }, (_, i) => `  - { id: bench-${i}, name: Bench ${i}, floor: floor-1 }\n`).join('');
  writeFileSync(path, '');
  appendFileSync(path, text.replace('displays:\n', `displays:\n${lines}`));
  return site;
}

function desksOfFloor1(): readonly SpaceId[] {
  const text = readFileSync(join(office, 'site.yaml'), 'utf8').split(/^ {2}- id: floor-2/m)[0] ?? '';
  return [...text.matchAll(/id: ([a-z0-9.-]+),[^\n]*kind: desk/g)].flatMap(([, id]) => (id === undefined ? [] : [id as SpaceId]));
}

function bookingOf(space: SpaceId): Booking {
  const nowMs = Math.floor(machineClock.wallMs());
  const times = { fromMs: nowMs - 60_000, toMs: nowMs + 3_600_000 };
  return Booking.parse({ id: `bench-${space}`, space, holder: 'bench-1', ...times, state: 'checked-in' });
}

async function consoleOf(url: string, answerTo: (url: string) => string): Promise<Screen> {
  const home = `http://localhost:${new URL(url).port}`;
  const browser = openBrowser();
  const asked = await browser.ask(`${home}${mePaths.signIn}`);
  await browser.ask(`${home}${mePaths.callback}?${answerTo(String(asked.to))}`);
  const cookie = `waypost_me=${browser.cookie('localhost', 'waypost_me')}`;
  const socket = new WebSocket(`${home.replace('http', 'ws')}${mePaths.socket}`, { headers: { cookie, origin: home } });
  await once(socket, 'open');
  socket.send(JSON.stringify({ kind: 'manage', on: true }));
  return screen(socket, (text) => {
    const message = ToMe.parse(JSON.parse(text));
    return message.kind === 'managed' ? (message.managed?.boards ?? []) : [];
  });
}

async function wall(url: string, id: string): Promise<Screen> {
  const token = derivedSecret(testSecrets.WAYPOST_DISPLAY_KEY, 'display', id);
  const headers = { authorization: `Bearer ${id}.${token}` };
  const socket = new WebSocket(`${url.replace('http', 'ws')}/api/v1/board-socket`, { headers });
  await once(socket, 'open');
  return screen(socket, (text) => {
    const message = ToDisplay.parse(JSON.parse(text));
    return message.kind === 'board' ? [message.board] : [];
  });
}

function screen(socket: WebSocket, boardsIn: (text: string) => readonly Board[]): Screen {
  return {
    close: () => socket.terminate(),
    sees: (space, fromMs) =>
      new Promise((resolve) => {
        const look = (data: { toString: () => string }): void => {
          const atMs = machineClock.bootMs();
          const found = boardsIn(data.toString()).some(({ spaces }) =>
            spaces.some(({ id, state }) => id === space && (state === 'occupied' || state === 'checked-in')),
          );
          if (found) end(atMs - fromMs);
        };
        const end = (waitMs: number | null): void => {
          cancel();
          socket.off('message', look);
          resolve(waitMs);
        };
        const cancel = machineClock.after(patienceMs, () => end(null));
        socket.on('message', look);
      }),
  };
}
