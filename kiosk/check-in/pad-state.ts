// The check-in pad as a pure machine: (state, event, now) -> state. It holds the number and the PIN only while they are
// typed and sent, forgets everything on reset, and keeps the id of a tap so that a repeat can't count twice.

import { minutes, seconds } from '#shared/kit/duration.ts';
import type { EventId, SpaceId } from '#shared/model/ids.ts';
import {
  type ActionDone,
  type FreeSpace,
  type PadBooking,
  type PadRefusal,
  type PadSession,
  padIdleMs,
} from '#shared/wire/check-in.ts';
import type { Offline, PadAnswer, PadCall } from '#shared/wire/kiosk-bridge.ts';
import { sayGoodbye, typeDigit } from './pad-typing.ts';

export type PadProblem = PadRefusal | Offline;

/** A call on its way; answers to another serial are too late and are ignored. */
export type PendingCall = { readonly serial: number; readonly call: PadCall };

type ActiveCall = Extract<PadCall, { call: 'confirm' | 'release' | 'walk-up' }>;

export type PadStep =
  | { readonly at: 'closed' }
  | { readonly at: 'number'; readonly number: string }
  | { readonly at: 'pin'; readonly number: string; readonly pin: string; readonly problem: PadProblem | null }
  | { readonly at: 'signing-in'; readonly number: string; readonly pending: PendingCall }
  | { readonly at: 'choose'; readonly session: PadSession }
  | { readonly at: 'desks'; readonly session: PadSession }
  | { readonly at: 'confirm-desk'; readonly session: PadSession; readonly desk: FreeSpace }
  | { readonly at: 'confirm-release'; readonly session: PadSession; readonly booking: PadBooking }
  | { readonly at: 'sending'; readonly session: PadSession; readonly pending: PendingCall & { readonly call: ActiveCall } }
  | { readonly at: 'result'; readonly session: PadSession; readonly done: ActionDone }
  | { readonly at: 'problem'; readonly session: PadSession; readonly problem: PadProblem; readonly retry: ActiveCall | null };

export type PadState = {
  readonly step: PadStep;
  /** Boot time of the last tap, or of the last answer. */
  readonly touchedMs: number;
  readonly serial: number;
  /** Sessions the gateway has still to be told are over; the caller sends them and forgets. */
  readonly goodbyes: readonly string[];
};

/** An event that is nothing but its name. */
type Plain<Kind extends string> = Kind extends string ? { readonly kind: Kind } : never;

export type PadEvent =
  | Plain<'open' | 'touch' | 'tick' | 'cancel' | 'back' | 'next' | 'erase' | 'retry' | 'again' | 'choose-desks'>
  | { readonly kind: 'digit'; readonly digit: string }
  | { readonly kind: 'check-in'; readonly booking: PadBooking; readonly event: EventId }
  | { readonly kind: 'ask-release'; readonly booking: PadBooking }
  | { readonly kind: 'ask-desk'; readonly space: SpaceId }
  | { readonly kind: 'confirm'; readonly event: EventId }
  | { readonly kind: 'answer'; readonly serial: number; readonly answer: PadAnswer }
  | { readonly kind: 'said-goodbye' };

export const closedPad: PadState = { step: { at: 'closed' }, touchedMs: 0, serial: 0, goodbyes: [] };
export const pinLength = 6;
export const numberLength = { min: 3, max: 10 } as const;
/** The countdown is shown for this long before the pad forgets. */
export const warnMs = seconds(10);
/** How long a result stays before the pad closes by itself. */
const resultMs = seconds(10);
/** A call that the bridge never answers must not keep a person's name on a wall. */
const pendingMs = minutes(2);

export function nextPad(state: PadState, event: PadEvent, nowMs: number): PadState {
  if (event.kind === 'tick') return msLeft(state, nowMs) <= 0 ? reset(state) : state;
  if (event.kind === 'said-goodbye') return { ...state, goodbyes: [] };
  if (event.kind === 'cancel') return reset(state);
  const step = nextStep(state, event);
  if (event.kind !== 'answer') return { ...moved(state, step), touchedMs: nowMs };
  return step === state.step ? state : { ...moved(state, step), touchedMs: nowMs };
}

/** Milliseconds until the pad closes by itself. */
export function msLeft(state: PadState, nowMs: number): number {
  const { at } = state.step;
  if (at === 'closed') return Number.POSITIVE_INFINITY;
  const limit = at === 'result' ? resultMs : at === 'sending' || at === 'signing-in' ? pendingMs : padIdleMs;
  return state.touchedMs + limit - nowMs;
}

