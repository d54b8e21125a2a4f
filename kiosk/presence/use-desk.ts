// The only place the console subscribes: listens to the bridge, asks for the desk every five seconds while the page can be
// seen, looks at the clock once a second, and answers with what the page says now.

import { useCallback, useEffect, useReducer, useRef, useState } from 'react';
import type { Moment } from '#kiosk/board/board-memory.ts';
import type { PrivacyBridge } from '#kiosk/bridge/privacy-bridge.ts';
import type { Clock } from '#shared/kit/clock.ts';
import { seconds } from '#shared/kit/duration.ts';
import { type DeskMemory, type DeskMessage, emptyDeskMemory, momentOf, rememberDesk } from './desk-memory.ts';
import { emptyNowMemory, type NowMemory, rememberNow } from './now-memory.ts';

export type Known = {
  readonly memory: DeskMemory;
  /** What a manager is told. */
  readonly heard: NowMemory;
  readonly now: Moment;
  /** Asks for the desk at once. */
  readonly refresh: () => void;
};

const pollMs = seconds(5);

export function useDesk(bridge: PrivacyBridge, clock: Clock, page: Document): Known {
  const [{ memory, heard }, dispatch] = useReducer(rememberBoth, { memory: emptyDeskMemory, heard: emptyNowMemory });
  const [now, setNow] = useState<Moment>(() => momentOf(clock));
  const hear = useCallback(
    (message: DeskMessage) => {
      const at = momentOf(clock);
      setNow(at);
      dispatch({ message, at });
    },
    [clock],
  );
  useEffect(() => clock.every(seconds(1), () => setNow(momentOf(clock))), [clock]);
  const over = memory.access === 'signed-out';
  useEffect(() => (over ? undefined : bridge.start(hear)), [bridge, hear, over]);
  const refresh = useAsking(bridge, hear);
  useEffect(() => {
    if (over) return;
    const ask = (): void => {
      if (page.visibilityState === 'visible') refresh();
    };
    ask();
    page.addEventListener('visibilitychange', ask);
    const stop = clock.every(pollMs, ask);
    return () => {
      page.removeEventListener('visibilitychange', ask);
      stop();
    };
  }, [clock, page, refresh, over]);
  return { memory, heard, now, refresh };
}

type Heard = Pick<Known, 'memory' | 'heard'>;

function rememberBoth(before: Heard, { message, at }: { readonly message: DeskMessage; readonly at: Moment }): Heard {
  return { memory: rememberDesk(before.memory, message, at), heard: rememberNow(before.heard, message, at) };
}

/** One question at a time; asked meanwhile, it asks once more, because the answer under way may be older. */
function useAsking(bridge: PrivacyBridge, hear: (message: DeskMessage) => void): () => void {
  const turn = useRef({ asking: false, again: false });
  return useCallback(() => {
    const ask = async (): Promise<void> => {
      turn.current.again = turn.current.asking;
      if (turn.current.asking) return;
      turn.current.asking = true;
      hear(await bridge.desk());
      turn.current.asking = false;
      if (turn.current.again) await ask();
    };
    void ask();
  }, [bridge, hear]);
}
