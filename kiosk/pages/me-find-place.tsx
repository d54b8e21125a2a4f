// Finding: the search, and below it the plan that shows what was found. Only while this is open does the gateway send a
// board to this page.

import { type ReactNode, useEffect, useRef } from 'react';
import { FindCard, type Shown } from '#kiosk/me/find-card.tsx';
import { FloorCard } from '#kiosk/me/floor-card.tsx';
import type { MeProps } from '#kiosk/me/me-props.ts';
import { floorViewOf, type MeView } from '#kiosk/me/me-view.ts';
import { useFind } from '#kiosk/me/use-find.ts';
import type { Known } from '#kiosk/me/use-me.ts';
import type { Clock } from '#shared/kit/clock.ts';
import type { FloorId } from '#shared/model/ids.ts';
import s from './me-screen.module.css';

type Props = MeProps & {
  readonly known: Known;
  readonly clock: Clock;
  readonly shown: Shown | null;
  readonly setShown: (shown: Shown) => void;
};

export function FindPlace({ view, bridge, known, clock, shown, setShown }: Props): ReactNode {
  const find = useFind(bridge, clock, known.memory.findsOver);
  const plan = useRef<HTMLHeadingElement>(null);
  const floor = shown?.floor ?? ownFloor(view);
  useEffect(() => {
    bridge.show(floor);
    return () => bridge.show(null);
  }, [bridge, floor]);
  useEffect(() => {
    if (shown?.space) plan.current?.focus();
  }, [shown]);
  const board = floor && floorViewOf(known.memory, view, floor, known.now);
  const show = (next: Shown): void => {
    setShown(next);
    plan.current?.focus();
  };
  return (
    <div className={s.cards}>
      <FindCard find={find} show={show} />
      {board && (
        <FloorCard
          view={board}
          marked={shown?.space ?? null}
          show={(next) => setShown({ floor: next, space: null })}
          heading={plan}
        />
      )}
    </div>
  );
}

/** Where the person is, or is going to be today, or else the first floor. */
function ownFloor({ me, plan }: MeView): FloorId | null {
  return me.dot?.floor ?? me.bookings[0]?.floor ?? plan.floors[0]?.id ?? null;
}
