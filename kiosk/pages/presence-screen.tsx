// Arranges the console: who is signed in and the sections above, the news, the section that is looked at, and what came of
// the last decision.

import { type ReactNode, useEffect, useRef } from 'react';
import type { PrivacyBridge } from '#kiosk/bridge/privacy-bridge.ts';
import { usePresenceWords } from '#kiosk/i18n/use-presence-words.ts';
import { ActSection } from '#kiosk/presence/act-section.tsx';
import { FiguresSection } from '#kiosk/presence/figures-section.tsx';
import { NowSection } from '#kiosk/presence/now-section.tsx';
import { ResultNote } from '#kiosk/presence/result-note.tsx';
import { SafetySection } from '#kiosk/presence/safety-section.tsx';
import { ShellHeader } from '#kiosk/presence/shell-header.tsx';
import { ShellNews } from '#kiosk/presence/shell-news.tsx';
import { replaceHash, type Section, sectionIn, useHash } from '#kiosk/presence/shell-sections.ts';
import type { ShellView } from '#kiosk/presence/shell-view.ts';
import { type Decisions, useDecisions } from '#kiosk/presence/use-decisions.ts';
import type { Clock } from '#shared/kit/clock.ts';
import { PresencePrivacy } from './presence-privacy.tsx';
import s from './presence-screen.module.css';

type Props = {
  readonly view: ShellView;
  readonly bridge: PrivacyBridge;
  readonly clock: Clock;
  readonly page: Window;
  /** Asks for the desk at once. */
  readonly refresh: () => void;
};

export function PresenceScreen({ view, bridge, clock, page, refresh }: Props): ReactNode {
  const hash = useHash(page);
  const section = sectionIn(hash, view.sections);
  const decisions = useDecisions(clock, refresh, section);
  const signOut = async (): Promise<void> => {
    if (!(await bridge.signOut())) decisions.refuse('presence.refusal.no-answer');
  };
  return (
    <div className={s.page}>
      <ShellHeader view={view} section={section} signOut={() => void signOut()} />
      <main className={s.main} data-section={section}>
        <Title view={view} section={section} page={page} />
        <ShellNews view={view} section={section} />
        <Content {...{ view, bridge, clock, page, decisions, hash, section }} />
      </main>
      <div className={s.result}>
        <ResultNote decisions={decisions} />
      </div>
    </div>
  );
}

type ContentProps = Omit<Props, 'refresh'> & {
  readonly decisions: Decisions;
  readonly hash: string;
  readonly section: Section;
};

function Content({ view: { manage, desk }, bridge, clock, page, decisions, hash, section }: ContentProps): ReactNode {
  if (section === 'privacy') return desk && <PresencePrivacy view={desk} bridge={bridge} clock={clock} decisions={decisions} />;
  if (!manage) return null;
  const props = { view: manage, http: bridge.manage, decide: decisions.decide, clock };
  switch (section) {
    case 'now':
      return <NowSection view={manage} hash={hash} go={(next) => replaceHash(page, next)} />;
    case 'act':
      return <ActSection {...props} />;
    case 'utilisation':
      return <FiguresSection view={manage} http={bridge.manage} clock={clock} />;
    case 'safety':
      return <SafetySection {...props} />;
  }
}

/** The heading takes the focus when another section is gone to, and the window is called after it. */
function Title({ view, section, page }: Pick<ContentProps, 'view' | 'section' | 'page'>): ReactNode {
  const words = usePresenceWords();
  const heading = useRef<HTMLHeadingElement>(null);
  const last = useRef(section);
  const name = words.say(section === 'privacy' ? 'presence.nav.privacy' : `manage.nav.${section}`);
  const title = words.say('manage.title', { section: name });
  useEffect(() => {
    const before = page.document.title;
    page.document.title = title;
    return () => {
      page.document.title = before;
    };
  }, [page, title]);
  useEffect(() => {
    if (last.current === section) return;
    last.current = section;
    page.scrollTo(0, 0);
    heading.current?.focus();
  }, [page, section]);
  const live = view.manage?.fresh && !view.cut;
  const { manage } = view;
  return (
    <div className={s.top}>
      <h1 ref={heading} tabIndex={-1} className={s.title}>
        {name}
      </h1>
      {section === 'now' && manage && (
        <p className={s.asOf} data-live={live}>
          {words.say(live ? 'manage.asOf' : 'manage.old', { time: words.time(manage.managed.asOfMs) })}
        </p>
      )}
    </div>
  );
}
