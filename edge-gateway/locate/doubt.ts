// Is what the radio says of one subject possible at all? A tag that is copied is in two places, or jumps between them. What
// is in doubt is shown to nobody until the evidence has agreed with itself for ten seconds.

import type { Doubt } from '#shared/model/fix.ts';
import type { Look } from './look.ts';
import { type MotionState, moved } from './too-fast.ts';
import { twoPlacesGain } from './two-places.ts';

/** What is held of one subject: the looks of the last three seconds, the places of the last eight. */
export type DoubtState = {
  readonly lastMs: number;
  readonly looks: readonly Look[];
  /** Looks since it was last asked whether they contradict themselves. */
  readonly unasked: number;
  /** Whether the last looks contradicted themselves; the newest last. */
  readonly contradicted: readonly boolean[];
  readonly motion: MotionState | null;
  readonly doubt: { readonly why: Doubt; readonly untilMs: number } | null;
};

/** The state of somebody of whom nothing is known. */
export const trusted: DoubtState = {
  lastMs: Number.NEGATIVE_INFINITY,
  looks: [],
  unasked: 0,
  contradicted: [],
  motion: null,
  doubt: null,
};

/** Two of the last three answers begin a doubt; while there is one, every such answer prolongs it. */
const gainToDoubt = 3;
const looksAsked = 4;
const answersKept = 3;
const answersAgainst = 2;
/** Looks are asked about together, so asking at every second one loses little and costs half. */
const askedEvery = 2;
const pooledMs = 3_000;
const calmMs = 10_000;

/** Takes one look in. A look that holds no numbers changes nothing; a clock that went back begins anew. */
export function judge(state: DoubtState, look: Look): { readonly state: DoubtState; readonly doubt: Doubt | null } {
  if (![look.atMs, look.x, look.y, look.storey, look.radius68M].every(Number.isFinite)) {
    return { state, doubt: state.doubt?.why ?? null };
  }
  const before = fade(look.atMs < state.lastMs ? trusted : state, look.atMs);
  const looks = [...before.looks, look].slice(-looksAsked);
  const isAsked = before.unasked + 1 >= askedEvery;
  const contradicts = isAsked && twoPlacesGain(looks) > gainToDoubt;
  const contradicted = isAsked ? [...before.contradicted, contradicts].slice(-answersKept) : before.contradicted;
  const unasked = isAsked ? 0 : before.unasked + 1;
  const motion = moved(before.motion, look);
  const twoPlaces = contradicted.filter(Boolean).length >= answersAgainst;
  const goesOn = before.doubt !== null && contradicts;
  const why = twoPlaces ? 'two-places' : motion.tooFast ? 'too-fast' : goesOn ? before.doubt.why : null;
  const doubt = why === null ? before.doubt : { why, untilMs: look.atMs + calmMs };
  return { state: { lastMs: look.atMs, looks, unasked, contradicted, motion: motion.state, doubt }, doubt: doubt?.why ?? null };
}

/** Drops what has become too old to be kept; to be called when no look comes either. */
export function fade(state: DoubtState, nowMs: number): DoubtState {
  const oldest = state.looks[0];
  const isFresh = oldest === undefined || nowMs - oldest.atMs < pooledMs;
  if (isFresh && (state.doubt === null || nowMs < state.doubt.untilMs)) return state;
  const looks = state.looks.filter(({ atMs }) => nowMs - atMs < pooledMs);
  const doubt = state.doubt !== null && nowMs < state.doubt.untilMs ? state.doubt : null;
  return { ...state, looks, doubt };
}
