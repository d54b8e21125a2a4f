// `npm start` after installing and building: one parent that starts the demo booking system, the gateway and the
// simulated office as processes of their own, prints what a person needs to try it, and stops everything in order.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { machineClock } from '../system-clock.ts';
import { type DemoProcess, startProcess } from './child-process.ts';
import { demoSecrets } from './demo-secrets.ts';
import { helpText, parseStartOptions, type StartOptions } from './start-options.ts';

const here = dirname(fileURLToPath(import.meta.url));
const root = dirname(dirname(here));

const BookingReady = z.object({
  url: z.url(),
  issuer: z.url(),
  tryThese: z.array(z.object({ identifier: z.string(), pin: z.string(), hint: z.string(), badge: z.string() })),
});
const GatewayReady = z.object({ http: z.int(), mqtt: z.int().nullable() });
const gatewayName = 'the gateway';

const options = parseStartOptions(process.argv.slice(2));
if (!options.ok) {
  console.error(options.detail);
  process.exitCode = 2;
} else if (options.value === 'help') {
  console.log(helpText);
} else {
  await run(options.value);
}

async function run(wanted: StartOptions): Promise<void> {
  const data = dataFolder(wanted);
  const started: DemoProcess[] = [];
  const stop = stopper(started, data);
  try {
    if (wanted.replay) await startReplay(wanted, data.path, started);
    else await startOffice(wanted, data.path, started);
    for (const child of started) {
      child.onDeath((code) => {
        if (wanted.replay && code === 0) return void stop(0);
        console.error(`${child.name} ended unexpectedly (exit code ${code}); everything is stopped.`);
        void stop(1);
      });
    }
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
    await stop(1);
  }
}

async function startOffice(wanted: StartOptions, data: string, started: DemoProcess[]): Promise<void> {
  const site = resolve(wanted.siteFolder ?? join(root, 'firmware-config/sites/demo-office'));
  const env = wanted.demo ? { ...process.env, ...demoSecrets(data) } : process.env;
  const start = async (name: string, file: string, args: readonly string[]): Promise<unknown> => {
    const child = startProcess({ name, file: join(here, file), args, env, clock: machineClock });
    started.push(child);
    return child.ready;
  };
  const ports = ['--port', String(wanted.port), '--mqtt-port', String(wanted.mqttPort)];
  const gatewayArgs = ['--config', join(site, 'gateway.yaml'), '--data', data, ...ports];
  if (!wanted.demo) {
    return printAddresses(GatewayReady.parse(await start(gatewayName, '../main.ts', gatewayArgs)));
  }
  const year = runOnce('year-command.ts', ['--data', data, '--site', join(site, 'site.yaml')]);
  const bookingArgs = ['--port', '0', '--data', join(data, 'demo-booking.sqlite'), '--site', join(site, 'site.yaml')];
  const booking = BookingReady.parse(await start('the demo booking system', 'booking-system/main.ts', bookingArgs));
  await year;
  const gateway = GatewayReady.parse(
    await start(gatewayName, '../main.ts', [
      ...gatewayArgs,
      ...['--booking-url', booking.url, '--issuer', booking.issuer, '--log-level', 'warn'],
    ]),
  );
  await start('the simulated office', 'office/main.ts', [
    ...['--site', site, '--mqtt-port', String(gateway.mqtt), '--booking-url', booking.url],
  ]);
  printAddresses(gateway);
  console.log(`  booking   ${booking.url} (demo)\n\nTry "Check in" at the wall, or sign in to the page for people, with`);
  for (const one of booking.tryThese) {
    console.log(`  number ${one.identifier}   PIN ${one.pin}   badge ${one.badge}   ${one.hint}`);
  }
  console.log('\nready. Ctrl-C stops everything.');
}

/** Runs a command of the demo to its end; what it has to complain about it says itself. */
async function runOnce(file: string, args: readonly string[]): Promise<void> {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', join(here, file), ...args], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  await once(child, 'exit');
}

async function startReplay(wanted: StartOptions, data: string, started: DemoProcess[]): Promise<void> {
  const { name, speed, headless } = wanted.replay ?? { name: '', speed: 1, headless: true };
  const replay = startProcess({
    name: 'the replay',
    file: join(here, 'replay-main.ts'),
    args: [
      ...['--walk', name, '--speed', String(speed), '--data', data, '--port', String(wanted.port)],
      ...['--mqtt-port', String(wanted.mqttPort), ...(headless ? ['--headless'] : [])],
    ],
    env: { ...process.env, ...demoSecrets(data) },
    clock: machineClock,
  });
  started.push(replay);
  replay.onLine((line) => console.log(line));
  await replay.ready;
}

function printAddresses(gateway: z.infer<typeof GatewayReady>): void {
  console.log(
    `Waypost is running.\n  wall      http://localhost:${gateway.http}/wall\n  people    http://localhost:${gateway.http}/me\n  console   http://localhost:${gateway.http}/presence`,
  );
  console.log(
    `  health    http://localhost:${gateway.http}/api/v1/health\n  API       http://localhost:${gateway.http}/api/docs`,
  );
  if (gateway.mqtt !== null) console.log(`  MQTT      mqtt://localhost:${gateway.mqtt} (each scanner with its own login)`);
}

function dataFolder(wanted: StartOptions): { path: string; remove: boolean } {
  const given = wanted.dataFolder ?? (wanted.demo ? undefined : join(root, '.data'));
  if (given === undefined) return { path: mkdtempSync(join(tmpdir(), 'waypost-')), remove: true };
  mkdirSync(given, { recursive: true, mode: 0o700 });
  return { path: resolve(given), remove: false };
}

/**
 * Stops what was started: the gateway first, which would miss the others one by one, then last first; removes a fresh data
 * folder; then ends this process.
 */
function stopper(started: readonly DemoProcess[], data: { path: string; remove: boolean }): (code: number) => Promise<void> {
  let stopping: Promise<void> | undefined;
  const stop = (code: number): Promise<void> => {
    stopping ??= (async () => {
      const isGateway = ({ name }: DemoProcess): number => Number(name === gatewayName);
      for (const child of [...started].reverse().sort((a, b) => isGateway(b) - isGateway(a))) await child.stop();
      if (data.remove) rmSync(data.path, { recursive: true, force: true });
      process.exit(code);
    })();
    return stopping;
  };
  process.on('SIGINT', () => void stop(0));
  process.on('SIGTERM', () => void stop(0));
  process.on('SIGHUP', () => void stop(0));
  return stop;
}
