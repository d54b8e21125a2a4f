// What it takes to build a gateway, beside its configuration: the machine it runs on.

import type { Clock } from '#shared/kit/clock.ts';
import type { Fix } from '#shared/model/fix.ts';
import type { Config } from './config.ts';
import type { Gates } from './watch/gates/gate.ts';
import type { Log } from './watch/log.ts';

export type GatewayDeps = {
  readonly config: Config;
  readonly dataFolder: string;
  /** The built pages; may be missing. */
  readonly pagesFolder: string;
  readonly version: string;
  readonly clock: Clock;
  /** What has to hold of this machine before positions are kept in memory. */
  readonly gates: Gates;
  /** The vault was swept: a watchdog waits for it. */
  readonly onSwept?: () => void;
  /** The configuration file, whose kill switch is watched. */
  readonly configPath?: string;
  /** Limits network waits; the same as `clock` but in a replay, where the other side lives at normal speed. */
  readonly networkClock?: Clock;
  readonly log: Log;
  /** Sees every fix as it is made: to measure a replay against its truth. The gateway's own process never sets it. */
  readonly measure?: (fix: Fix) => void;
  /** Messages a scanner may send; the broker's default when not given. */
  readonly scannerRate?: { readonly perSecond: number; readonly burst: number };
};
