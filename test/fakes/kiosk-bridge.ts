// A `window.kiosk` that a test drives: it says what it is told to say and hands the pad's calls to the test. The maker
// stands on its own (no imports at run time), because Playwright carries its source into the page.

import type { KioskBridge, PadAnswer, PadCall, ToPage } from '#shared/wire/kiosk-bridge.ts';

export type FakeKiosk = KioskBridge & {
  /** Tells the page something, as the gateway would. */
  readonly tell: (message: ToPage) => void;
  /** Floors the page asked for, and the last beat. */
  readonly asked: { readonly floors: string[]; beat: number };
};

export function fakeKiosk(answer: (call: PadCall) => Promise<PadAnswer>): FakeKiosk {
  const newest = new Map<string, ToPage>();
  const listeners = new Set<(message: ToPage) => void>();
  const asked = { floors: [] as string[], beat: 0 };
  return {
    asked,
    tell: (message) => {
      newest.set(message.kind, message);
      for (const listener of listeners) listener(message);
    },
    listen: (listener) => {
      listeners.add(listener);
      for (const kind of ['plan', 'board', 'link']) {
        const message = newest.get(kind);
        if (message) listener(message);
      }
      return () => listeners.delete(listener);
    },
    show: (floor) => {
      asked.floors.push(floor);
    },
    pad: answer,
    beat: (sequence) => {
      asked.beat = sequence;
    },
  };
}
