// Arranges the wall: header and banner, and below them plan and panels. Whoever asks for the privacy page reads it in
// their place; the banner stays over everything.

import { type ReactNode, useState } from 'react';
import type { BoardView } from '#kiosk/board/board-view.ts';
import { GlassBanner } from '#kiosk/board/glass-banner.tsx';
import { PrivacyPage } from '#kiosk/board/privacy-page.tsx';
import { useSize } from '#kiosk/board/use-size.ts';
import { WallHeader } from '#kiosk/board/wall-header.tsx';
import { layoutFor } from '#kiosk/board/wall-layout.ts';
import { usePad } from '#kiosk/check-in/use-pad.ts';
import type { Clock } from '#shared/kit/clock.ts';
import { minutes } from '#shared/kit/duration.ts';
import type { FloorId } from '#shared/model/ids.ts';
import type { KioskBridge } from '#shared/wire/kiosk-bridge.ts';
import { useIdle } from './use-idle.ts';
import { usePrivacy } from './use-privacy.ts';
import { WallActions } from './wall-actions.tsx';
import { WallPanels } from './wall-panels.tsx';
import s from './wall-screen.module.css';

type Props = {
  readonly view: BoardView;
  readonly show: (floor: FloorId) => void;
  readonly bridge: KioskBridge;
  readonly clock: Clock;
};

/** A wall nobody touches goes back to its own floor and its plan, and closes the privacy page. */
const homeAfterMs = minutes(1);

export function Wall({ view, show, bridge, clock }: Props): ReactNode {
  const [ref, size] = useSize<HTMLDivElement>();
  const [asList, setAsList] = useState(false);
  const pad = usePad(bridge, clock);
  const privacy = usePrivacy(bridge, view);
  const goHome = (): void => {
    setAsList(false);
    privacy.close();
    if (view.floor.id !== view.plan.display.floor) show(view.plan.display.floor);
  };
  useIdle(clock, homeAfterMs, goHome);
  const openPad = (): void => {
    goHome();
    pad.send({ kind: 'open' });
  };
  const layout = size ? layoutFor(size, view.floor.outline) : 'wide';
  const does = { view, show, asList, setAsList, openPad, openPrivacy: privacy.open, privacyKey: privacy.key };
  return (
    <div ref={ref} className={s.wall} data-layout={layout} data-pad={pad.state.step.at === 'closed' ? 'closed' : 'open'}>
      <div className={s.top}>
        <WallHeader view={view} />
        <GlassBanner view={view} />
      </div>
      {privacy.isOpen ? (
        <PrivacyPage view={view} close={privacy.close} />
      ) : (
        <WallPanels {...{ view, layout, pad, asList }} actions={<WallActions {...does} />} />
      )}
    </div>
  );
}
