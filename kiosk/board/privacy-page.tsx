// The wall's privacy page: what holds for everybody in front of it. It lies where the plan was; clock and banner stay.
// Drawn from what the gateway answered last; while the gateway is away it says as of when that is, and no more than that.

import { type ReactNode, useEffect, useRef } from 'react';
import { useWords } from '#kiosk/i18n/use-words.ts';
import controls from '#kiosk/style/controls.module.css';
import { type BoardView, isAway } from './board-view.ts';
import { PrivacyContact } from './privacy-contact.tsx';
import { PrivacyDocument } from './privacy-document.tsx';
import { PrivacyFacts } from './privacy-facts.tsx';
import s from './privacy-page.module.css';

type Props = { readonly view: BoardView; readonly close: () => void };

export function PrivacyPage({ view, close }: Props): ReactNode {
  const words = useWords();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus({ preventScroll: true }), []);
  const away = isAway(view.freshness);
  const { privacy } = view;
  return (
    <main className={s.page} data-privacy="">
      <div className={s.head}>
        <h2 ref={heading} className={s.title} tabIndex={-1}>
          {words.say('privacy.title')}
        </h2>
        <p className={s.state} role="status">
          {privacy && away && words.say('privacy.asOf', { time: words.time(privacy.asOfMs) })}
          {!privacy && words.say(away ? 'privacy.unreachable' : 'privacy.asking')}
        </p>
      </div>
      {privacy && (
        <div className={s.parts}>
          <PrivacyFacts page={privacy.page} away={away} />
          <PrivacyDocument document={privacy.page.document} />
          <PrivacyContact page={privacy.page} />
        </div>
      )}
      <div className={s.foot}>
        <p className={s.closes}>{words.say('privacy.closes')}</p>
        <button type="button" className={`${controls.primary} ${s.close}`} onClick={close}>
          {words.say('privacy.close')}
        </button>
      </div>
    </main>
  );
}
