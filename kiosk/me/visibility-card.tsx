// The own name on bookings and in the search: three choices, each with what it means under the company's rule.

import type { ReactNode } from 'react';
import { newEventId } from '#kiosk/check-in/event-id.ts';
import { useMeWords } from '#kiosk/i18n/use-me-words.ts';
import { Visibility } from '#shared/model/policy.ts';
import { Card } from './card.tsx';
import s from './choices.module.css';
import type { MeProps } from './me-props.ts';
import text from './text.module.css';
import { choiceWords, fixedWords } from './visibility-words.ts';

export function VisibilityCard({ view, actions }: MeProps): ReactNode {
  const words = useMeWords();
  const { visibility } = view.me;
  const fixed = fixedWords(visibility, words);
  const choose = (choice: Visibility): void =>
    void actions.run({ call: 'visibility', body: { event: newEventId(), visibility: choice } });
  return (
    <Card title={words.say('me.visibility.title')}>
      <p className={text.strong}>{words.say('me.visibility.now', { shown: visibility.shown ? 'yes' : 'no' })}</p>
      {fixed !== null && <p>{fixed}</p>}
      {fixed === null && (
        <fieldset className={s.choices}>
          <legend className="visually-hidden">{words.say('me.visibility.label')}</legend>
          {Visibility.options.map((choice) => (
            <label key={choice} className={s.choice}>
              <input
                type="radio"
                name="visibility"
                className={s.box}
                checked={visibility.own === choice}
                onChange={() => choose(choice)}
              />
              <span>
                <span className={text.strong}>{words.say(`me.visibility.${choice}`)}</span>
                <br />
                <span className={text.muted}>{choiceWords(choice, visibility.mode, words)}</span>
              </span>
            </label>
          ))}
        </fieldset>
      )}
      <p className={text.muted}>
        {words.say('me.visibility.own')} {words.say('me.visibility.about')}
      </p>
    </Card>
  );
}
