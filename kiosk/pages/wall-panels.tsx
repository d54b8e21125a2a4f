// The wall while nobody reads its privacy page: plan or list, and beside or below it the panel or, while somebody checks
// in, the pad.

import type { ReactNode } from 'react';
import type { BoardView } from '#kiosk/board/board-view.ts';
import type { Picking } from '#kiosk/board/desk-picker.tsx';
import { FirstAidLine } from '#kiosk/board/first-aid.tsx';
import { FloorPlan } from '#kiosk/board/floor-plan.tsx';
import { Legend } from '#kiosk/board/legend.tsx';
import { ListView } from '#kiosk/board/list-view.tsx';
import { Notices } from '#kiosk/board/notices.tsx';
import { PositionsLine } from '#kiosk/board/positions-line.tsx';
import { SomewhereLine } from '#kiosk/board/somewhere-line.tsx';
import type { WallLayout } from '#kiosk/board/wall-layout.ts';
import { ZoneSummary } from '#kiosk/board/zone-summary.tsx';
import { CheckInPad } from '#kiosk/check-in/check-in-pad.tsx';
import type { PadStep } from '#kiosk/check-in/pad-state.ts';
import type { Pad } from '#kiosk/check-in/use-pad.ts';
import { useWords } from '#kiosk/i18n/use-words.ts';
import controls from '#kiosk/style/controls.module.css';
import type { SpaceId } from '#shared/model/ids.ts';
import s from './wall-screen.module.css';

type Props = {
  readonly view: BoardView;
  readonly layout: WallLayout;
  readonly pad: Pad;
  readonly asList: boolean;
  /** What one can do while the pad is closed. */
  readonly actions: ReactNode;
};

export function WallPanels({ view, layout, pad, asList, actions }: Props): ReactNode {
  const words = useWords();
  const open = pad.state.step.at !== 'closed';
  const hasLowPanel = layout === 'tall' || layout === 'stacked';
  const zones = <ZoneSummary view={view} />;
  const controlsOrPad = open ? <CheckInPad pad={pad} /> : actions;
  return (
    <>
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
    </>
  );
}

function Signs({ view }: { readonly view: BoardView }): ReactNode {
  return (
    <div className={s.signs}>
      <div className={s.somewhere}>
        <PositionsLine positions={view.positions} />
        <FirstAidLine safety={view.safety} />
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
