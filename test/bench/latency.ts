// From publish to the board: how long after its first sightings a person appears in a display's frame, while 500 tags
// make 2,000 sightings a second. The gateway is a process of its own, so its memory is read there.

import { once } from 'node:events';
import { WebSocket } from 'ws';
import type { ScannerLink } from '#gateway/demo/scanner/mqtt-scanner.ts';
import { derivedSecret } from '#gateway/secrets.ts';
import { machineClock } from '#gateway/system-clock.ts';
import { pause } from '#shared/kit/clock.ts';
import { TagId } from '#shared/model/ids.ts';
import { ToDisplay } from '#shared/wire/board-socket.ts';
import { testSecrets } from '#test/fakes/secrets.ts';
import { freshFolder, startGatewayProcess } from '#test/integration/processes.ts';
import { consentedIn, figure, loadTags, metrics, officeLinks, startLoad } from './load.ts';
import { probeMessages, surveyedPlace } from './probe.ts';
import { startStubBooking, tagOf } from './stub-booking.ts';

const probes = 120;
/** A tag is heard again and again; so are the probes until they are seen. */
const speakAgainMs = 500;
const patienceMs = 3_000;
/** So many unseen, and something is broken that waiting will not mend. */
const mostUnseen = 10;

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
  const booking = await startStubBooking(loadTags + probes, loadTags);
  const gateway = await startGatewayProcess(folder.path, booking.url);
  const links = await officeLinks(gateway.mqttPort);
  const display = await watchBoard(gateway.url);
  const load = startLoad(links);
  await pause(machineClock, 8_000);
  const before = {
    atMs: machineClock.bootMs(),
    sightings: consentedIn(await metrics(gateway.url)),
  };
  const waits = await probesSeen(links, display);
  const text = await metrics(gateway.url);
  const sightings = consentedIn(text);
  const perSecond = (sightings - before.sightings) / ((machineClock.bootMs() - before.atMs) / 1000);
  const resident = figure(text, 'waypost_resident_memory_bytes');
  const lag = figure(text, 'waypost_event_loop_lag_p99_seconds');
  load();
  display.close();
  await Promise.all(links.map((link) => link.stop()));
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

/** One after the other comes in; how long each took to appear, in milliseconds, without those who never did. */
async function probesSeen(links: readonly ScannerLink[], display: Watched): Promise<number[]> {
  const survey = surveyedPlace();
  const waits: number[] = [];
  for (let i = 0; i < probes && i - waits.length < mostUnseen; i++) {
    const sentMs = performance.now();
    const appeared = display.appears(`Probe ${loadTags + i}`, patienceMs);
    const tag = TagId.parse(tagOf(loadTags + i));
    const speak = (): void => {
      for (const link of links) for (const message of probeMessages(survey, link.scanner, tag)) link.send(message);
    };
    speak();
    const silence = machineClock.every(speakAgainMs, speak);
    if (await appeared) waits.push(performance.now() - sentMs);
    silence();
    await pause(machineClock, 130);
  }
  return waits;
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
