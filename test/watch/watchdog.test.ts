// With real processes and real signals: what is proved here is what the kernel does.

import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, describe, expect, test } from 'vitest';

const running: ChildProcessWithoutNullStreams[] = [];
afterAll(() => {
  for (const process of running.splice(0)) process.kill('SIGKILL');
});

/** Long enough that a busy test machine is not taken for a stopped process. */
const deadlineMs = 3_000;

/** A watched process, with its lines as they come. */
function startWatched(env: NodeJS.ProcessEnv = {}) {
  const process_ = spawn(process.execPath, ['test/watch/watched-process.ts', String(deadlineMs)], {
    env: { ...process.env, ...env },
  });
  running.push(process_);
  const lines: string[] = [];
  const waiting = new Set<() => void>();
  createInterface({ input: process_.stdout }).on('line', (line) => {
    lines.push(line);
    for (const look of waiting) look();
  });
  const ended = new Promise<NodeJS.Signals | number | null>((resolve) => {
    process_.once('exit', (code, signal) => resolve(signal ?? code));
  });
  /** Resolves when this line has come `times` times; rejects when the process ends before. */
  const says = (line: string, times = 1): Promise<void> =>
    new Promise((resolve, reject) => {
      void ended.then((how) => reject(new Error(`ended (${how}) before it said "${line}": ${lines}`)));
      const look = (): void => {
        if (lines.filter((said) => said === line).length < times) return;
        waiting.delete(look);
        resolve();
      };
      waiting.add(look);
      look();
    });
  const pid = process_.pid ?? 0;
  const watchdogPid = (): number => Number(readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ')[0]);
  return { pid, says, ended, tell: (line: string) => process_.stdin.write(`${line}\n`), watchdogPid };
}

/** Resolves when what is in a file passes; a missing file is an empty one. */
async function holds(path: string, passes: (text: string) => boolean): Promise<void> {
  const text = (): string => {
    try {
      return readFileSync(path, 'utf8');
    } catch {
      return '';
    }
  };
  while (!passes(text())) await new Promise((resolve) => setImmediate(resolve));
}

/** Resolves when there is no such process any more, or only its remains. */
const isGone = (pid: number): Promise<void> => holds(`/proc/${pid}/status`, (text) => text === '' || /^State:\s+Z/m.test(text));

describe.concurrent('the watchdog', () => {
  test('S6, R32: a gateway that was stopped (SIGSTOP) is killed, so that nothing grows old in its memory', async () => {
    const gateway = startWatched();
    await gateway.says('watched');
    process.kill(gateway.pid, 'SIGSTOP');
    expect(await gateway.ended).toBe('SIGKILL');
  });

  test('a gateway that is busy for half the deadline lives on', async () => {
    const gateway = startWatched();
    await gateway.says('watched');
    gateway.tell('be busy');
    await gateway.says('was busy');
    gateway.tell('stop');
    await gateway.says('stopped');
    expect(await gateway.ended).toBe(0);
  });

  test('a watchdog that dies is missed at once and started again, and waits for no first beat then', async () => {
    const gateway = startWatched();
    await gateway.says('watched');
    gateway.tell('beat no more');
    await gateway.says('beats no more');
    process.kill(gateway.watchdogPid(), 'SIGKILL');
    await gateway.says('unwatched');
    await gateway.says('watched', 2);
    expect(await gateway.ended).toBe('SIGKILL');
  });

  test('a watchdog that was stopped itself is missed, killed and started again', async () => {
    const gateway = startWatched();
    await gateway.says('watched');
    process.kill(gateway.watchdogPid(), 'SIGSTOP');
    await gateway.says('unwatched');
    await gateway.says('watched', 2);
  });

  test('the watchdog ends with the gateway, also when that is killed, and does not mind what Ctrl-C and systemctl send', async () => {
    const gateway = startWatched();
    await gateway.says('watched');
    const watchdog = gateway.watchdogPid();
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.kill(watchdog, signal);
    gateway.tell('be nothing');
    expect(gateway.watchdogPid()).toBe(watchdog);
    process.kill(gateway.pid, 'SIGKILL');
    await gateway.ended;
    await isGone(watchdog);
  });

  test('gets no secret of the gateway into its environment', async () => {
    const gateway = startWatched({ WAYPOST_SCANNER_KEY: 'not for the watchdog' });
    await gateway.says('ready');
    const environment = readFileSync(`/proc/${gateway.watchdogPid()}/environ`, 'utf8');
    expect(environment).toContain('PATH=');
    expect(environment).not.toContain('WAYPOST');
  });

  test('is known to be missing where there is no shell', async () => {
    const gateway = startWatched({ PATH: '/nowhere' });
    await gateway.says('ready');
    await gateway.says('unwatched');
    gateway.tell('stop');
    await gateway.says('stopped');
    expect(await gateway.ended).toBe(0);
  });

  test('passes beats on to systemd where that started the gateway', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'waypost-notify-'));
    const said = join(folder, 'said');
    writeFileSync(join(folder, 'systemd-notify'), '#!/bin/sh\necho "$@" >> "$NOTIFY_SOCKET"\n', { mode: 0o755 });
    const gateway = startWatched({ PATH: `${folder}:${process.env.PATH}`, NOTIFY_SOCKET: said });
    await holds(said, (text) => text.startsWith('--ready WATCHDOG=1\n--ready WATCHDOG=1\n'));
    gateway.tell('stop');
    await gateway.says('stopped');
    rmSync(folder, { recursive: true });
  });
});
