// Starts the real processes of the product for tests: the demo booking system and the gateway, on free ports, with a
// data folder that goes away.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { type DemoProcess, startProcess } from '#gateway/demo/child-process.ts';
import { machineClock } from '#gateway/system-clock.ts';
import { testSecrets } from '#test/fakes/secrets.ts';
import { root } from '#test/source-files.ts';

const env = { ...process.env, ...testSecrets };
const demoOffice = join(root, 'firmware-config/sites/demo-office');

export function freshFolder(): { readonly path: string; readonly remove: () => void } {
  const path = mkdtempSync(join(tmpdir(), 'waypost-test-'));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

export type BookingProcess = DemoProcess & {
  readonly url: string;
  /** Of the company's OpenID provider, which the same process carries. */
  readonly issuer: string;
  readonly tryThese: readonly { identifier: string; pin: string; hint: string; badge: string }[];
};
const BookingReady = z.object({
  url: z.string(),
  issuer: z.string(),
  tryThese: z.array(z.object({ identifier: z.string(), pin: z.string(), hint: z.string(), badge: z.string() })),
});

/** The demo booking system as its own process; `port` keeps its address over a restart. */
export async function startBookingProcess(folder: string, port = 0, site = demoOffice): Promise<BookingProcess> {
  const child = startProcess({
    name: 'the demo booking system',
    file: join(root, 'edge-gateway/demo/booking-system/main.ts'),
    args: ['--port', String(port), '--data', join(folder, 'demo-booking.sqlite'), '--site', join(site, 'site.yaml')],
    env,
    clock: machineClock,
  });
  return { ...child, ...BookingReady.parse(await child.ready) };
}

export type GatewayProcess = DemoProcess & { readonly url: string; readonly mqttPort: number };

/** The gateway as its own process, configured as the demo office or the site in another folder; given ports keep its addresses over a restart. */
export async function startGatewayProcess(
  folder: string,
  bookingUrl: string,
  ports = { http: 0, mqtt: 0 },
  issuer?: string,
  site = demoOffice,
): Promise<GatewayProcess> {
  const child = startProcess({
    name: 'the gateway',
    file: join(root, 'edge-gateway/main.ts'),
    args: [
      ...['--config', join(site, 'gateway.yaml'), '--data', folder, '--port', String(ports.http)],
      ...['--mqtt-port', String(ports.mqtt), '--booking-url', bookingUrl, '--log-level', 'error'],
      ...(issuer === undefined ? [] : ['--issuer', issuer]),
    ],
    env,
    clock: machineClock,
  });
  const ready = z.object({ http: z.int(), mqtt: z.int() }).parse(await child.ready);
  return { ...child, url: `http://127.0.0.1:${ready.http}`, mqttPort: ready.mqtt };
}
