// What one look under break-glass brought, in this page's memory only: it is gone when thirty seconds pass without another
// look, when the case is no longer open, and when the page goes. Every look is a request of its own and stands in the audit.

import { useEffect, useState } from 'react';
import type { Moment } from '#kiosk/board/board-memory.ts';
import type { PrivacyBridge } from '#kiosk/bridge/privacy-bridge.ts';
import type { PrivacyProblem } from '#kiosk/bridge/privacy-http.ts';
import { newEventId } from '#kiosk/check-in/event-id.ts';
import type { Clock } from '#shared/kit/clock.ts';
import { seconds } from '#shared/kit/duration.ts';
import type { GlassView } from '#shared/wire/privacy-desk.ts';
import { momentOf, sinceMs } from './desk-memory.ts';

export type Looked =
  | { readonly kind: 'not-yet' | 'over' }
  | { readonly kind: 'refused'; readonly why: PrivacyProblem['why'] }
  | { readonly kind: 'seen'; readonly view: GlassView; readonly at: Moment };

export type Looking = { readonly looked: Looked; readonly busy: boolean; readonly look: () => void };

const seenForMs = seconds(30);
/** The gateway takes one look a second; a second tap of the same hand is none. */
const againAfterMs = seconds(2);

/** `over` comes by itself, by whichever clock says so first, in case the machine slept through it. */
export function useLook(bridge: PrivacyBridge, clock: Clock, id: string): Looking {
  const [looked, setLooked] = useState<Looked>({ kind: 'not-yet' });
  const [busy, setBusy] = useState(false);
  useEffect(() => {
    if (looked.kind !== 'seen') return;
    return clock.every(seconds(1), () => {
      if (leftMs(looked.at, momentOf(clock)) === 0) setLooked({ kind: 'over' });
    });
  }, [clock, looked]);
  const look = async (): Promise<void> => {
    const fresh = looked.kind === 'seen' && sinceMs(looked.at, momentOf(clock)) < againAfterMs;
    if (busy || fresh) return;
    setBusy(true);
    const answer = await bridge.look({ event: newEventId(), id });
    setBusy(false);
    if (answer.ok) setLooked({ kind: 'seen', view: answer.view, at: momentOf(clock) });
    else setLooked({ kind: 'refused', why: answer.why });
  };
  return { looked, busy, look: () => void look() };
}

/** How long a look that was answered at `at` may still be shown. */
export function leftMs(at: Moment, now: Moment): number {
  return Math.max(0, seenForMs - sinceMs(at, now));
}
