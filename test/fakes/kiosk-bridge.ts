// A `window.kiosk` that a test drives: it says what it is told to say and hands the pad's calls to the test. The maker
// stands on its own (no imports at run time), because Playwright carries its source into the page.

import type { MarkRequest } from '#shared/wire/emergency.ts';
import type { KioskBridge, PadAnswer, PadCall, ToPage } from '#shared/wire/kiosk-bridge.ts';
import type { WallPrivacy } from '#shared/wire/wall-privacy.ts';

export type FakeKiosk = KioskBridge & {
  /** Tells the page something, as the gateway would. */
  readonly tell: (message: ToPage) => void;
  /** Floors the page asked for, whom it marked, how often it asked for the privacy page, and the last beat. */
  readonly asked: { readonly floors: string[]; readonly marks: MarkRequest[]; privacy: number; beat: number };
  /** What the gateway answers who asks for the privacy page; null: nothing. */
  readonly gateway: { privacy: WallPrivacy | null };
};

export function fakeKiosk(answer: (call: PadCall) => Promise<PadAnswer>): FakeKiosk {
  const newest = new Map<string, ToPage>();
  const listeners = new Set<(message: ToPage) => void>();
  const asked = { floors: [] as string[], marks: [] as MarkRequest[], privacy: 0, beat: 0 };
  const gateway = { privacy: null as WallPrivacy | null };
  const hear = (message: ToPage): void => {
    for (const listener of listeners) listener(message);
  };
  return {
    asked,
    gateway,
    tell: (message) => {
      newest.set(message.kind, message);
      hear(message);
    },
    listen: (listener) => {
      listeners.add(listener);
      for (const kind of ['plan', 'board', 'link', 'emergency']) {
        const message = newest.get(kind);
        if (message) listener(message);
      }
      return () => listeners.delete(listener);
    },
    show: (floor) => {
      asked.floors.push(floor);
    },
    askPrivacy: () => {
      asked.privacy += 1;
      if (gateway.privacy) hear({ kind: 'privacy', privacy: gateway.privacy });
    },
    mark: (mark) => {
      asked.marks.push(mark);
    },
    pad: answer,
    beat: (sequence) => {
      asked.beat = sequence;
    },
  };
}
