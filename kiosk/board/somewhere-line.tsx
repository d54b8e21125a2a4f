// Those the radio can place on this floor and no better: a line of words, because a mark on the plan would be a wrong
// place. With nobody there, there is no line.

import type { ReactNode } from 'react';
import { useWords } from '#kiosk/i18n/use-words.ts';
import type { PersonSomewhere } from '#shared/wire/board.ts';
import s from './somewhere-line.module.css';

export function SomewhereLine({ people }: { readonly people: readonly PersonSomewhere[] }): ReactNode {
  const words = useWords();
  if (people.length === 0) return null;
  return (
    <p className={s.line} data-somewhere-line="">
      <SomewhereSign />
      <span className={s.words}>{words.say('plan.somewhere', { labels: words.list(people.map((person) => person.label)) })}</span>
    </p>
  );
}

/** The circle of a located person without the disc that would say where. */
export function SomewhereSign(): ReactNode {
  return (
    <svg className={s.sign} viewBox="0 0 52 30" aria-hidden="true">
      <circle className={s.circle} cx="26" cy="15" r="13" />
    </svg>
  );
}
