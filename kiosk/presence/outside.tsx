// What stands there before the desk does: signing in, a role that is missing, and waiting for the first answer.

import type { ReactNode } from 'react';
import { usePresenceWords } from '#kiosk/i18n/use-presence-words.ts';
import buttons from '#kiosk/me/buttons.module.css';
import s from '#kiosk/me/signed-out.module.css';
import text from '#kiosk/me/text.module.css';
import type { Why } from '#kiosk/me/why.ts';
import { mePaths } from '#shared/wire/me-actions.ts';

/** Signing in comes back to this page; where to is a word the gateway knows, not an address. */
const signIn = `${mePaths.signIn}?to=presence`;

export function SignedOut({ why }: { readonly why: Why | null }): ReactNode {
  const words = usePresenceWords();
  return (
    <main className={s.page}>
      <h1 className={s.title}>{words.say('presence.signIn.title')}</h1>
      <p className={s.what}>{words.say('presence.signIn.what')}</p>
      {why && (
        <div className={s.why} data-why={why} role="alert">
          <p className={text.strong}>{words.say(`me.why.${why}`)}</p>
          <p>{words.say(`me.why.${why}.next`)}</p>
        </div>
      )}
      <a className={`${buttons.primary} ${s.go}`} href={signIn}>
        {words.say(why ? 'me.signIn.again' : 'me.signIn')}
      </a>
      <p className={text.muted}>{words.say('presence.signIn.how')}</p>
    </main>
  );
}

export function NotAllowed(): ReactNode {
  const words = usePresenceWords();
  return (
    <main className={s.page}>
      <h1 className={s.title}>{words.say('presence.signIn.title')}</h1>
      <p className={s.what}>{words.say('presence.notAllowed')}</p>
      <a className={buttons.secondary} href={mePaths.page}>
        {words.say('presence.own')}
      </a>
    </main>
  );
}
