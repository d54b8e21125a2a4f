// Carries out what is decided at the desk, one decision at a time, keeps what came of it until something else does, and
// asks for the desk as it is then. A repeat after no answer sends the same tap again.

import { useCallback, useRef, useState } from 'react';
import type { PrivacyBridge } from '#kiosk/bridge/privacy-bridge.ts';
import type { PrivacyAction, PrivacyProblem } from '#kiosk/bridge/privacy-http.ts';
import type { Clock } from '#shared/kit/clock.ts';
import { seconds } from '#shared/kit/duration.ts';

export type Result =
  | { readonly kind: 'sending' }
  | { readonly kind: 'done'; readonly action: PrivacyAction }
  | { readonly kind: 'refused'; readonly why: PrivacyProblem['why']; readonly again: PrivacyAction | null };

export type Decisions = {
  readonly result: Result | null;
  /** Does nothing while another decision is under way. */
  readonly run: (action: PrivacyAction) => void;
  readonly refuse: (why: PrivacyProblem['why']) => void;
  readonly dismiss: () => void;
};

/** A good word need not be sent away; a refusal stays until it is read. */
const doneForMs = seconds(8);

export function useDecisions(bridge: PrivacyBridge, clock: Clock, refresh: () => void): Decisions {
  const [result, setResult] = useState<Result | null>(null);
  const busy = useRef(false);
  const cancel = useRef((): void => undefined);
  const put = useCallback(
    (next: Result | null) => {
      cancel.current();
      setResult(next);
      if (next?.kind === 'done') cancel.current = clock.after(doneForMs, () => setResult(null));
    },
    [clock],
  );
  const run = useCallback(
    async (action: PrivacyAction) => {
      if (busy.current) return;
      busy.current = true;
      put({ kind: 'sending' });
      const answer = await bridge.ask(action);
      busy.current = false;
      if (answer.ok) put({ kind: 'done', action });
      else put({ kind: 'refused', why: answer.why, again: answer.why === 'no-answer' ? action : null });
      refresh();
    },
    [bridge, put, refresh],
  );
  const refuse = useCallback((why: PrivacyProblem['why']) => put({ kind: 'refused', why, again: null }), [put]);
  const dismiss = useCallback(() => put(null), [put]);
  return { result, run: (action) => void run(action), refuse, dismiss };
}
