// Ends this process with SIGKILL when it stands still (SIGSTOP, a debugger, a loop without end): nothing in it would
// forget then. Every sweep of the vault beats; after a sweep nothing is older than 29:30, so 25 seconds without a beat
// leave five to the promised 30:00. The watchdog is a shell of 4 MB in a session of its own, which neither Ctrl-Z nor
// Ctrl-C reaches; it ends with us, when its standard input closes. Under systemd it passes the beats on, so that systemd
// ends a group that was stopped as a whole. A machine that stands still as a whole stops both.

import { type ChildProcess, spawn } from 'node:child_process';
import type { Running } from '#gateway/running.ts';
import type { Clock } from '#shared/kit/clock.ts';
import { seconds } from '#shared/kit/duration.ts';

export type Watchdog = Running & {
  /** Settles when it is known whether the first one runs, so that nobody judges before. */
  readonly ready: Promise<void>;
  /** To be called after every sweep, and when the first may be waited for. Time counts from the first call. */
  readonly beat: () => void;
  /** The watchdog is there and answers. */
  readonly runs: () => boolean;
  /** Told whenever `runs` may have changed. */
  readonly onChange: (listener: () => void) => void;
};

type Deps = {
  readonly clock: Pick<Clock, 'after'>;
  readonly deadlineMs?: number;
};

const againAfterMs = seconds(1);
/** A sweep every ten seconds makes two unanswered beats twenty seconds of silence. */
const mostUnanswered = 2;

/** Line 1 is a greeting; line 2 is the first beat, from which on time counts. Every line is answered. */
const script = `
trap '' INT TERM HUP
read -r && echo && read -r || exit 0
while echo; do
  if [ -n "$NOTIFY_SOCKET" ]; then systemd-notify --ready WATCHDOG=1 & fi
  read -r -t "$1"
  status=$?
  if [ $status -gt 128 ]; then kill -KILL $PPID; fi
  if [ $status -ne 0 ]; then exit; fi
done
`;

type Child = { readonly process: ChildProcess; sent: number; answered: number };

/** Starts the watchdog, and starts it again a second after it ended. */
export function startWatchdog({ clock, deadlineMs = seconds(25) }: Deps): Watchdog {
  const listeners: (() => void)[] = [];
  const tell = (): void => {
    for (const listener of listeners) listener();
  };
  let beaten = false;
  let child: Child | null = null;
  let cancel: () => void = () => undefined;
  const start = (): void => {
    const started: Child = { process: spawnShell(deadlineMs), sent: 0, answered: 0 };
    child = started;
    started.process.stdout?.on('data', (answers: Buffer) => {
      started.answered += answers.length;
      if (started.answered === answers.length) tell();
    });
    const ended = (): void => {
      if (child !== started) return;
      child = null;
      cancel = clock.after(againAfterMs, start);
      tell();
    };
    // Without a shell there is an error instead of an exit.
    started.process.once('exit', ended).once('error', ended);
    send(started);
    if (beaten) send(started);
  };
  start();
  const ready = new Promise<void>((resolve) => {
    listeners.push(resolve);
  });
  return {
    ready,
    beat: () => {
      beaten = true;
      if (child === null) return;
      if (unanswered(child) > mostUnanswered) child.process.kill('SIGKILL');
      else send(child);
    },
    runs: () => child !== null && child.answered > 0 && unanswered(child) < mostUnanswered,
    onChange: (listener) => {
      listeners.push(listener);
    },
    stop: async () => {
      const last = child;
      child = null;
      cancel();
      if (last !== null) await killed(last.process);
    },
  };
}

function unanswered({ sent, answered }: Child): number {
  return sent - answered;
}

function send(child: Child): void {
  child.sent++;
  child.process.stdin?.write('\n');
}

/** No secret of ours is in its environment, and a write to one that has just ended is no error: its end is seen anyway. */
function spawnShell(deadlineMs: number): ChildProcess {
  const { PATH, NOTIFY_SOCKET } = process.env;
  const shell = spawn('bash', ['--norc', '--noprofile', '-c', script, 'waypost-watchdog', String(deadlineMs / 1000)], {
    env: { PATH, ...(NOTIFY_SOCKET === undefined ? {} : { NOTIFY_SOCKET }) },
    stdio: ['pipe', 'pipe', 'inherit'],
    detached: true,
  });
  shell.stdin.on('error', () => undefined);
  return shell;
}

function killed(shell: ChildProcess): Promise<void> {
  if (shell.pid === undefined || shell.exitCode !== null || shell.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => {
    shell.once('exit', () => resolve());
    shell.kill('SIGKILL');
  });
}
