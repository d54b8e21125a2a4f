// Plays a recorded walk through a real broker: one MQTT client per receiver, ESPresense's topics and payloads, at the
// recorded times on the given clock. Strengths are sent as recorded: what is impossible is for the decoder to drop.

import type { Clock } from '#shared/kit/clock.ts';
import type { Scanner } from '#shared/model/scanner.ts';
import type { Running } from '../../running.ts';
import { espresenseSighting } from '../scanner/espresense.ts';
import { connectScannerLink, type ScannerLink } from '../scanner/mqtt-scanner.ts';
import type { Walk } from './walks.ts';

export type ReplayOptions = {
  readonly host: string;
  readonly port: number;
  /** One per receiver; a scanner's `anchor` is the receiver's id. */
  readonly scanners: readonly Scanner[];
  readonly password: (scannerId: string) => string;
  readonly walk: Walk;
  /** A scaled clock plays faster: its seconds are the recorded ones. */
  readonly clock: Clock;
};

export type Replay = Running & {
  /** The moment on the clock (boot) at which the walk's first reading is due. */
  readonly startBootMs: number;
  /** How many readings were sent; resolves with the walk's last one, or when the replay is stopped. */
  readonly finished: Promise<number>;
};

/** Connects all scanners, then begins. Rejects when the broker can't be reached or refuses a login. */
export async function startReplay(options: ReplayOptions): Promise<Replay> {
  const links = await connectAll(options);
  const stopLinks = async (): Promise<void> => {
    await Promise.all([...links.values()].map((link) => link.stop()));
  };
  const player = play(options.walk, options.clock, links);
  return {
    startBootMs: player.startBootMs,
    finished: player.finished,
    stop: async () => {
      player.halt();
      await stopLinks();
    },
  };
}

/** The links by receiver. */
async function connectAll(options: ReplayOptions): Promise<ReadonlyMap<string, ScannerLink>> {
  const attempts = await Promise.allSettled(
    options.scanners.map((scanner) =>
      connectScannerLink({ host: options.host, port: options.port, scanner, password: options.password(scanner.id) }),
    ),
  );
  const links = attempts.flatMap((attempt) => (attempt.status === 'fulfilled' ? [attempt.value] : []));
  const failed = attempts.find((attempt) => attempt.status === 'rejected');
  if (failed) {
    await Promise.all(links.map((link) => link.stop()));
    throw new Error('A scanner of the replay could not connect to the broker', { cause: failed.reason });
  }
  return new Map(links.map((link) => [link.scanner.anchor, link]));
}

type Player = { readonly startBootMs: number; readonly finished: Promise<number>; readonly halt: () => void };

function play(walk: Walk, clock: Clock, links: ReadonlyMap<string, ScannerLink>): Player {
  const startBootMs = clock.bootMs();
  const { promise: finished, resolve } = Promise.withResolvers<number>();
  const address = walk.tag.slice('mac:'.length);
  let next = 0;
  let sent = 0;
  let cancel = (): void => undefined;
  const sendDue = (): void => {
    const nowMs = clock.bootMs() - startBootMs;
    for (let reading = walk.readings[next]; reading && reading.atMs <= nowMs; reading = walk.readings[next]) {
      const link = links.get(reading.receiver);
      if (link?.connected()) {
        link.send(espresenseSighting(link.scanner.room, { tag: walk.tag, address, rssiDbm: reading.rssiDbm, count: 1 }));
        sent += 1;
      }
      next += 1;
    }
    const due = walk.readings[next];
    if (due === undefined) resolve(sent);
    else cancel = clock.after(Math.max(1, due.atMs - nowMs), sendDue);
  };
  sendDue();
  return {
    startBootMs,
    finished,
    halt: () => {
      cancel();
      resolve(sent);
    },
  };
}
