// Asks for a colleague and keeps the answer for a minute at most: where somebody is must not stay on a page that nobody
// looks at any more, and whoever takes their consent back is gone from here soon too.

import { useCallback, useEffect, useRef, useState } from 'react';
import type { MeBridge } from '#kiosk/bridge/me-bridge.ts';
import type { Clock } from '#shared/kit/clock.ts';
import { minutes } from '#shared/kit/duration.ts';
import type { FindReply } from '#shared/wire/find.ts';

export type Asked =
  | { readonly kind: 'nothing' | 'short' | 'asking' | 'failed' | 'over' }
  | { readonly kind: 'answer'; readonly text: string; readonly reply: FindReply };

export type Find = { readonly asked: Asked; readonly ask: (text: string) => void };

const shownForMs = minutes(1);
/** The gateway refuses less; see shared/wire/find.ts. */
const leastLetters = 2;

/** `findsOver` grows when the gateway takes answers back, also one that is still on its way. */
export function useFind(bridge: MeBridge, clock: Clock, findsOver: number): Find {
  const [asked, setAsked] = useState<Asked>({ kind: 'nothing' });
  const turn = useRef(0);
  const cancel = useRef((): void => undefined);
  const taken = useRef(findsOver);
  useEffect(() => () => cancel.current(), []);
  useEffect(() => {
    taken.current = findsOver;
    setAsked((before) => (before.kind === 'answer' ? { kind: 'over' } : before));
  }, [findsOver]);
  const ask = useCallback(
    (typed: string) => {
      const text = typed.trim();
      turn.current += 1;
      const mine = turn.current;
      const takenBefore = taken.current;
      cancel.current();
      if (text.length < leastLetters) return setAsked({ kind: 'short' });
      setAsked({ kind: 'asking' });
      void bridge.find(text).then((reply) => {
        if (turn.current !== mine) return;
        if (!reply) return setAsked({ kind: 'failed' });
        if (taken.current !== takenBefore) return setAsked({ kind: 'over' });
        setAsked({ kind: 'answer', text, reply });
        cancel.current = clock.after(shownForMs, () => setAsked({ kind: 'over' }));
      });
    },
    [bridge, clock],
  );
  return { asked, ask };
}
