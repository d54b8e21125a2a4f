// Before signing in and after signing out: what this is, one button, and why the last try came to nothing.

import type { ReactNode } from 'react';
import { useMeWords } from '#kiosk/i18n/use-me-words.ts';
import { mePaths } from '#shared/wire/me-actions.ts';
import buttons from './buttons.module.css';
import s from './signed-out.module.css';
import text from './text.module.css';
import type { Why } from './why.ts';

export function SignedOut({ why }: { readonly why: Why | null }): ReactNode {
  const words = useMeWords();
  return (
    <main className={s.page}>
      <Pin />
      <h1 className={s.title}>{words.say('me.signIn.title')}</h1>
      <p className={s.what}>{words.say('me.signIn.what')}</p>
      {why && (
        <div className={s.why} data-why={why} role="alert">
          <p className={text.strong}>{words.say(`me.why.${why}`)}</p>
          <p>{words.say(`me.why.${why}.next`)}</p>
        </div>
      )}
      <a className={`${buttons.primary} ${s.go}`} href={mePaths.signIn}>
        {words.say(why ? 'me.signIn.again' : 'me.signIn')}
      </a>
      <p className={text.muted}>{words.say('me.signIn.how')}</p>
    </main>
  );
}

/** The pin of the wall's "you are here". */
function Pin(): ReactNode {
  return (
    <svg className={s.pin} viewBox="0 0 32 32" aria-hidden="true">
      <path d="M16 31C10 22 5 18 5 12a11 11 0 0 1 22 0c0 6-5 10-11 19z" />
      <circle cx="16" cy="12" r="4.500" />
    </svg>
  );
}
