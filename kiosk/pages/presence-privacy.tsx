// Arranges the section "Privacy": two cards side by side where there is room, unless a look needs all of it.

import type { ReactNode } from 'react';
import type { PrivacyBridge } from '#kiosk/bridge/privacy-bridge.ts';
import { AuditCard } from '#kiosk/presence/audit-card.tsx';
import type { DeskView } from '#kiosk/presence/desk-memory.ts';
import { type DeskDecisions, deskDecision } from '#kiosk/presence/desk-props.ts';
import { GlassCard } from '#kiosk/presence/glass-card.tsx';
import { PositionsCard } from '#kiosk/presence/positions-card.tsx';
import { ProposalsCard } from '#kiosk/presence/proposals-card.tsx';
import { SettingsCard } from '#kiosk/presence/settings-card.tsx';
import type { Decisions } from '#kiosk/presence/use-decisions.ts';
import type { Clock } from '#shared/kit/clock.ts';
import s from './presence-screen.module.css';

type Props = {
  readonly view: DeskView;
  readonly bridge: PrivacyBridge;
  readonly clock: Clock;
  readonly decisions: Decisions;
};

export function PresencePrivacy({ view, bridge, clock, decisions: { decide } }: Props): ReactNode {
  const { proposals, glasses, audit } = view.desk;
  const looking = glasses.some(({ state, mayLook }) => state === 'open' && mayLook);
  const decisions: DeskDecisions = { run: (action) => void decide(deskDecision(bridge, action)) };
  return (
    <div className={s.cards}>
      {proposals.length > 0 && <ProposalsCard view={view} decisions={decisions} />}
      <div className={looking ? s.cards : s.pair}>
        <GlassCard view={view} decisions={decisions} bridge={bridge} clock={clock} />
        <PositionsCard view={view} decisions={decisions} />
      </div>
      <SettingsCard view={view} decisions={decisions} />
      {audit && <AuditCard desk={view.desk} audit={audit} bridge={bridge} />}
    </div>
  );
}
