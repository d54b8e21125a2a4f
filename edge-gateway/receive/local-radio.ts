// This machine's own Bluetooth radio as a feed. The radio library lives in a child process that is started anew every few
// minutes, so that no list of the addresses around here can grow; a machine without Bluetooth costs one clear sentence.

import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Cancel, Clock } from '#shared/kit/clock.ts';
import { minutes, seconds } from '#shared/kit/duration.ts';
import { done } from '#shared/kit/outcome.ts';
import type { AnchorId } from '#shared/model/ids.ts';
import { RadioMessage } from './radio-messages.ts';
import type { Deliver, RunningFeed, TagFeed } from './tag-feed.ts';

export type LocalRadioOptions = {
  /** Where this machine stands. */
  readonly anchor: AnchorId;
  readonly clock: Clock;
  readonly stampMs?: () => number;
  /** Arguments for the child's node, for tests that put a controller of their own under the radio library. */
  readonly nodeArguments?: readonly string[];
};

const recycleEveryMs = minutes(5);
const firstWordWithinMs = seconds(5);
const restartAfterMs = seconds(10);

/** The radio of this machine. `start` never refuses; while there is no Bluetooth, `state().detail` says what to do. */
export function localRadio(options: LocalRadioOptions): TagFeed {
  return { start: (deliver) => listen(options, deliver) };
}

async function listen(options: LocalRadioOptions, deliver: Deliver): Promise<{ ok: true; value: RunningFeed }> {
  const { clock } = options;
  const firstWord = Promise.withResolvers<void>();
  let radioState = 'silent';
  let child: ChildProcess | null = null;
  let restarting: Cancel = () => undefined;
  let stopped: Promise<void> | null = null;
  const heard = handler(options, deliver, (state) => {
    radioState = state;
    firstWord.resolve();
  });
  const begin = (): void => {
    const started = fork(fileURLToPath(new URL('./radio-process.ts', import.meta.url)), {
      execArgv: [...(options.nodeArguments ?? [])],
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    child = started;
    started.on('message', (message) => {
      if (stopped === null) heard(message);
    });
    started.once('exit', () => {
      if (stopped !== null || child !== started) return;
      child = null;
      radioState = 'ended';
      firstWord.resolve();
      restarting = clock.after(restartAfterMs, begin);
    });
  };
  const recycle = clock.every(recycleEveryMs, () => {
    const old = child;
    if (old === null) return;
    begin();
    old.kill();
  });
  begin();
  const silence = clock.after(firstWordWithinMs, firstWord.resolve);
  await firstWord.promise;
  silence();
  const stop = async (): Promise<void> => {
    recycle();
    restarting();
    if (child !== null) await ended(child);
  };
  return done({
    state: () => stateOf(stopped === null ? radioState : 'stopped'),
    stop: () => {
      stopped ??= stop();
      return stopped;
    },
  });
}

function handler(options: LocalRadioOptions, deliver: Deliver, onState: (state: string) => void): (message: unknown) => void {
  const { anchor, stampMs = options.clock.bootMs } = options;
  return (message) => {
    const parsed = RadioMessage.safeParse(message);
    if (!parsed.success) return;
    if (parsed.data.kind === 'state') return onState(parsed.data.state);
    const { address, payload, rssiDbm } = parsed.data;
    deliver({ kind: 'advert', anchor, address, payload, rssiDbm, heardAtBootMs: stampMs() });
  };
}

function stateOf(radioState: string): { up: boolean; scannersConnected: number; detail?: string } {
  if (radioState === 'poweredOn') return { up: true, scannersConnected: 1 };
  return { up: false, scannersConnected: 0, detail: sentence(radioState) };
}

function sentence(radioState: string): string {
  switch (radioState) {
    case 'stopped':
      return 'The local radio is stopped.';
    case 'unauthorized':
      return 'The gateway may not use this machine’s Bluetooth; give its user the right (CAP_NET_RAW) or remove "radio" from the configuration.';
    default:
      return 'This machine has no Bluetooth that is switched on; plug one in or switch it on, or remove "radio" from the configuration.';
  }
}

function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => {
    child.once('exit', () => resolve());
    child.kill();
  });
}
