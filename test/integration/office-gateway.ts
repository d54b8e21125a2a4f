// The whole gateway in the test's own process: the demo office's site, the real demo booking system as a process, real
// MQTT and HTTP on free ports. For tests of what crosses the rooms.

import { join } from 'node:path';
import { z } from 'zod';
import { type Config, readConfig } from '#gateway/config.ts';
import { type DemoPopulation, demoPopulation } from '#gateway/demo/population.ts';
import { connectScannerLink, type ScannerLink } from '#gateway/demo/scanner/mqtt-scanner.ts';
import { type Gateway, startGateway } from '#gateway/gateway.ts';
import type { Running } from '#gateway/running.ts';
import { derivedSecret } from '#gateway/secrets.ts';
import { machineClock } from '#gateway/system-clock.ts';
import { createLog } from '#gateway/watch/log.ts';
import { type Clock, pause } from '#shared/kit/clock.ts';
import { type Health, Health as HealthSchema } from '#shared/wire/health.ts';
import { gatesWith } from '#test/fakes/gates.ts';
import { testSecrets } from '#test/fakes/secrets.ts';
import { root } from '#test/source-files.ts';
import { type BookingProcess, freshFolder, startBookingProcess } from './processes.ts';

export type OfficeGateway = Running & {
  readonly gateway: Gateway;
  readonly config: Config;
  readonly booking: BookingProcess;
  readonly population: DemoPopulation;
  readonly url: string;
  /** Everything the gateway has logged, at the most talkative level. */
  readonly logged: () => string;
  readonly health: () => Promise<Health>;
  /** Resolves when nothing is owed to the booking system any more. */
  readonly delivered: () => Promise<void>;
  /** The one connection of that scanner, opened when it is first asked for: two under one login would throw each other out. */
  readonly scanner: (id: string) => Promise<ScannerLink>;
  readonly administrate: (path: string, body: unknown) => Promise<void>;
};

export function officeConfig(bookingUrl: string, mqttPort = 0, httpPort = 0, issuer = 'http://127.0.0.1:9'): Config {
  const path = join(root, 'firmware-config/sites/demo-office/gateway.yaml');
  const config = readConfig(path, testSecrets, { httpPort, mqttPort, bookingUrl, issuer });
  if (!config.ok) throw new Error(config.detail);
  return config.value;
}

/**
 * Started and ready: the people of the booking system are loaded. The gateway's own files may live elsewhere, `change` may
 * make another office of it, and `clock` may stand still (the network's goes on).
 */
export async function officeGateway(
  dataFolder?: string,
  change: (config: Config) => Config = (config) => config,
  clock: Clock = machineClock,
): Promise<OfficeGateway> {
  const folder = freshFolder();
  const booking = await startBookingProcess(folder.path);
  const config = change(officeConfig(booking.url, 0, 0, booking.issuer));
  const lines: string[] = [];
  const started = await startGateway({
    config,
    dataFolder: dataFolder ?? folder.path,
    pagesFolder: join(root, '.build/pages'),
    version: 'test',
    clock,
    networkClock: machineClock,
    gates: gatesWith(),
    log: createLog({ level: 'trace', destination: { write: (line) => void lines.push(line) } }),
  });
  if (!started.ok) throw new Error(started.detail);
  const gateway = started.value;
  const url = `http://127.0.0.1:${gateway.httpPort}`;
  const health = async (): Promise<Health> => HealthSchema.parse(await (await fetch(`${url}/api/v1/health`)).json());
  while ((await health()).booking.mirror === 'empty') await pause(machineClock, 20);
  const links = new Map<string, Promise<ScannerLink>>();
  const connected = (id: string): Promise<ScannerLink> => {
    const scanner = config.scanners.find((s) => s.id === id);
    if (!scanner) throw new Error(`the demo office has no scanner ${id}`);
    const password = derivedSecret(testSecrets.WAYPOST_SCANNER_KEY, 'scanner', id);
    return connectScannerLink({ host: '127.0.0.1', port: gateway.mqttPort ?? 0, scanner, password });
  };
  return {
    gateway,
    config,
    booking,
    population: demoPopulation(config.site, machineClock.wallMs(), 1),
    url,
    logged: () => lines.join(''),
    health,
    delivered: async () => {
      while ((await health()).store.outbox > 0) await pause(machineClock, 250);
    },
    scanner: async (id) => {
      const link = links.get(id) ?? connected(id);
      links.set(id, link);
      return await link;
    },
    administrate: async (path, body) => {
      const reply = await fetch(`${booking.url}/_demo/${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      });
      z.literal(true).parse(reply.ok);
    },
    stop: async () => {
      await Promise.all([...links.values()].map(async (link) => (await link).stop()));
      await gateway.stop();
      await booking.stop();
      folder.remove();
    },
  };
}
