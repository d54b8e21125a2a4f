// What is not as it should be, above every section: an emergency first, because it concerns everybody, then a gateway that
// does not answer, in the wall's words.

import type { ReactNode } from 'react';
import { EmergencySign } from '#kiosk/emergency/emergency-sign.tsx';
import { type PresenceWords, usePresenceWords } from '#kiosk/i18n/use-presence-words.ts';
import { mePaths } from '#shared/wire/me-actions.ts';
import s from './shell-news.module.css';
import type { Section } from './shell-sections.ts';
import type { ShellView } from './shell-view.ts';

type Props = { readonly view: ShellView; readonly section: Section };

export function ShellNews({ view, section }: Props): ReactNode {
  const words = usePresenceWords();
  return (
    <>
      <div role="alert" className={s.news}>
        {view.emergency && section !== 'safety' && <OnNow view={view} emergency={view.emergency} />}
      </div>
      <div role="status" className={s.news}>
        {goneWords(view, section, words).map((one) => (
          <p key={one} className={s.note}>
            {one}
          </p>
        ))}
      </div>
    </>
  );
}

type OnNowProps = Pick<Props, 'view'> & { readonly emergency: NonNullable<ShellView['emergency']> };

/** The section "Safety" says it itself, with the roll call. */
function OnNow({ view, emergency }: OnNowProps): ReactNode {
  const words = usePresenceWords();
  const { drill, assemblyPoint: place, startedMs, safe } = emergency;
  const kind = drill ? 'drill' : 'real';
  return (
    <div className={s.emergency} data-emergency={kind}>
      <p className={s.what}>
        <EmergencySign drill={drill} />
        {words.say(`emergency.${kind}`)}
      </p>
      <p>
        {words.say(`emergency.${kind}.what`)}{' '}
        {place === '' ? words.say('emergency.goOut') : words.say('emergency.goTo', { place })}
      </p>
      <p>{words.say('emergency.since', { time: words.time(startedMs) })}</p>
      {view.sections.includes('safety') && (
        <a className={s.link} href="#safety">
          {words.say('manage.emergency.roll')}
        </a>
      )}
      {!safe && (
        <a className={s.link} href={mePaths.page}>
          {words.say('manage.emergency.own')}
        </a>
      )}
    </div>
  );
}

function goneWords({ desk, manage, cut }: ShellView, section: Section, words: PresenceWords): readonly string[] {
  if (section === 'privacy') {
    const gone = desk?.gone;
    return gone ? [words.say('presence.gone', { time: words.time(gone.sinceMs), asOf: words.time(gone.asOfMs) })] : [];
  }
  if (!cut) return [];
  const gone = words.say('link.gone', { time: words.time(cut.sinceMs), asOf: words.time(cut.asOfMs) });
  return manage?.fresh ? [gone] : [gone, words.say('link.peopleGone')];
}
