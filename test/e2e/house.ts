// The real product for end-to-end tests: booking system, gateway and simulated office as processes, the page from the
// gateway, nothing faked.

import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { startProcess } from '#gateway/demo/child-process.ts';
import type { Running } from '#gateway/running.ts';
import { machineClock } from '#gateway/system-clock.ts';
import { testSecrets } from '#test/fakes/secrets.ts';
import {
  type BookingProcess,
  freshFolder,
  type GatewayProcess,
  startBookingProcess,
  startGatewayProcess,
} from '#test/integration/processes.ts';
import { root } from '#test/source-files.ts';

export type House = Running & {
  readonly booking: BookingProcess;
  readonly gateway: GatewayProcess;
  /** Stops the gateway and starts it again at the same address. */
  readonly stopGateway: () => Promise<void>;
  readonly startGateway: () => Promise<void>;
  readonly failBooking: (mode: 'ok' | '503') => Promise<void>;
};

export async function startHouse(): Promise<House> {
  const folder = freshFolder();
  const booking = await startBookingProcess(folder.path);
  let gateway = await startGatewayProcess(folder.path, booking.url, undefined, booking.issuer);
  const ports = { http: Number(new URL(gateway.url).port), mqtt: gateway.mqttPort };
  const office = startProcess({
    name: 'the simulated office',
    file: join(root, 'edge-gateway/demo/office/main.ts'),
    args: [
      ...['--site', join(root, 'firmware-config/sites/demo-office'), '--mqtt-port', String(gateway.mqttPort)],
      ...['--booking-url', booking.url],
    ],
    env: { ...process.env, ...testSecrets },
    clock: machineClock,
  });
  await office.ready;
  return {
    booking,
    get gateway() {
      return gateway;
    },
    stopGateway: () => gateway.stop(),
    startGateway: async () => {
      gateway = await startGatewayProcess(folder.path, booking.url, ports, booking.issuer);
    },
    failBooking: async (mode) => {
      const headers = { 'content-type': 'application/json' };
      await fetch(`${booking.url}/_demo/fail`, { method: 'POST', headers, body: JSON.stringify({ mode }) });
    },
    stop: async () => {
      await office.stop();
      await gateway.stop();
      await booking.stop();
      folder.remove();
    },
  };
}

/** Collects what a page complains about, except failed connections where the test cut them itself. */
export function complaintsOf(page: Page): { readonly all: () => readonly string[] } {
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  const ownDoing = /ERR_CONNECTION_(REFUSED|RESET)|WebSocket connection to .* failed/;
  return { all: () => complaints.filter((text) => !ownDoing.test(text)) };
}
