// Carries out the rules of recovery.ts on a real window: feeds them what Electron reports and does what they say.

import type { Clock } from '#shared/kit/clock.ts';
import { seconds } from '#shared/kit/duration.ts';
import { pageUrl } from './app-address.ts';
import type { KioskLog } from './log.ts';
import { isAlive, nextRecovery, notStarted, type RecoveryEffect, type RecoveryEvent } from './recovery.ts';

/** The slice of Electron's WebContents that fails and is put right. */
export type MortalContents = {
  on(event: 'render-process-gone', listener: (event: unknown, details: { readonly reason: string }) => void): unknown;
  on(event: 'unresponsive', listener: () => void): unknown;
  on(event: 'responsive', listener: () => void): unknown;
  loadURL(url: string): Promise<void>;
  forcefullyCrashRenderer(): void;
};

export type PageKeeper = {
  /** The page's script runs. */
  readonly listening: () => void;
  /** The page has all it needs to draw. */
  readonly drawable: () => void;
  /** The page drew something. */
  readonly beat: () => void;
  /** Loads the page afresh because somebody asked for it. */
  readonly reload: () => void;
  readonly alive: () => boolean;
  readonly stop: () => void;
};

type Deps = { readonly clock: Clock; readonly log: KioskLog; readonly exit: (code: number) => void };

/** Loads the wall and keeps a page alive in `contents` until `stop`, or ends the process through `exit`. */
export function keepPageAlive(contents: MortalContents, { clock, log, exit }: Deps): PageKeeper {
  let state = notStarted;
  let stopped = false;
  const feed = (event: RecoveryEvent): void => {
    if (stopped) return;
    const step = nextRecovery(state, event, clock.bootMs());
    state = step.state;
    for (const effect of step.effects) act(effect);
  };
  const act = (effect: RecoveryEffect): void => {
    if (effect.kind !== 'load') log('error', 'page given up', { does: effect.kind });
    if (effect.kind === 'exit') exit(effect.code);
    if (effect.kind === 'crash-renderer') contents.forcefullyCrashRenderer();
    // Loading inside the handler of a crash has crashed Electron itself (electron issue 19887): always a turn later.
    if (effect.kind === 'load') clock.after(0, () => void (stopped || load(pageUrl(effect.page))));
  };
  const load = (url: string): Promise<void> =>
    contents.loadURL(url).catch((error: unknown) => {
      if (isToldOtherwise(error)) return;
      log('error', 'page did not load');
      feed({ kind: 'load-failed' });
    });
  listen(contents, log, feed);
  const stopTicks = clock.every(seconds(1), () => feed({ kind: 'tick' }));
  feed({ kind: 'start' });
  return {
    listening: () => feed({ kind: 'listening' }),
    drawable: () => feed({ kind: 'drawable' }),
    beat: () => feed({ kind: 'beat' }),
    reload: () => feed({ kind: 'asked' }),
    alive: () => isAlive(state, clock.bootMs()),
    stop: () => {
      stopped = true;
      stopTicks();
    },
  };
}

function listen(contents: MortalContents, log: KioskLog, feed: (event: RecoveryEvent) => void): void {
  contents.on('render-process-gone', (_event, { reason }) => {
    log('error', 'page process gone', { reason });
    feed({ kind: 'gone', reason });
  });
  contents.on('unresponsive', () => feed({ kind: 'unresponsive' }));
  contents.on('responsive', () => feed({ kind: 'responsive' }));
}

/** A load that a newer one replaced, or whose renderer died, which render-process-gone or a missing beat tells. */
function isToldOtherwise(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'ERR_ABORTED' || error.code === 'ERR_FAILED');
}
