// The second tap: is it really this person? It stands alone, answers with two keys far apart, and goes away by itself, so
// that nobody answers a question that somebody else left.

import { type ReactNode, useEffect, useRef } from 'react';
import { useWords } from '#kiosk/i18n/use-words.ts';
import type { Clock } from '#shared/kit/clock.ts';
import { seconds } from '#shared/kit/duration.ts';
import type { RollPerson } from '#shared/wire/emergency.ts';
import s from './mark-question.module.css';

type Props = {
  readonly person: RollPerson;
  readonly drill: boolean;
  readonly clock: Clock;
  readonly answer: (yes: boolean) => void;
};

const goneAfterMs = seconds(20);

export function MarkQuestion({ person, drill, clock, answer }: Props): ReactNode {
  const words = useWords();
  const heading = useRef<HTMLHeadingElement>(null);
  const newest = useRef(answer);
  useEffect(() => {
    newest.current = answer;
  });
  useEffect(() => {
    heading.current?.focus({ preventScroll: true });
    return clock.after(goneAfterMs, () => newest.current(false));
  }, [clock]);
  const question = words.say(person.safe ? 'roll.ask.undo' : 'roll.ask', { name: person.label });
  return (
    <section className={s.question} aria-labelledby="roll-question">
      <h2 id="roll-question" ref={heading} className={s.title} tabIndex={-1}>
        {drill ? words.say('roll.ask.drill', { question }) : question}
      </h2>
      {person.zoneName !== undefined && <p className={s.where}>{person.zoneName}</p>}
      <div className={s.answers}>
        <button type="button" className={s.yes} onClick={() => answer(true)}>
          {words.say(person.safe ? 'roll.ask.undo.yes' : 'roll.ask.yes')}
        </button>
        <button type="button" className={s.no} onClick={() => answer(false)}>
          {words.say('roll.ask.no')}
        </button>
      </div>
    </section>
  );
}
