// Starts the gateway for the proof with everything that it could write on the image: data, temporary files, home and log.
// Core dumps are limited to a byte as in its service (a limit of 0 would not stop one that is piped to a program); the log is
// at its most talkative.

import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { machineClock } from '#gateway/system-clock.ts';
import { seconds } from '#shared/kit/duration.ts';
import { testSecrets } from '#test/fakes/secrets.ts';
import { root } from '#test/source-files.ts';
import type { Order } from './gateway-process.ts';
import type { Leak } from './leaks.ts';

export type GatewayChild = {
  readonly pid: number;
  readonly url: string;
  readonly mqttPort: number;
  /** Resolves when the process has ended, however it did. */
  readonly ended: Promise<void>;
  readonly kill: () => Promise<void>;
  readonly stop: () => Promise<void>;
  /** Only the proof's own entry obeys. */
  readonly order: (order: Order) => Promise<void>;
};

export type ChildPlan = {
  /** Where everything it writes goes. */
  readonly folder: string;
  readonly config: string;
  readonly bookingUrl: string;
  readonly issuer: string;
  /** `real`: edge-gateway/main.ts itself. `clocked`: the same gateway with a clock that can be moved on (gateway-process.ts). */
  readonly entry: 'real' | 'clocked';
  readonly leak?: Leak;
};

const entries = {
  real: [join(root, 'edge-gateway/main.ts'), '--port', '0', '--mqtt-port', '0', '--log-level', 'trace'],
  clocked: [fileURLToPath(new URL('./gateway-process.ts', import.meta.url))],
};
const Ready = z.object({ ready: z.literal(true), http: z.int(), mqtt: z.int() });

export const logFile = 'gateway.log';

/** Resolves when the gateway is ready; rejects with a sentence when it ends before that. */
export async function startGatewayChild(plan: ChildPlan): Promise<GatewayChild> {
  const place = (name: string): string => {
    mkdirSync(join(plan.folder, name), { recursive: true });
    return join(plan.folder, name);
  };
  const log = openSync(join(plan.folder, logFile), 'a', 0o600);
  const temporary = place('tmp');
  const args = [
    ...entries[plan.entry],
    ...['--config', plan.config, '--data', place('data'), '--booking-url', plan.bookingUrl, '--issuer', plan.issuer],
    ...(plan.leak === undefined ? [] : ['--leak', plan.leak]),
  ];
  const node = [
    process.execPath,
    '--disable-sigusr1',
    '--disable-warning=ExperimentalWarning',
    ...(plan.entry === 'clocked' ? ['--expose-gc'] : []),
  ];
  const child = spawn('prlimit', ['--core=1', ...node, ...args], {
    cwd: place('cwd'),
    env: {
      PATH: process.env.PATH,
      MALLOC_PERTURB_: '165',
      ...testSecrets,
      TMPDIR: temporary,
      SQLITE_TMPDIR: temporary,
      HOME: place('home'),
    },
    stdio: ['ignore', 'pipe', log, 'ipc'],
    detached: true,
  });
  closeSync(log);
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const { http, mqtt } = await readyLine(child);
  return {
    pid: child.pid ?? 0,
    url: `http://127.0.0.1:${http}`,
    mqttPort: mqtt,
    ended,
    kill: () => end(child, 'SIGKILL', ended),
    stop: () => end(child, 'SIGTERM', ended),
    order: (order) =>
      new Promise((resolve, reject) => {
        child.once('message', () => resolve());
        child.once('exit', () => reject(new Error('The gateway ended before it had obeyed.')));
        child.send(order);
      }),
  };
}

function readyLine(child: ChildProcess): Promise<z.infer<typeof Ready>> {
  return new Promise((resolve, reject) => {
    if (child.stdout) {
      createInterface({ input: child.stdout }).on('line', (line) => {
        if (line.startsWith('{"ready":')) resolve(Ready.parse(JSON.parse(line)));
      });
    }
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`The gateway ended before it was ready (exit code ${code}).`)));
  });
}

async function end(child: ChildProcess, signal: NodeJS.Signals, ended: Promise<void>): Promise<void> {
  child.kill(signal);
  const cancel = machineClock.after(seconds(10), () => child.kill('SIGKILL'));
  await ended;
  cancel();
}
