// What the person should know before anything else: no connection, no booking system, that somebody saw where they were,
// and what concerns them once.

import type { ReactNode } from 'react';
import { useMeWords } from '#kiosk/i18n/use-me-words.ts';
import { hours } from '#shared/kit/duration.ts';
import buttons from './buttons.module.css';
import type { MeProps } from './me-props.ts';
import s from './news.module.css';

export function News({ view, actions }: MeProps): ReactNode {
  const words = useMeWords();
  const { gone, me } = view;
  return (
    <section className={s.news} aria-label={words.say('me.notices.label')}>
      <div role="status" className={s.news}>
        {gone && (
          <p className={s.line}>{words.say('me.link.gone', { time: words.time(gone.sinceMs), asOf: words.time(gone.asOfMs) })}</p>
        )}
        {!gone && !me.booking.up && <p className={s.line}>{words.say('me.link.bookingDown')}</p>}
      </div>
      <LookedAtNews view={view} />
      {me.notices.map(({ id, kind, atMs }) => (
        <div key={id} className={s.line}>
          <p>
            {words.say(`me.notice.${kind}`)}{' '}
            <span className={s.when}>{words.say('me.notice.at', { time: words.time(atMs) })}</span>
          </p>
          <button
            type="button"
            className={buttons.secondary}
            onClick={() => void actions.run({ call: 'seen', body: { notice: id } })}
          >
            {words.say('me.notice.seen')}
          </button>
        </div>
      ))}
    </section>
  );
}

/** A look is news for a day. */
const newsForMs = hours(24);

function LookedAtNews({ view }: Pick<MeProps, 'view'>): ReactNode {
  const words = useMeWords();
  const [newest] = view.me.lookedAt;
  if (!newest || view.nowMs - newest.atMs >= newsForMs) return null;
  return (
    <div className={s.line}>
      <p>
        {words.say('me.lookedAt.news')} <span className={s.when}>{words.dateTime(newest.atMs)}</span>
      </p>
      <a className={buttons.secondary} href="#me">
        {words.say('me.lookedAt.news.more')}
      </a>
    </div>
  );
}
