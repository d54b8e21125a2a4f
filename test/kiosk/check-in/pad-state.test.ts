// The check-in pad: what it asks, when it calls, and that it forgets.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { newEventId } from '#kiosk/check-in/event-id.ts';
import { closedPad, msLeft, nextPad, type PadEvent, type PadState, pendingOf } from '#kiosk/check-in/pad-state.ts';
import type { ActionDone } from '#shared/wire/check-in.ts';
import { padSession } from '#test/fakes/pad-answers.ts';

const digits = (text: string): PadEvent[] => [...text].map((digit) => ({ kind: 'digit', digit }));
const plain = (...kinds: ('open' | 'next' | 'back' | 'erase' | 'cancel' | 'retry' | 'again' | 'choose-desks')[]): PadEvent[] =>
  kinds.map((kind) => ({ kind }));
const run = (events: readonly PadEvent[], from: PadState = closedPad, nowMs = 1000): PadState =>
  events.reduce((state, event) => nextPad(state, event, nowMs), from);

const session = padSession();
const [booking] = session.bookings;
if (!booking) throw new Error('The session has no booking');
const event = newEventId();
const typed = run([...plain('open'), ...digits('4711'), ...plain('next'), ...digits('123456')]);
const answer = (state: PadState, value: Extract<PadEvent, { kind: 'answer' }>['answer'], nowMs = 1000): PadState =>
  nextPad(state, { kind: 'answer', serial: pendingOf(state)?.serial ?? -1, answer: value }, nowMs);
const signedIn = answer(typed, { ok: true, pad: session });
const done: ActionDone = { ok: true, did: 'checked-in', delivery: 'sent', spaceName: '1-14', untilMs: 5 };
const checkingIn = run([{ kind: 'check-in', booking, event }], signedIn);

describe('the check-in pad', () => {
  test('asks for the number, then the PIN, and signs in with the sixth digit', () => {
    expect(run([...plain('open'), ...digits('47'), ...plain('next')]).step).toEqual({ at: 'number', number: '47' });
    expect(pendingOf(typed)?.call).toEqual({ call: 'sign-in', body: { identifier: '4711', pin: '123456' } });
  });

  test('takes no more than ten digits for a number, and only digits', () => {
    const state = run([...plain('open'), ...digits('12345678901x2'), ...plain('erase')]);
    expect(state.step).toEqual({ at: 'number', number: '123456789' });
  });

  test('asks for the PIN again after a wrong one, with the number still there', () => {
    const state = answer(typed, { ok: false, why: 'wrong-pin' });
    expect(state.step).toEqual({ at: 'pin', number: '4711', pin: '', problem: { ok: false, why: 'wrong-pin' } });
  });

  test('checks in to a booking with one tap and shows the result', () => {
    expect(pendingOf(checkingIn)?.call).toEqual({ call: 'confirm', body: { session: 's-1', event, booking: 'b-1' } });
    expect(answer(checkingIn, done).step).toEqual({ at: 'result', session, done });
  });

  test('takes a free desk with two more taps, and asks before it gives one back', () => {
    const desk = session.freeDesks[1];
    if (!desk) throw new Error('No second desk');
    const asking = run([...plain('choose-desks'), { kind: 'ask-desk', space: desk.space }], signedIn);
    expect(asking.step).toEqual({ at: 'confirm-desk', session, desk });
    expect(pendingOf(run([{ kind: 'confirm', event }], asking))?.call).toMatchObject({
      call: 'walk-up',
      body: { space: desk.space },
    });
    const releasing = run([{ kind: 'ask-release', booking }], signedIn);
    expect(pendingOf(releasing)).toBeNull();
    expect(pendingOf(run([{ kind: 'confirm', event }], releasing))?.call).toMatchObject({ call: 'release', body: { event } });
  });

  test('repeats a tap with the same event id when no answer came', () => {
    const failed = answer(checkingIn, { ok: false, why: 'offline' });
    expect(failed.step.at).toBe('problem');
    const again = run(plain('retry'), failed);
    expect(pendingOf(again)?.call).toEqual(pendingOf(checkingIn)?.call);
    expect(pendingOf(again)?.serial).not.toBe(pendingOf(checkingIn)?.serial);
  });

  test('does not offer to repeat what was decided against', () => {
    const state = answer(checkingIn, { ok: false, why: 'taken' });
    expect(run(plain('retry'), state)).toMatchObject({ step: { at: 'problem' } });
    expect(run(plain('again'), state).step).toEqual({ at: 'number', number: '' });
  });

  test('ignores an answer that comes after the person left', () => {
    const left = run(plain('cancel', 'open'), typed);
    const late = nextPad(
      left,
      { kind: 'answer', serial: pendingOf(typed)?.serial ?? 0, answer: { ok: true, pad: session } },
      2000,
    );
    expect(late).toBe(left);
  });

  test('forgets the person after 60 s without a tap, and any tap begins the minute anew', () => {
    expect(nextPad(signedIn, { kind: 'tick' }, 60_999).step.at).toBe('choose');
    expect(nextPad(signedIn, { kind: 'tick' }, 61_000).step.at).toBe('closed');
    const touched = nextPad(signedIn, { kind: 'touch' }, 60_000);
    expect(msLeft(touched, 60_000)).toBe(60_000);
  });

  test('closes a result by itself after 10 s and tells the gateway that the session is over', () => {
    const result = answer(checkingIn, done);
    expect(nextPad(result, { kind: 'tick' }, 10_999).step.at).toBe('result');
    const closed = nextPad(result, { kind: 'tick' }, 11_000);
    expect(closed).toMatchObject({ step: { at: 'closed' }, goodbyes: ['s-1'] });
    expect(nextPad(closed, { kind: 'said-goodbye' }, 11_000).goodbyes).toEqual([]);
  });

  test('never ends a call early: the answer decides, not the clock', () => {
    expect(nextPad(checkingIn, { kind: 'tick' }, 70_000).step.at).toBe('sending');
  });

  test('keeps neither number nor PIN once it is closed, whatever was pressed before', () => {
    const any: fc.Arbitrary<PadEvent> = fc.oneof(
      fc.integer({ min: 0, max: 9 }).map((n): PadEvent => ({ kind: 'digit', digit: String(n) })),
      fc.constantFrom<PadEvent>(...plain('open', 'next', 'back', 'erase', 'retry', 'again', 'choose-desks')),
      fc.constantFrom<PadEvent>(
        { kind: 'confirm', event },
        { kind: 'check-in', booking, event },
        { kind: 'ask-release', booking },
      ),
    );
    fc.assert(
      fc.property(fc.array(any, { maxLength: 40 }), fc.boolean(), (events, inside) => {
        const closed = nextPad(run(events, inside ? signedIn : closedPad), { kind: 'cancel' }, 1000);
        expect(closed.step).toEqual({ at: 'closed' });
        expect(Object.keys(closed).sort()).toEqual(['goodbyes', 'serial', 'step', 'touchedMs']);
        expect(pendingOf(closed)).toBeNull();
      }),
    );
  });
});
