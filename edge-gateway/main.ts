// The gateway's process: arguments, configuration, signals and exit codes. It says that it is ready with one line of JSON
// on stdout; its log goes to stderr. Exit codes: 0 stopped, 1 unexpected, 2 wrong configuration, 3 can not start here.

import { readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { destination } from 'pino';
import { readConfig } from './config.ts';
import { forgetFreedMemory } from './freed-memory.ts';
import { startGateway } from './gateway.ts';
import { machineClock } from './system-clock.ts';
import { machineGates, openOwnGates } from './watch/gates/machine-gates.ts';
import { createLog } from './watch/log.ts';
import { startWatchdog } from './watch/watchdog.ts';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const { values: args } = parseArgs({
  options: {
    config: { type: 'string', default: join(root, 'firmware-config/sites/demo-office/gateway.yaml') },
    data: { type: 'string', default: join(root, '.data') },
    port: { type: 'string' },
    'mqtt-port': { type: 'string' },
    'booking-url': { type: 'string' },
    issuer: { type: 'string' },
    'log-level': { type: 'string', default: 'info' },
  },
});
forgetFreedMemory();
const log = createLog({ level: args['log-level'], destination: destination(2) });

// A parent that goes away takes us along, also while we are still starting.
let stop = async (): Promise<void> => process.exit(0);
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP', 'disconnect'] as const) process.once(signal, () => void stop());
process.on('uncaughtException', (error) => {
  log.fatal({ err: error }, 'an unexpected error ended the gateway');
  process.exit(1);
});
process.on('unhandledRejection', (reason) => {
  throw reason;
});

const config = readConfig(resolve(args.config), process.env, {
  ...(args.port === undefined ? {} : { httpPort: Number(args.port) }),
  ...(args['mqtt-port'] === undefined ? {} : { mqttPort: Number(args['mqtt-port']) }),
  ...(args['booking-url'] === undefined ? {} : { bookingUrl: args['booking-url'] }),
  ...(args.issuer === undefined ? {} : { issuer: args.issuer }),
});
if (config.ok) await run(config.value);
else giveUp(2, `The configuration is wrong:\n${config.detail}`);

async function run(parsed: Parameters<typeof startGateway>[0]['config']): Promise<void> {
  openOwnGates();
  const watchdog = startWatchdog({ clock: machineClock });
  await watchdog.ready;
  const gateway = await startGateway({
    config: parsed,
    dataFolder: resolve(args.data),
    pagesFolder: join(root, '.build/pages'),
    version: version(),
    clock: machineClock,
    gates: machineGates(watchdog),
    onSwept: watchdog.beat,
    configPath: resolve(args.config),
    log,
  });
  if (!gateway.ok) return giveUp(3, gateway.detail ?? gateway.why);
  stop = async () => {
    await gateway.value.stop();
    await watchdog.stop();
    process.exit(0);
  };
  console.log(JSON.stringify({ ready: true, http: gateway.value.httpPort, mqtt: gateway.value.mqttPort }));
}

function giveUp(code: number, sentence: string): never {
  console.error(sentence);
  // Not only the exit code: the channel to a parent would keep this process alive.
  process.exit(code);
}

function version(): string {
  const { version: found } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
  return found;
}
