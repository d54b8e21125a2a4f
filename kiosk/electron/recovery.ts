// What to do when the page dies, hangs or goes blank: pure rules, so that every storm can be played in a test. Reload at
// once, but not for ever: a page that keeps dying gives way to a plain one, and a machine that can't keep any page alive
// ends the process, so that the supervisor starts afresh.

import { minutes, seconds } from '#shared/kit/duration.ts';
import type { AppPage } from './app-address.ts';
import { exitCodes } from './exit-codes.ts';

export type RecoveryEvent =
  | { readonly kind: 'start' | 'load-failed' | 'unresponsive' | 'responsive' | 'tick' }
  /** Somebody who looks after the displays asks for a fresh page. */
  | { readonly kind: 'asked' }
  /** The page's script runs; it was given a plan and a board to draw; it drew. */
  | { readonly kind: 'listening' | 'drawable' | 'beat' }
  /** `reason` as Electron's render-process-gone gives it. */
  | { readonly kind: 'gone'; readonly reason: string };

export type RecoveryEffect =
  | { readonly kind: 'load'; readonly page: AppPage }
  /** Kill the renderer; `gone` follows. Never reload a hung page: reload waits for the page's own unload. */
  | { readonly kind: 'crash-renderer' }
  | { readonly kind: 'exit'; readonly code: number };

export type RecoveryState = {
  readonly page: AppPage;
  /** Boot time of the newest load. */
  readonly loadedAtMs: number;
  /** Boot times since that load: of the page's first word, of the first board it could draw, of its newest beat. */
  readonly listeningAtMs: number | null;
  readonly drawableAtMs: number | null;
  readonly beatAtMs: number | null;
  /** Since when the renderer answers nothing. */
  readonly hungSinceMs: number | null;
  /** When the renderer was told to crash and has not gone yet. */
  readonly crashAtMs: number | null;
  /** Boot times of the losses of the last ten minutes. */
  readonly lossesMs: readonly number[];
  readonly over: boolean;
};

export type RecoveryStep = { readonly state: RecoveryState; readonly effects: readonly RecoveryEffect[] };

const storm = { count: 2, withinMs: seconds(30) };
const surrender = { count: 5, withinMs: minutes(10) };
const hungForMs = seconds(10);
/** The page beats every 5 s; three missed beats and a little. */
const silentForMs = seconds(17);
/** A page may take this long from load to its first word, and from a board to its first beat. */
const firstSignMs = seconds(30);
const safePageForMs = minutes(1);
/** A renderer that was told to crash and raised no event is taken for gone. */
const crashTakesMs = seconds(5);

/** Before `start`. */
export const notStarted: RecoveryState = {
  page: 'wall',
  loadedAtMs: 0,
  listeningAtMs: null,
  drawableAtMs: null,
  beatAtMs: null,
  hungSinceMs: null,
  crashAtMs: null,
  lossesMs: [],
  over: false,
};

/** One step: the state after `event` at boot time `nowMs`, and what to do, in order. */
export function nextRecovery(state: RecoveryState, event: RecoveryEvent, nowMs: number): RecoveryStep {
  if (state.over) return same(state);
  switch (event.kind) {
    case 'start':
      return load(state, 'wall', nowMs);
    case 'gone':
      return event.reason === 'clean-exit' ? same(state) : lost(state, nowMs);
    case 'load-failed':
      return lost(state, nowMs);
    case 'asked':
      return asked(state, nowMs);
    case 'unresponsive':
      return same({ ...state, hungSinceMs: state.hungSinceMs ?? nowMs });
    case 'responsive':
      return same({ ...state, hungSinceMs: null });
    case 'listening':
      return same({ ...state, listeningAtMs: state.listeningAtMs ?? nowMs });
    case 'drawable':
      return same({ ...state, drawableAtMs: state.drawableAtMs ?? nowMs });
    case 'beat':
      return same({ ...state, beatAtMs: nowMs });
    case 'tick':
      return tick(state, nowMs);
  }
}

/** Whether the supervisor may be told that all is well: a hung page is nobody's well-being. */
export function isAlive(state: RecoveryState, nowMs: number): boolean {
  return !state.over && state.crashAtMs === null && !isHung(state, nowMs);
}

function same(state: RecoveryState): RecoveryStep {
  return { state, effects: [] };
}

function load(state: RecoveryState, page: AppPage, nowMs: number): RecoveryStep {
  const fresh = { ...notStarted, page, loadedAtMs: nowMs, lossesMs: state.lossesMs };
  return { state: fresh, effects: [{ kind: 'load', page }] };
}

function lost(state: RecoveryState, nowMs: number): RecoveryStep {
  const lossesMs = [...state.lossesMs.filter((atMs) => nowMs - atMs < surrender.withinMs), nowMs];
  if (lossesMs.length > surrender.count) {
    return { state: { ...state, lossesMs, over: true }, effects: [{ kind: 'exit', code: exitCodes.gaveUp }] };
  }
  const recent = lossesMs.filter((atMs) => nowMs - atMs < storm.withinMs).length;
  return load({ ...state, lossesMs }, recent > storm.count || state.page === 'safe' ? 'safe' : 'wall', nowMs);
}

/** No loss, so it never adds up to a storm; a page that hangs is already on its way out. */
function asked(state: RecoveryState, nowMs: number): RecoveryStep {
  return state.hungSinceMs === null && state.crashAtMs === null ? load(state, 'wall', nowMs) : same(state);
}

function tick(state: RecoveryState, nowMs: number): RecoveryStep {
  if (state.crashAtMs !== null) return nowMs - state.crashAtMs >= crashTakesMs ? lost(state, nowMs) : same(state);
  if (isHung(state, nowMs)) return { state: { ...state, crashAtMs: nowMs }, effects: [{ kind: 'crash-renderer' }] };
  if (state.page === 'safe' && nowMs - state.loadedAtMs >= safePageForMs) return load(state, 'wall', nowMs);
  return same(state);
}

/** The safe page has no script and so no beat; a wall whose gateway never answered has nothing to draw yet. */
function isHung(state: RecoveryState, nowMs: number): boolean {
  if (state.hungSinceMs !== null && nowMs - state.hungSinceMs >= hungForMs) return true;
  if (state.page === 'safe') return false;
  if (state.beatAtMs !== null) return nowMs - state.beatAtMs >= silentForMs;
  if (state.listeningAtMs === null) return nowMs - state.loadedAtMs >= firstSignMs;
  return state.drawableAtMs !== null && nowMs - Math.max(state.drawableAtMs, state.listeningAtMs) >= firstSignMs;
}
