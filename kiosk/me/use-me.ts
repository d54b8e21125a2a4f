// The only place the employee's page subscribes: listens to the bridge, looks at the clock once a second, and answers
// with what the page says now.

import { useEffect, useReducer, useState } from 'react';
import type { Moment } from '#kiosk/board/board-memory.ts';
import type { MeBridge, MeMessage } from '#kiosk/bridge/me-bridge.ts';
import type { Clock } from '#shared/kit/clock.ts';
import { seconds } from '#shared/kit/duration.ts';
import { emptyMeMemory, forgetWhatRanOut, type MeMemory, rememberMe } from './me-memory.ts';

type Told = { readonly kind: 'told'; readonly message: MeMessage; readonly at: Moment };
type Tick = { readonly kind: 'tick'; readonly at: Moment };

export type Known = { readonly memory: MeMemory; readonly now: Moment };

export function useMe(bridge: MeBridge, clock: Clock): Known {
  const [memory, dispatch] = useReducer(reduce, emptyMeMemory);
  const [now, setNow] = useState<Moment>(() => momentOf(clock));
  useEffect(
    () =>
      bridge.start((message) => {
        const at = momentOf(clock);
        setNow(at);
        dispatch({ kind: 'told', message, at });
      }),
    [bridge, clock],
  );
  useEffect(
    () =>
      clock.every(seconds(1), () => {
        const at = momentOf(clock);
        setNow(at);
        dispatch({ kind: 'tick', at });
      }),
    [clock],
  );
  return { memory, now };
}

function reduce(memory: MeMemory, action: Told | Tick): MeMemory {
  return action.kind === 'told' ? rememberMe(memory, action.message, action.at) : forgetWhatRanOut(memory, action.at);
}

function momentOf(clock: Clock): Moment {
  return { bootMs: clock.bootMs(), wallMs: clock.wallMs() };
}
