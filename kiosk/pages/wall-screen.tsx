// Arranges the wall: header, plan or list, and beside or below it the panel or, while somebody checks in, the pad.

import { type ReactNode, useState } from 'react';
import type { BoardView } from '#kiosk/board/board-view.ts';
import type { Picking } from '#kiosk/board/desk-picker.tsx';
import { FloorPlan } from '#kiosk/board/floor-plan.tsx';
import { Legend } from '#kiosk/board/legend.tsx';
import { ListView } from '#kiosk/board/list-view.tsx';
import { Notices } from '#kiosk/board/notices.tsx';
import { SomewhereLine } from '#kiosk/board/somewhere-line.tsx';
import { useSize } from '#kiosk/board/use-size.ts';
import { WallHeader } from '#kiosk/board/wall-header.tsx';
import { layoutFor } from '#kiosk/board/wall-layout.ts';
import { ZoneSummary } from '#kiosk/board/zone-summary.tsx';
import { CheckInPad } from '#kiosk/check-in/check-in-pad.tsx';
import type { PadStep } from '#kiosk/check-in/pad-state.ts';
import { type Pad, usePad } from '#kiosk/check-in/use-pad.ts';
import { useWords } from '#kiosk/i18n/use-words.ts';
import controls from '#kiosk/style/controls.module.css';
import type { Clock } from '#shared/kit/clock.ts';
import { minutes } from '#shared/kit/duration.ts';
import type { FloorId, SpaceId } from '#shared/model/ids.ts';
import type { KioskBridge } from '#shared/wire/kiosk-bridge.ts';
import { useIdle } from './use-idle.ts';
import { WallActions } from './wall-actions.tsx';
import s from './wall-screen.module.css';

type Props = {
  readonly view: BoardView;
  readonly show: (floor: FloorId) => void;
  readonly bridge: KioskBridge;
  readonly clock: Clock;
};

/** A wall nobody touches goes back to its own floor and its plan. */
const homeAfterMs = minutes(1);

export function Wall({ view, show, bridge, clock }: Props): ReactNode {
  const words = useWords();
  const [ref, size] = useSize<HTMLDivElement>();
  const [asList, setAsList] = useState(false);
  const pad = usePad(bridge, clock);
  const open = pad.state.step.at !== 'closed';
  const goHome = (): void => {
    setAsList(false);
    if (view.floor.id !== view.plan.display.floor) show(view.plan.display.floor);
  };
  useIdle(clock, homeAfterMs, goHome);
  const openPad = (): void => {
    goHome();
    pad.send({ kind: 'open' });
  };
  const layout = size ? layoutFor(size, view.floor.outline) : 'wide';
  const hasLowPanel = layout === 'tall' || layout === 'stacked';
  const zones = <ZoneSummary view={view} />;
  const controlsOrPad = open ? (
    <CheckInPad pad={pad} />
  ) : (
    <WallActions view={view} show={show} asList={asList} setAsList={setAsList} openPad={openPad} />
  );
  return (
    <div ref={ref} className={s.wall} data-layout={layout} data-pad={open ? 'open' : 'closed'}>
      <WallHeader view={view} />
      <main className={`${controls.card} ${s.main}`}>
        {asList ? (
          <ListView view={view} />
        ) : (
          <FloorPlan view={view} marked={markedBy(pad.state.step)} picking={pickingFor(pad)} />
        )}
      </main>
      <aside className={s.side} aria-label={words.say('wall.side')}>
        {(hasLowPanel || !open) && <Notices view={view} />}
        {!hasLowPanel && !open && zones}
        {(hasLowPanel || !open) && <Signs view={view} />}
        {!hasLowPanel && controlsOrPad}
      </aside>
      {hasLowPanel && (
        <section className={s.low} aria-label={words.say('wall.low')}>
          {!open && zones}
          {controlsOrPad}
        </section>
      )}
    </div>
  );
}

function Signs({ view }: { readonly view: BoardView }): ReactNode {
  return (
    <div className={s.signs}>
      <div className={s.somewhere}>
        <SomewhereLine people={view.somewhere} />
      </div>
      <Legend bookable={view.floor.spaces.length > 0} />
    </div>
  );
}

/** The space the pad is asking about, so that a person sees where it is. */
function markedBy(step: PadStep): SpaceId | null {
  if (step.at === 'confirm-desk') return step.desk.space;
  if (step.at === 'confirm-release') return step.booking.space;
  return step.at === 'choose' ? (step.session.bookings[0]?.space ?? null) : null;
}

function pickingFor(pad: Pad): Picking | null {
  const { step } = pad.state;
  if (step.at !== 'desks') return null;
  return {
    spaces: new Set(step.session.freeDesks.map((desk) => desk.space)),
    pick: (space) => pad.send({ kind: 'ask-desk', space }),
  };
}
