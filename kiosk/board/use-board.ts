// The only place a page subscribes: listens to the bridge, looks at the clock once a second, and answers with what the
// wall says now. Also tells the bridge after a drawn frame that the page lives.

import { useEffect, useReducer, useRef, useState } from 'react';
import type { Clock } from '#shared/kit/clock.ts';
import { seconds } from '#shared/kit/duration.ts';
import type { FloorId } from '#shared/model/ids.ts';
import type { KioskBridge, ToPage } from '#shared/wire/kiosk-bridge.ts';
import { type BoardMemory, emptyMemory, forgetEndedEmergency, forgetStalePeople, type Moment, remember } from './board-memory.ts';
import { type BoardView, viewOf } from './board-view.ts';

const beatEveryMs = seconds(5);

type Told = { readonly kind: 'told'; readonly message: ToPage; readonly at: Moment };
type Tick = { readonly kind: 'tick'; readonly at: Moment };

export type WallBoard = {
  readonly memory: BoardMemory;
  /** Null until the plan has come. */
  readonly view: BoardView | null;
  readonly show: (floor: FloorId) => void;
};

export function useBoard(bridge: KioskBridge, clock: Clock): WallBoard {
  const [memory, dispatch] = useReducer(reduce, emptyMemory);
  const [now, setNow] = useState<Moment>(() => momentOf(clock));
  const [chosen, setChosen] = useState<FloorId | null>(null);
  useEffect(() => bridge.listen((message) => dispatch({ kind: 'told', message, at: momentOf(clock) })), [bridge, clock]);
  useEffect(
    () =>
      clock.every(seconds(1), () => {
        const at = momentOf(clock);
        setNow(at);
        dispatch({ kind: 'tick', at });
      }),
    [clock],
  );
  const floor = chosen ?? memory.plan?.display.floor ?? null;
  const view = floor === null ? null : viewOf(memory, floor, latest(now, memory));
  useBeat(bridge, clock, view !== null);
  const show = (next: FloorId): void => {
    setChosen(next);
    bridge.show(next);
  };
  return { memory, view, show };
}

function reduce(memory: BoardMemory, action: Told | Tick): BoardMemory {
  if (action.kind === 'told') return remember(memory, action.message, action.at);
  return forgetEndedEmergency(forgetStalePeople(memory, action.at), action.at);
}

function momentOf(clock: Clock): Moment {
  return { bootMs: clock.bootMs(), wallMs: clock.wallMs() };
}

/** A board that came after the last tick is newer than `now`. */
function latest(now: Moment, memory: BoardMemory): Moment {
  const at = memory.newest?.at;
  return at && at.bootMs > now.bootMs ? at : now;
}

/** Beats come from a frame after a commit: a page that hangs or draws nothing falls silent (kiosk recovery rules). */
function useBeat(bridge: KioskBridge, clock: Clock, drawn: boolean): void {
  const sequence = useRef(0);
  useEffect(() => {
    if (!drawn) return;
    const beat = (): void => {
      requestAnimationFrame(() => {
        sequence.current += 1;
        bridge.beat(sequence.current);
      });
    };
    beat();
    return clock.every(beatEveryMs, beat);
  }, [bridge, clock, drawn]);
}
