// Is what the radio says of one subject possible at all? A tag that is copied is in two places, or jumps between them. What
// is in doubt is shown to nobody until the evidence has agreed with itself for ten seconds.

import type { Doubt } from '#shared/model/fix.ts';
import { createHearers } from './hearers.ts';
import type { Look } from './look.ts';
import { addLook, advance, clearPlaces, dropOldLooks, newRecent, placesKeptMs, wipeRecent } from './recent.ts';
import { isTooFast, type Way } from './too-fast.ts';
import { createTwoPlaces } from './two-places.ts';

/** What is held of one subject; changed in place. */
export type DoubtState = Way & {
  /** Looks since it was last asked whether they contradict themselves. */
  unasked: number;
  /** Whether they did, the last three times: a bit for each, the newest the lowest. */
  answers: number;
  doubt: { readonly why: Doubt; readonly untilMs: number } | null;
};

/** Takes one look in. A look that holds no numbers changes nothing; a clock that went back begins anew. */
type Judge = (state: DoubtState, look: Look) => Doubt | null;

/** Two of the last three answers begin a doubt; while there is one, every such answer prolongs it. */
const gainToDoubt = 3;
const answersKept = 0b111;
/** Looks are asked about together, so asking at every second one loses little and costs half. */
const askedEvery = 2;
const calmMs = 10_000;

/** The state of somebody of whom nothing is known. */
export function newDoubtState(): DoubtState {
  return { recent: newRecent(), sinceMs: 0, strikes: 0, unasked: 0, answers: 0, doubt: null };
}

export function wipeDoubt(state: DoubtState): void {
  wipeRecent(state.recent);
  Object.assign(state, { sinceMs: 0, strikes: 0, unasked: 0, answers: 0, doubt: null });
}

/** States may be judged by one judge only: they hold its numbers of anchors. */
export function createJudge(): Judge {
  const hearers = createHearers();
  const twoPlacesGain = createTwoPlaces(hearers);
  return (state, look) => {
    if (![look.atMs, look.x, look.y, look.storey, look.radius68M].every(Number.isFinite)) return state.doubt?.why ?? null;
    const { recent } = state;
    if (look.atMs < recent.atMs) wipeDoubt(state);
    const sinceLastMs = look.atMs - recent.atMs;
    advance(recent, look.atMs);
    endDoubt(state, look.atMs);
    addLook(recent, look, hearers);
    state.unasked = (state.unasked + 1) % askedEvery;
    const contradicts = state.unasked === 0 && twoPlacesGain(recent) > gainToDoubt;
    if (state.unasked === 0) state.answers = ((state.answers << 1) | Number(contradicts)) & answersKept;
    const why = reason(state, contradicts, isTooFast(state, look, sinceLastMs));
    if (why !== null) state.doubt = { why, untilMs: look.atMs + calmMs };
    return state.doubt?.why ?? null;
  };
}

function reason({ answers, doubt }: DoubtState, contradicts: boolean, tooFast: boolean): Doubt | null {
  const isOneBitOrNone = (answers & (answers - 1)) === 0;
  if (!isOneBitOrNone) return 'two-places';
  if (tooFast) return 'too-fast';
  return contradicts ? (doubt?.why ?? null) : null;
}

/** Drops what has become too old to be kept; to be called when no look comes either. */
export function fade(state: DoubtState, nowMs: number): void {
  dropOldLooks(state.recent, nowMs);
  if (nowMs - state.recent.atMs > placesKeptMs) clearPlaces(state.recent);
  endDoubt(state, nowMs);
}

function endDoubt(state: DoubtState, nowMs: number): void {
  if (state.doubt !== null && nowMs >= state.doubt.untilMs) state.doubt = null;
}
