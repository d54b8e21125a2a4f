// Runs the pad's machine: makes the calls it asks for, lets time pass, and listens to a real keyboard.

import { useCallback, useEffect, useReducer, useRef, useState } from 'react';
import type { Clock } from '#shared/kit/clock.ts';
import { seconds } from '#shared/kit/duration.ts';
import type { KioskBridge } from '#shared/wire/kiosk-bridge.ts';
import { closedPad, msLeft, nextPad, type PadEvent, type PadState, pendingOf } from './pad-state.ts';

export type Pad = {
  readonly state: PadState;
  readonly send: (event: PadEvent) => void;
  /** Whole seconds until the pad closes by itself; infinite while it is closed. */
  readonly secondsLeft: number;
};

export function usePad(bridge: KioskBridge, clock: Clock): Pad {
  const [state, dispatch] = useReducer(reduce, closedPad);
  const [nowMs, setNow] = useState(() => clock.bootMs());
  const send = useCallback(
    (event: PadEvent): void => {
      const at = clock.bootMs();
      setNow(at);
      dispatch({ event, nowMs: at });
    },
    [clock],
  );
  const open = state.step.at !== 'closed';
  useEffect(() => (open ? clock.every(seconds(0.5), () => send({ kind: 'tick' })) : undefined), [open, clock, send]);
  useCalls(bridge, state, send);
  useGoodbyes(bridge, state, send);
  useKeyboard(open, send);
  return { state, send, secondsLeft: Math.max(0, Math.ceil(msLeft(state, nowMs) / 1000)) };
}

function reduce(state: PadState, { event, nowMs }: { event: PadEvent; nowMs: number }): PadState {
  return nextPad(state, event, nowMs);
}

/** Each pending call is made once, however often the page renders. */
function useCalls(bridge: KioskBridge, state: PadState, send: (event: PadEvent) => void): void {
  const made = useRef(0);
  const pending = pendingOf(state);
  useEffect(() => {
    if (!pending || made.current >= pending.serial) return;
    made.current = pending.serial;
    const { serial } = pending;
    bridge.pad(pending.call).then(
      (answer) => send({ kind: 'answer', serial, answer }),
      () => send({ kind: 'answer', serial, answer: { ok: false, why: 'offline' } }),
    );
  }, [bridge, pending, send]);
}

/** Nobody waits for a goodbye: the gateway ends the session by itself after its time. */
function useGoodbyes(bridge: KioskBridge, state: PadState, send: (event: PadEvent) => void): void {
  const { goodbyes } = state;
  useEffect(() => {
    if (goodbyes.length === 0) return;
    for (const session of goodbyes) bridge.pad({ call: 'done', body: { session } }).catch(() => undefined);
    send({ kind: 'said-goodbye' });
  }, [bridge, goodbyes, send]);
}

/** Digits, Backspace and Escape work anywhere; Enter only where no button has the focus, which it would press as well. */
function useKeyboard(open: boolean, send: (event: PadEvent) => void): void {
  useEffect(() => {
    if (!open) return;
    const onKey = (key: KeyboardEvent): void => {
      const event = eventFor(key);
      if (!event) return;
      key.preventDefault();
      send(event);
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [open, send]);
}

function eventFor(key: KeyboardEvent): PadEvent | null {
  if (key.ctrlKey || key.altKey || key.metaKey) return null;
  if (/^\d$/.test(key.key)) return { kind: 'digit', digit: key.key };
  if (key.key === 'Backspace') return { kind: 'erase' };
  if (key.key === 'Escape') return { kind: 'cancel' };
  return key.key === 'Enter' && !(key.target instanceof HTMLButtonElement) ? { kind: 'next' } : null;
}
