// What stands there until the gateway has answered.

import type { ReactNode } from 'react';
import { useMeWords } from '#kiosk/i18n/use-me-words.ts';
import s from './signed-out.module.css';

export function Waiting(): ReactNode {
  const words = useMeWords();
  return (
    <main className={s.page}>
      <h1 className={s.title}>{words.say('me.connecting')}</h1>
      <p className={s.what}>{words.say('me.connecting.next')}</p>
    </main>
  );
}
