// The simulated office as a process: node edge-gateway/demo/office/main.ts --site DIR --mqtt-port N --booking-url URL.
// Prints one line of JSON when its scanners have begun to connect; SIGTERM, SIGINT and the end of its parent stop it.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { parse } from 'yaml';
import { z } from 'zod';
import { Scanner } from '#shared/model/scanner.ts';
import { Site } from '#shared/model/site.ts';
import { derivedSecret } from '../../secrets.ts';
import { machineClock } from '../../system-clock.ts';
import { demoPopulation } from '../population.ts';
import { startSimulatedOffice } from './simulated-office.ts';

const usage =
  'usage: main.ts --site DIR --mqtt-port N [--mqtt-host HOST] [--booking-url URL] [--seed N], with WAYPOST_SCANNER_KEY and, for check-ins, WAYPOST_BOOKING_TOKEN set';

const Input = z.object({
  site: z.string(),
  'mqtt-port': z.coerce.number().int().min(1).max(65_535),
  'mqtt-host': z.string().default('127.0.0.1'),
  'booking-url': z.url({ protocol: /^https?$/ }).optional(),
  seed: z.coerce.number().int().default(1),
  scannerKey: z.string().min(24),
  bookingToken: z.string().optional(),
});

/** The part of gateway.yaml that says which scanners there are; the gateway checks the rest. */
const GatewayFile = z.object({ site: z.string().default('site.yaml'), scanners: z.array(Scanner) });

function readInput(): z.infer<typeof Input> | null {
  const option = { type: 'string' } as const;
  const options = { site: option, 'mqtt-port': option, 'mqtt-host': option, 'booking-url': option, seed: option };
  try {
    const { values } = parseArgs({ options });
    const { WAYPOST_SCANNER_KEY: scannerKey, WAYPOST_BOOKING_TOKEN: bookingToken } = process.env;
    return Input.parse({ ...values, scannerKey, bookingToken });
  } catch {
    return null;
  }
}

function start(input: z.infer<typeof Input>): void {
  const { scanners, site: siteFile } = GatewayFile.parse(parse(readFileSync(join(input.site, 'gateway.yaml'), 'utf8')));
  const site = Site.parse(parse(readFileSync(join(input.site, siteFile), 'utf8')));
  const { 'booking-url': url, bookingToken: token, seed } = input;
  const office = startSimulatedOffice({
    site,
    scanners,
    population: demoPopulation(site, machineClock.wallMs(), seed),
    broker: { host: input['mqtt-host'], port: input['mqtt-port'] },
    password: (id) => derivedSecret(input.scannerKey, 'scanner', id),
    ...(url !== undefined && token !== undefined ? { booking: { url, token } } : {}),
    clock: machineClock,
    seed,
  });
  const stop = (): void => {
    void office.stop().then(() => process.exit(0));
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
  process.once('disconnect', stop);
  console.log(JSON.stringify({ ready: true, scanners: scanners.length }));
}

const input = readInput();
if (input === null) {
  console.error(usage);
  process.exitCode = 2;
} else {
  try {
    start(input);
  } catch (error) {
    console.error(`The simulated office could not start: ${error instanceof Error ? error.message : String(error)}`);
    process.exitCode = 1;
  }
}
