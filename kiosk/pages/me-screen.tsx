// Arranges the page of somebody who is signed in: an emergency above all, its four places, the news above, what came of the last decision and the
// way from place to place below.

import { type ReactNode, useEffect, useRef, useState } from 'react';
import type { MeBridge } from '#kiosk/bridge/me-bridge.ts';
import { useMeWords } from '#kiosk/i18n/use-me-words.ts';
import { BookingsCard } from '#kiosk/me/bookings-card.tsx';
import { DataCard } from '#kiosk/me/data-card.tsx';
import { DotCard } from '#kiosk/me/dot-card.tsx';
import { EmergencyCard } from '#kiosk/me/emergency-card.tsx';
import type { Shown } from '#kiosk/me/find-card.tsx';
import { LocationCard } from '#kiosk/me/location-card.tsx';
import { LookedAtCard } from '#kiosk/me/looked-at-card.tsx';
import type { MeProps } from '#kiosk/me/me-props.ts';
import type { MeView } from '#kiosk/me/me-view.ts';
import { Nav } from '#kiosk/me/nav.tsx';
import { NearCard } from '#kiosk/me/near-card.tsx';
import { News } from '#kiosk/me/news.tsx';
import { type Place, usePlace } from '#kiosk/me/place.ts';
import { ResultNote } from '#kiosk/me/result-note.tsx';
import { SessionCard } from '#kiosk/me/session-card.tsx';
import { StatusCard } from '#kiosk/me/status-card.tsx';
import { TagsCard } from '#kiosk/me/tags-card.tsx';
import { useActions } from '#kiosk/me/use-actions.ts';
import type { Known } from '#kiosk/me/use-me.ts';
import { VisibilityCard } from '#kiosk/me/visibility-card.tsx';
import type { Clock } from '#shared/kit/clock.ts';
import { FindPlace } from './me-find-place.tsx';
import s from './me-screen.module.css';

type Props = {
  readonly view: MeView;
  readonly known: Known;
  readonly bridge: MeBridge;
  readonly clock: Clock;
  readonly page: Window;
};

export function MeScreen({ view, known, bridge, clock, page }: Props): ReactNode {
  const actions = useActions(bridge, clock);
  const place = usePlace(page);
  const [shown, setShown] = useState<Shown | null>(null);
  const props: MeProps = { view, actions, bridge };
  return (
    <div className={s.page}>
      <EmergencyCard view={view} bridge={bridge} />
      <Header view={view} place={place} />
      <main className={s.main}>
        <News {...props} />
        {place === 'today' && (
          <Today
            {...props}
            show={(next) => {
              setShown(next);
              page.location.hash = '#find';
            }}
          />
        )}
        {place === 'find' && <FindPlace {...props} known={known} clock={clock} shown={shown} setShown={setShown} />}
        {place === 'location' && <Location {...props} />}
        {place === 'me' && <Own {...props} />}
      </main>
      <div className={s.result}>
        <ResultNote actions={actions} />
      </div>
      <Nav place={place} />
    </div>
  );
}

function Header({ view, place }: { readonly view: MeView; readonly place: Place }): ReactNode {
  const words = useMeWords();
  const heading = useRef<HTMLHeadingElement>(null);
  const last = useRef(place);
  useEffect(() => {
    if (last.current === place) return;
    last.current = place;
    window.scrollTo(0, 0);
    heading.current?.focus();
  }, [place]);
  const titles = { today: view.me.name, find: words.say('me.find.title'), location: words.say('me.location.title') };
  return (
    <header className={s.header}>
      <p className={s.where}>{words.say('me.today.date', { site: view.plan.siteName, date: words.date(view.nowMs) })}</p>
      <h1 ref={heading} tabIndex={-1} className={s.title}>
        {place === 'me' ? words.say('me.own.title') : titles[place]}
      </h1>
    </header>
  );
}

function Today({ show, ...props }: MeProps & { readonly show: (shown: Shown) => void }): ReactNode {
  return (
    <div className={s.cards}>
      <BookingsCard {...props} />
      <LocationCard {...props} brief />
      <NearCard view={props.view} showSpace={({ floor, space }) => show({ floor, space })} />
      <StatusCard {...props} />
    </div>
  );
}

function Location(props: MeProps): ReactNode {
  return (
    <div className={s.cards}>
      <LocationCard {...props} />
      <DotCard {...props} />
      <TagsCard {...props} />
    </div>
  );
}

function Own(props: MeProps): ReactNode {
  return (
    <div className={s.cards}>
      <VisibilityCard {...props} />
      <DataCard {...props} />
      <LookedAtCard view={props.view} />
      <SessionCard {...props} />
    </div>
  );
}