/** The call to be made now, if the step waits for one. */
export function pendingOf(state: PadState): PendingCall | null {
  return state.step.at === 'signing-in' || state.step.at === 'sending' ? state.step.pending : null;
}

function moved(state: PadState, step: PadStep): PadState {
  const pending = step.at === 'signing-in' || step.at === 'sending' ? step.pending.serial : state.serial;
  return sayGoodbye({ ...state, step, serial: Math.max(state.serial, pending) }, state.step);
}

function reset(state: PadState): PadState {
  return sayGoodbye({ ...state, step: { at: 'closed' } }, state.step);
}

type StepEvent = Exclude<PadEvent, { kind: 'tick' | 'cancel' | 'said-goodbye' }>;

function nextStep(state: PadState, event: StepEvent): PadStep {
  const { step } = state;
  switch (event.kind) {
    case 'open':
      return step.at === 'closed' ? { at: 'number', number: '' } : step;
    case 'again':
      return step.at === 'problem' || step.at === 'pin' ? { at: 'number', number: '' } : step;
    case 'digit':
    case 'erase':
      return typeDigit(step, event, state.serial + 1);
    case 'next':
      return afterNumber(step);
    case 'back':
      return back(step);
    case 'answer':
      return answered(step, event.serial, event.answer);
    case 'touch':
      return step;
    default:
      return acted(step, event, state.serial + 1);
  }
}

function afterNumber(step: PadStep): PadStep {
  const ready = step.at === 'number' && step.number.length >= numberLength.min;
  return ready ? { at: 'pin', number: step.number, pin: '', problem: null } : step;
}

function back(step: PadStep): PadStep {
  if (step.at === 'pin') return { at: 'number', number: step.number };
  if (step.at === 'desks' || step.at === 'confirm-release') return { at: 'choose', session: step.session };
  if (step.at === 'confirm-desk') return { at: 'desks', session: step.session };
  return step;
}

type Act = Extract<StepEvent, { kind: 'check-in' | 'ask-release' | 'ask-desk' | 'choose-desks' | 'confirm' | 'retry' }>;

function acted(step: PadStep, event: Act, serial: number): PadStep {
  switch (event.kind) {
    case 'choose-desks':
      return step.at === 'choose' ? { at: 'desks', session: step.session } : step;
    case 'ask-desk': {
      const desk = 'session' in step ? step.session.freeDesks.find((d) => d.space === event.space) : undefined;
      const asking = step.at === 'choose' || step.at === 'desks' || step.at === 'confirm-desk';
      return asking && desk ? { at: 'confirm-desk', session: step.session, desk } : step;
    }
    case 'ask-release':
      return step.at === 'choose' ? { at: 'confirm-release', session: step.session, booking: event.booking } : step;
    case 'check-in': {
      if (step.at !== 'choose') return step;
      const body = { session: step.session.session, event: event.event, booking: event.booking.id };
      return sending(step.session, { call: 'confirm', body }, serial);
    }
    case 'confirm':
      return confirmed(step, event.event, serial);
    case 'retry':
      return step.at === 'problem' && step.retry ? sending(step.session, step.retry, serial) : step;
  }
}

function confirmed(step: PadStep, event: EventId, serial: number): PadStep {
  if (step.at === 'confirm-desk') {
    const body = { session: step.session.session, event, space: step.desk.space };
    return sending(step.session, { call: 'walk-up', body }, serial);
  }
  if (step.at !== 'confirm-release') return step;
  return sending(
    step.session,
    { call: 'release', body: { session: step.session.session, event, booking: step.booking.id } },
    serial,
  );
}

function sending(session: PadSession, call: ActiveCall, serial: number): PadStep {
  return { at: 'sending', session, pending: { serial, call } };
}

function answered(step: PadStep, serial: number, answer: PadAnswer): PadStep {
  if (step.at === 'signing-in' && step.pending.serial === serial) {
    if (answer.ok && 'pad' in answer) return { at: 'choose', session: answer.pad };
    return answer.ok ? step : { at: 'pin', number: step.number, pin: '', problem: answer };
  }
  if (step.at !== 'sending' || step.pending.serial !== serial) return step;
  if (answer.ok && 'delivery' in answer) return { at: 'result', session: step.session, done: answer };
  if (answer.ok) return step;
  return { at: 'problem', session: step.session, problem: answer, retry: mayRepeat(answer) ? step.pending.call : null };
}

/** What may go differently a moment later is repeated with the same event id; everything else needs a new decision. */
function mayRepeat(problem: PadProblem): boolean {
  return problem.why === 'offline' || problem.why === 'busy' || problem.why === 'not-stored' || problem.why === 'not-ready';
}
