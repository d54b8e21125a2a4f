// Arranges the wall: header and banner, and below them plan and panels. Whoever asks for the privacy page reads it in
// their place; the banner stays over everything. In an emergency all of it gives way, and is there again when it ends.

import { type ReactNode, useEffect, useState } from 'react';
import type { BoardView } from '#kiosk/board/board-view.ts';
import { GlassBanner } from '#kiosk/board/glass-banner.tsx';
import { OwnName } from '#kiosk/board/own-name.tsx';
import { PrivacyPage } from '#kiosk/board/privacy-page.tsx';
import { useSize } from '#kiosk/board/use-size.ts';
import { WallHeader } from '#kiosk/board/wall-header.tsx';
import { layoutFor } from '#kiosk/board/wall-layout.ts';
import { type Pad, usePad } from '#kiosk/check-in/use-pad.ts';
import { EmergencyScreen } from '#kiosk/emergency/emergency-screen.tsx';
import type { Clock } from '#shared/kit/clock.ts';
import { minutes } from '#shared/kit/duration.ts';
import type { FloorId } from '#shared/model/ids.ts';
import type { KioskBridge } from '#shared/wire/kiosk-bridge.ts';
import { useCommands } from './use-commands.ts';
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
  readonly reload: () => void;
};

/** A wall nobody touches goes back to its own floor and its plan, and closes the privacy page. */
const homeAfterMs = minutes(1);

export function Wall({ view, show, bridge, clock, reload }: Props): ReactNode {
  const [asList, setAsList] = useState(false);
  const pad = usePad(bridge, clock);
  const privacy = usePrivacy(bridge, view);
  const goHome = (): void => {
    setAsList(false);
    privacy.close();
    if (view.floor.id !== view.plan.display.floor) show(view.plan.display.floor);
  };
  useIdle(clock, homeAfterMs, goHome);
  // A pad that somebody is typing on stays: it stands on the own floor already, and closes by itself.
  const identifies = useCommands(bridge, clock, { home: goHome, reload });
  useGivingWay(view.emergency !== null, pad, goHome);
  const openPad = (): void => {
    goHome();
    pad.send({ kind: 'open' });
  };
  if (view.emergency) return <EmergencyScreen view={view} emergency={view.emergency} mark={bridge.mark} clock={clock} />;
  const does = { view, show, asList, setAsList, openPad, openPrivacy: privacy.open, privacyKey: privacy.key };
  return (
    <>
      <Arranged
        {...{ view, pad, asList }}
        actions={<WallActions {...does} />}
        closePrivacy={privacy.isOpen ? privacy.close : null}
      />
      {identifies && <OwnName name={view.plan.display.name} />}
    </>
  );
}

type ArrangedProps = Omit<Parameters<typeof WallPanels>[0], 'layout'> & {
  /** Null while nobody reads the privacy page. */
  readonly closePrivacy: (() => void) | null;
};

function Arranged({ view, pad, asList, actions, closePrivacy }: ArrangedProps): ReactNode {
  const [ref, size] = useSize<HTMLDivElement>();
  const layout = size ? layoutFor(size, view.floor.outline) : 'wide';
  return (
    <div ref={ref} className={s.wall} data-layout={layout} data-pad={pad.state.step.at === 'closed' ? 'closed' : 'open'}>
      <div className={s.top}>
        <WallHeader view={view} />
        <GlassBanner view={view} />
      </div>
      {closePrivacy ? (
        <PrivacyPage view={view} close={closePrivacy} />
      ) : (
        <WallPanels {...{ view, layout, pad, asList, actions }} />
      )}
    </div>
  );
}

/** Whoever was at the pad or read something is signed out, and the wall comes back as it is for everybody. */
function useGivingWay(emergency: boolean, { send }: Pad, goHome: () => void): void {
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when an emergency begins.
  useEffect(() => {
    if (!emergency) return;
    send({ kind: 'cancel' });
    goHome();
  }, [emergency]);
}
