// The few places of the page, under the thumb on a phone. Links, so that the phone's own way back works.

import type { ReactNode } from 'react';
import { useMeWords } from '#kiosk/i18n/use-me-words.ts';
import { Icon } from './icon.tsx';
import s from './nav.module.css';
import { type Place, places } from './place.ts';

export function Nav({ place }: { readonly place: Place }): ReactNode {
  const words = useMeWords();
  return (
    <nav className={s.nav} aria-label={words.say('me.nav.label')}>
      <ul className={s.places}>
        {places.map((name) => (
          <li key={name}>
            <a className={s.place} href={`#${name}`} aria-current={name === place ? 'page' : undefined}>
              <Icon name={name} />
              <span>{words.say(`me.nav.${name}`)}</span>
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
