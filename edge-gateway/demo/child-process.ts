// One process of the demo, started and stopped by `npm start`. It says that it is ready with one line of JSON on stdout;
// it ends by itself when its parent is gone (the IPC channel closes).

import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface, type Interface } from 'node:readline';
import { Readable } from 'node:stream';
import type { Clock } from '#shared/kit/clock.ts';
import { seconds } from '#shared/kit/duration.ts';
import type { Running } from '../running.ts';

export type DemoProcess = Running & {
  readonly name: string;
  /** The parsed ready line; rejects with a sentence when the process ends before. */
  readonly ready: Promise<unknown>;
  /** Ends it with no chance to tidy up: kill -9. */
  readonly kill: () => Promise<void>;
  /** Called with every line that it prints beside the ready line. */
  readonly onLine: (listener: (line: string) => void) => void;
  /** Called when it ends without having been asked to. */
  readonly onDeath: (listener: (code: number | null) => void) => void;
};

export type ProcessPlan = {
  readonly name: string;
  /** A TypeScript file, absolute. */
  readonly file: string;
  readonly args: readonly string[];
  readonly env: NodeJS.ProcessEnv;
  readonly clock: Clock;
};

/** The C library overwrites what is freed: frames and payloads live there (edge-gateway/freed-memory.ts does the same for V8). */
const overwriteFreed = { MALLOC_PERTURB_: '165' };

/** Starts the process; returns before it is ready, so that it can be stopped at any time. Its stderr is ours. */
export function startProcess(plan: ProcessPlan): DemoProcess {
  // A group of its own, so that Ctrl-C in the terminal reaches the parent only, which then stops everything in order.
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', plan.file, ...plan.args], {
    env: { ...overwriteFreed, ...plan.env },
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
    detached: true,
  });
  let stopping = false;
  const lines = createInterface({ input: child.stdout ?? Readable.from([]) });
  const listeners = new Set<(code: number | null) => void>();
  child.on('exit', (code) => {
    if (!stopping) for (const listener of listeners) listener(code);
  });
  return {
    name: plan.name,
    ready: readyLine(child, lines, plan.name),
    onLine: (listener) => {
      lines.on('line', (line) => {
        if (readyMessage(line) === undefined) listener(line);
      });
    },
    onDeath: (listener) => {
      listeners.add(listener);
    },
    stop: () => {
      stopping = true;
      return end(child, 'SIGTERM', plan.clock);
    },
    kill: () => {
      stopping = true;
      return end(child, 'SIGKILL', plan.clock);
    },
  };
}

function readyLine(child: ChildProcess, lines: Interface, name: string): Promise<unknown> {
  return new Promise((resolve, reject) => {
    lines.on('line', (line) => {
      const message = readyMessage(line);
      if (message !== undefined) resolve(message);
    });
    child.once('error', reject);
    child.once('exit', (code) =>
      reject(new Error(`${name} ended before it was ready (exit code ${code}); the lines above say why`)),
    );
  });
}

function readyMessage(line: string): object | undefined {
  if (!line.startsWith('{"ready":')) return undefined;
  const message: unknown = JSON.parse(line);
  return typeof message === 'object' && message !== null ? message : undefined;
}

function end(child: ChildProcess, signal: NodeJS.Signals, clock: Clock): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => {
    const cancel = clock.after(seconds(8), () => child.kill('SIGKILL'));
    child.once('exit', () => {
      cancel();
      resolve();
    });
    child.kill(signal);
  });
}
