// Carries out what the person decides, one decision at a time, and keeps what came of it until something else does. A
// repeat after no answer sends the same tap again.

import { useCallback, useRef, useState } from 'react';
import type { MeBridge } from '#kiosk/bridge/me-bridge.ts';
import type { MeAction, MeProblem } from '#kiosk/bridge/me-http.ts';
import type { Clock } from '#shared/kit/clock.ts';
import { seconds } from '#shared/kit/duration.ts';

/** What came of the last decision. `delivery` only of something done. */
export type Result =
  | { readonly kind: 'sending' }
  /** That a reader listens is said by the frame itself, second by second. */
  | { readonly kind: 'done'; readonly action: Exclude<MeAction, { call: 'holdTag' }>; readonly delivery: 'sent' | 'will-be-sent' }
  | { readonly kind: 'refused'; readonly why: MeProblem['why']; readonly again: MeAction | null };

export type Actions = {
  readonly result: Result | null;
  /** Does nothing while another decision is under way. True when it was done. */
  readonly run: (action: MeAction) => Promise<boolean>;
  readonly refuse: (why: MeProblem['why']) => void;
  readonly dismiss: () => void;
};

/** A good word need not be sent away; a refusal stays until it is read. */
const doneForMs = seconds(8);

export function useActions(bridge: MeBridge, clock: Clock): Actions {
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
    async (action: MeAction) => {
      if (busy.current) return false;
      busy.current = true;
      put({ kind: 'sending' });
      const answer = await bridge.ask(action);
      busy.current = false;
      if (!answer.ok) put({ kind: 'refused', why: answer.why, again: answer.why === 'no-answer' ? action : null });
      else if (action.call === 'holdTag') put(null);
      else put({ kind: 'done', action, delivery: answer.delivery });
      return answer.ok;
    },
    [bridge, put],
  );
  const refuse = useCallback((why: MeProblem['why']) => put({ kind: 'refused', why, again: null }), [put]);
  const dismiss = useCallback(() => put(null), [put]);
  return { result, run, refuse, dismiss };
}
