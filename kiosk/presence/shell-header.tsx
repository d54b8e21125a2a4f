// Above every section: where, which sections there are for whoever looks, who that is, and the way out.

import type { ReactNode } from 'react';
import { usePresenceWords } from '#kiosk/i18n/use-presence-words.ts';
import buttons from '#kiosk/me/buttons.module.css';
import s from './shell-header.module.css';
import type { Section } from './shell-sections.ts';
import type { ShellView } from './shell-view.ts';

type Props = { readonly view: ShellView; readonly section: Section; readonly signOut: () => void };

export function ShellHeader({ view, section, signOut }: Props): ReactNode {
  const words = usePresenceWords();
  return (
    <header className={s.header}>
      <p className={s.where}>{words.say('presence.site', { site: view.plan.siteName, date: words.date(view.nowMs) })}</p>
      <nav className={s.nav} aria-label={words.say('presence.nav.label')}>
        <ul className={s.sections}>
          {view.sections.map((name) => (
            <li key={name}>
              <a className={s.section} href={`#${name}`} aria-current={name === section ? 'page' : undefined}>
                {words.say(name === 'privacy' ? 'presence.nav.privacy' : `manage.nav.${name}`)}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <p className={s.who}>{words.say('presence.who', { name: view.name })}</p>
      <button type="button" className={buttons.quiet} onClick={signOut}>
        {words.say('me.session.out')}
      </button>
    </header>
  );
}
