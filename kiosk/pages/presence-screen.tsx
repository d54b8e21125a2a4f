// Arranges the console: who is signed in and the sections above, then the cards of the section "Privacy". Two stand side
// by side where there is room, unless a look needs all of it.

import type { ReactNode } from 'react';
import type { PrivacyBridge } from '#kiosk/bridge/privacy-bridge.ts';
import { usePresenceWords } from '#kiosk/i18n/use-presence-words.ts';
import buttons from '#kiosk/me/buttons.module.css';
import { AuditCard } from '#kiosk/presence/audit-card.tsx';
import type { DeskView } from '#kiosk/presence/desk-memory.ts';
import { GlassCard } from '#kiosk/presence/glass-card.tsx';
import { PositionsCard } from '#kiosk/presence/positions-card.tsx';
import { ProposalsCard } from '#kiosk/presence/proposals-card.tsx';
import { ResultNote } from '#kiosk/presence/result-note.tsx';
import { SettingsCard } from '#kiosk/presence/settings-card.tsx';
import { type Decisions, useDecisions } from '#kiosk/presence/use-decisions.ts';
import type { Clock } from '#shared/kit/clock.ts';
import s from './presence-screen.module.css';

type Props = {
  readonly view: DeskView;
  readonly bridge: PrivacyBridge;
  readonly clock: Clock;
  readonly refresh: () => void;
};

export function PresenceScreen({ view, bridge, clock, refresh }: Props): ReactNode {
  const words = usePresenceWords();
  const decisions = useDecisions(bridge, clock, refresh);
  const { gone } = view;
  return (
    <div className={s.page}>
      <Header view={view} bridge={bridge} decisions={decisions} />
      <main className={s.main}>
        <h1 className={s.title}>{words.say('presence.nav.privacy')}</h1>
        <div role="status" className={s.news}>
          {gone && <p>{words.say('presence.gone', { time: words.time(gone.sinceMs), asOf: words.time(gone.asOfMs) })}</p>}
        </div>
        <Privacy view={view} bridge={bridge} clock={clock} decisions={decisions} />
      </main>
      <div className={s.result}>
        <ResultNote decisions={decisions} />
      </div>
    </div>
  );
}

function Header({ view, bridge, decisions }: Pick<Props, 'view' | 'bridge'> & { readonly decisions: Decisions }): ReactNode {
  const words = usePresenceWords();
  const signOut = async (): Promise<void> => {
    if (!(await bridge.signOut())) decisions.refuse('no-answer');
  };
  return (
    <header className={s.header}>
      <p className={s.where}>{words.say('presence.site', { site: view.plan.siteName, date: words.date(view.nowMs) })}</p>
      <nav className={s.nav} aria-label={words.say('presence.nav.label')}>
        <a className={s.section} href="#privacy" aria-current="page">
          {words.say('presence.nav.privacy')}
        </a>
      </nav>
      <p className={s.who}>{words.say('presence.who', { name: view.name })}</p>
      <button type="button" className={buttons.quiet} onClick={() => void signOut()}>
        {words.say('me.session.out')}
      </button>
    </header>
  );
}

function Privacy({ view, bridge, clock, decisions }: Omit<Props, 'refresh'> & { readonly decisions: Decisions }): ReactNode {
  const { proposals, glasses, audit } = view.desk;
  const looking = glasses.some(({ state, mayLook }) => state === 'open' && mayLook);
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
