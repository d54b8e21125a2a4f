// From publish to the board: how long after its first sightings a person appears in a display's frame, while 500 tags
// make 2,000 sightings a second. The gateway is a process of its own, so its memory is read there.

import { once } from 'node:events';
import { join } from 'node:path';
import { WebSocket } from 'ws';
import { readConfig } from '#gateway/config.ts';
import { connectScannerLink, type ScannerLink } from '#gateway/demo/scanner/mqtt-scanner.ts';
import { nativeSightings } from '#gateway/demo/scanner/native.ts';
import { derivedSecret } from '#gateway/secrets.ts';
import { machineClock } from '#gateway/system-clock.ts';
import { pause } from '#shared/kit/clock.ts';
import { seededRandom } from '#shared/kit/random.ts';
import { TagId } from '#shared/model/ids.ts';
import { ToDisplay } from '#shared/wire/board-socket.ts';
import { testSecrets } from '#test/fakes/secrets.ts';
import { freshFolder, startGatewayProcess } from '#test/integration/processes.ts';
import { root } from '#test/source-files.ts';
import { startStubBooking, tagOf } from './stub-booking.ts';

const tags = 500;
const sightingsPerSecond = 2_000;
const probes = 120;
const consented = 'waypost_sightings_total\\{result="consented"\\}';

export type Latency = {
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly measured: number;
  readonly sightingsPerSecond: number;
  readonly residentMiB: number;
  readonly loopLagP99Ms: number;
};

/** Runs about a minute. */
export async function latency(): Promise<Latency> {
  const folder = freshFolder();
  const booking = await startStubBooking(tags + probes, tags);
  const gateway = await startGatewayProcess(folder.path, booking.url);
  const links = await nativeLinks(gateway.mqttPort);
  const display = await watchBoard(gateway.url);
  const load = startLoad(links);
  await pause(machineClock, 8_000);
  const before = {
    atMs: machineClock.bootMs(),
    sightings: figure(await metrics(gateway.url), consented),
  };
  const waits: number[] = [];
  for (let i = 0; i < probes; i++) {
    const sentMs = performance.now();
    const appeared = display.appears(`Probe ${tags + i}`, 5_000);
    sendProbe(links, tags + i);
    if (await appeared) waits.push(performance.now() - sentMs);
    await pause(machineClock, 130);
  }
  const text = await metrics(gateway.url);
  const sightings = figure(text, consented);
  const perSecond = (sightings - before.sightings) / ((machineClock.bootMs() - before.atMs) / 1000);
  const resident = figure(text, 'waypost_resident_memory_bytes');
  const lag = figure(text, 'waypost_event_loop_lag_p99_seconds');
  load();
  display.close();
  await Promise.all(links.map(({ link }) => link.stop()));
  await gateway.stop();
  await booking.stop();
  folder.remove();
  waits.sort((a, b) => a - b);
  const quantile = (share: number): number => Math.round(waits[Math.floor((waits.length - 1) * share)] ?? Number.NaN);
  return {
    p50Ms: quantile(0.5),
    p99Ms: quantile(0.99),
    measured: waits.length,
    sightingsPerSecond: Math.round(perSecond),
    residentMiB: Math.round(resident / 1024 / 1024),
    loopLagP99Ms: Math.round(lag * 1000),
  };
}

type Native = { readonly link: ScannerLink; readonly room: string; readonly floor: string };

/** The demo office's scanners that send native batches. */
async function nativeLinks(port: number): Promise<Native[]> {
  const config = readConfig(join(root, 'firmware-config/sites/demo-office/gateway.yaml'), testSecrets);
  if (!config.ok) throw new Error(config.detail);
  const { scanners, site } = config.value;
  return Promise.all(
    scanners
      .filter((scanner) => scanner.firmware === 'native')
      .map(async (scanner) => {
        const password = derivedSecret(testSecrets.WAYPOST_SCANNER_KEY, 'scanner', scanner.id);
        const floor = site.floors.find((f) => f.anchors.some((anchor) => anchor.id === scanner.anchor))?.id ?? '';
        return { link: await connectScannerLink({ host: '127.0.0.1', port, scanner, password }), room: scanner.room, floor };
      }),
  );
}

const heard = (index: number, rssiDbm: number) => ({
  tag: TagId.parse(tagOf(index)),
  address: 'c1a2b3040506',
  rssiDbm,
  measuredPowerDbm: -59,
  count: 1,
});

/** 500 tags in turn, spread over all native scanners; the returned function ends it. */
function startLoad(scanners: readonly Native[]): () => void {
  const random = seededRandom(5);
  const everyMs = 50;
  let next = 0;
  return machineClock.every(everyMs, () => {
    const batch = Array.from({ length: (sightingsPerSecond * everyMs) / 1000 }, () => heard(next++ % tags, -55 - random() * 35));
    scanners.forEach(({ link, room }, i) => {
      const own = batch.filter((_, n) => n % scanners.length === i);
      for (const message of nativeSightings(room, own)) link.send(message);
    });
  });
}

/** Three strong sightings at the probe's scanner and one weak one at each of the others, all at once. */
function sendProbe(scanners: readonly Native[], index: number): void {
  scanners.forEach(({ link, room, floor }, i) => {
    const near = floor === 'floor-2' && scanners.findIndex((s) => s.floor === 'floor-2') === i;
    const batch = near ? [-45, -46, -44].map((dbm) => heard(index, dbm)) : [heard(index, -88)];
    for (const message of nativeSightings(room, batch)) link.send(message);
  });
}

type Watched = { readonly appears: (label: string, limitMs: number) => Promise<boolean>; readonly close: () => void };

/** A display on floor 2 that may show full names. */
async function watchBoard(url: string): Promise<Watched> {
  const token = derivedSecret(testSecrets.WAYPOST_DISPLAY_KEY, 'display', 'floor-2');
  const socket = new WebSocket(`${url.replace('http', 'ws')}/api/v1/board-socket`, {
    headers: { authorization: `Bearer floor-2.${token}` },
  });
  await once(socket, 'open');
  return {
    close: () => socket.terminate(),
    appears: (label, limitMs) =>
      new Promise((resolve) => {
        const look = (data: { toString: () => string }): void => {
          const message = ToDisplay.parse(JSON.parse(data.toString()));
          if (message.kind === 'board' && message.board.people.some((person) => person.label === label)) end(true);
        };
        const end = (found: boolean): void => {
          cancel();
          socket.off('message', look);
          resolve(found);
        };
        const cancel = machineClock.after(limitMs, () => end(false));
        socket.on('message', look);
      }),
  };
}

async function metrics(url: string): Promise<string> {
  return (await fetch(`${url}/metrics`)).text();
}

function figure(text: string, name: string): number {
  return Number(new RegExp(`^${name} ([0-9.e+-]+)`, 'm').exec(text)?.[1] ?? Number.NaN);
}
