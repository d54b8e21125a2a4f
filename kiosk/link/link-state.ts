// When a display dials the gateway, when it gives a socket up for dead, and what it tells the page about it. Pure, so
// that the Electron main process and the browser bridge follow the same rules and tests need no socket.
//
// An adapter keeps one socket: `dial` means open a new one after `inMs`, `terminate` means drop the present one and
// listen to it no more. It feeds back what happened, and a `tick` about once a second.

import { fullJitterMs } from '#shared/kit/backoff.ts';
import { seconds } from '#shared/kit/duration.ts';
import type { Random } from '#shared/kit/random.ts';
import { linkDeadAfterMs } from '#shared/wire/board-socket.ts';
import type { ToPage } from '#shared/wire/kiosk-bridge.ts';

/** What the page is told about the link; `sinceMs` is epoch time. */
type LinkMessage = Extract<ToPage, { kind: 'link' }>;

/** `refused`: the gateway answered 401 or closed with 4401, so it does not know this display. */
export type LinkEvent = { readonly kind: 'start' | 'opened' | 'message' | 'closed' | 'refused' | 'tick' };

export type LinkEffect =
  | { readonly kind: 'dial'; readonly inMs: number }
  | { readonly kind: 'terminate' }
  | { readonly kind: 'tell'; readonly message: LinkMessage };

/** Two clocks: ages come from `bootMs` (never jumps back), times told to people from `wallMs` (epoch). */
export type LinkNow = { readonly bootMs: number; readonly wallMs: number };

export type LinkState = {
  readonly phase: 'idle' | 'dialing' | 'open';
  /** Dials since the gateway last said something. */
  readonly attempt: number;
  /** Boot time at which the present dial begins or began. */
  readonly dialAtMs: number;
  /** When the gateway was last heard, or the socket opened. */
  readonly heard: LinkNow;
  /** What the page knows; null before anything was told. */
  readonly told: LinkMessage | null;
};

export type LinkStep = { readonly state: LinkState; readonly effects: readonly LinkEffect[] };

/** A dial that has not opened after this long is given up. */
const dialDeadAfterMs = seconds(15);

/** Before `start`. */
export const idleLink: LinkState = { phase: 'idle', attempt: 0, dialAtMs: 0, heard: { bootMs: 0, wallMs: 0 }, told: null };

/** One step of the link: what holds now and what the adapter has to do, in order. */
export function nextLink(state: LinkState, event: LinkEvent, now: LinkNow, random: Random): LinkStep {
  switch (event.kind) {
    case 'start':
      return state.phase === 'idle' ? dial({ ...state, heard: now }, 0, now) : same(state);
    case 'opened':
      return state.phase === 'dialing' ? same({ ...state, phase: 'open', heard: now }) : same(state);
    case 'message':
      return state.phase === 'open' ? heard(state, now) : same(state);
    case 'closed':
      return isLateClose(state, now) ? same(state) : lost(state, now, now.wallMs, 'unreachable', random);
    case 'refused':
      return isLateClose(state, now) ? same(state) : lost(state, now, now.wallMs, 'unknown-display', random);
    case 'tick':
      return isDead(state, now) ? givenUp(state, now, random) : same(state);
  }
}

function same(state: LinkState): LinkStep {
  return { state, effects: [] };
}

function dial(state: LinkState, inMs: number, now: LinkNow): LinkStep {
  return {
    state: { ...state, phase: 'dialing', attempt: state.attempt + 1, dialAtMs: now.bootMs + inMs },
    effects: [{ kind: 'dial', inMs }],
  };
}

/** Only a message proves the link: a socket that opens and closes at once must not reset the back-off. */
function heard(state: LinkState, now: LinkNow): LinkStep {
  const next = { ...state, attempt: 0, heard: now };
  return state.told?.up ? same(next) : tell(next, { kind: 'link', up: true, sinceMs: now.wallMs });
}

function tell(state: LinkState, message: LinkMessage): LinkStep {
  return { state: { ...state, told: message }, effects: [{ kind: 'tell', message }] };
}

/** The close of a socket that was already replaced: the next dial has not begun, so it can't be about that one. */
function isLateClose(state: LinkState, now: LinkNow): boolean {
  return state.phase === 'idle' || (state.phase === 'dialing' && now.bootMs < state.dialAtMs);
}

function isDead(state: LinkState, now: LinkNow): boolean {
  if (state.phase === 'open') return now.bootMs - state.heard.bootMs >= linkDeadAfterMs;
  return state.phase === 'dialing' && now.bootMs - state.dialAtMs >= dialDeadAfterMs;
}

function givenUp(state: LinkState, now: LinkNow, random: Random): LinkStep {
  const step = lost(state, now, state.heard.wallMs, 'unreachable', random);
  return { state: step.state, effects: [{ kind: 'terminate' }, ...step.effects] };
}

/** Waits 1 s to 2 s at first, 1 s to 30 s in the long run. An unknown display waits long: a person has to act first. */
function lost(
  state: LinkState,
  now: LinkNow,
  sinceMs: number,
  problem: 'unreachable' | 'unknown-display',
  random: Random,
): LinkStep {
  const exponent = problem === 'unknown-display' ? 30 : Math.max(0, state.attempt - 1);
  const next = dial(state, seconds(1) + fullJitterMs(exponent, random, seconds(1), seconds(29)), now);
  const told = state.told;
  if (told && !told.up && told.problem === problem) return next;
  const since = told && !told.up ? told.sinceMs : sinceMs;
  const step = tell(next.state, { kind: 'link', up: false, sinceMs: since, problem });
  return { state: step.state, effects: [...step.effects, ...next.effects] };
}
