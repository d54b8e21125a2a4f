// The two small rules of the pad that touch secrets: what a digit does, and whose session ends when a step is left.

import type { PadEvent, PadState, PadStep } from './pad-state.ts';
import { numberLength, pinLength } from './pad-state.ts';

type Typing = Extract<PadEvent, { kind: 'digit' | 'erase' }>;

/** Adds or removes a digit; the last digit of a PIN sends it. */
export function typeDigit(step: PadStep, event: Typing, serial: number): PadStep {
  if (step.at === 'number') return { ...step, number: typed(step.number, event, numberLength.max) };
  if (step.at !== 'pin') return step;
  const pin = typed(step.pin, event, pinLength);
  if (pin.length < pinLength) return { ...step, pin, problem: event.kind === 'digit' ? null : step.problem };
  const call = { call: 'sign-in', body: { identifier: step.number, pin } } as const;
  return { at: 'signing-in', number: step.number, pending: { serial, call } };
}

function typed(text: string, event: Typing, longest: number): string {
  if (event.kind === 'erase') return text.slice(0, -1);
  return text.length < longest && /^\d$/.test(event.digit) ? text + event.digit : text;
}

/** Notes a session for the gateway to end when the new step no longer holds it. */
export function sayGoodbye(state: PadState, left: PadStep): PadState {
  const old = 'session' in left ? left.session.session : null;
  const kept = 'session' in state.step ? state.step.session.session : null;
  return old === null || old === kept ? state : { ...state, goodbyes: [...state.goodbyes, old] };
}
