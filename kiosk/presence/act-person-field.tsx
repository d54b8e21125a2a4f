// Choosing a person: a few letters, the people who have them, one of these.

import { type ReactNode, useRef, useState } from 'react';
import type { ManageHttp } from '#kiosk/bridge/manage-http.ts';
import { usePresenceWords } from '#kiosk/i18n/use-presence-words.ts';
import buttons from '#kiosk/me/buttons.module.css';
import { Field } from '#kiosk/me/field.tsx';
import text from '#kiosk/me/text.module.css';
import type { PersonHit } from '#shared/wire/manage.ts';
import s from './act.module.css';
import { type People, useActPeople } from './use-act-people.ts';

type Props = {
  readonly http: ManageHttp;
  readonly chosen: PersonHit | null;
  readonly choose: (person: PersonHit | null) => void;
};

export function ActPersonField({ http, chosen, choose }: Props): ReactNode {
  const words = usePresenceWords();
  const people = useActPeople(http);
  const group = useRef<HTMLFieldSetElement>(null);
  const change = (person: PersonHit | null): void => {
    people.forget();
    choose(person);
    // What was tapped goes; the focus stays where the answer comes.
    group.current?.focus();
  };
  return (
    <fieldset ref={group} className={s.person} tabIndex={-1} aria-label={words.say('act.book.person')}>
      {chosen ? (
        <div className={s.chosen}>
          <p className={text.strong}>{words.say('act.book.for', { name: chosen.name })}</p>
          <button type="button" className={buttons.quiet} onClick={() => change(null)}>
            {words.say('act.book.other')}
          </button>
        </div>
      ) : (
        <Search people={people} choose={change} />
      )}
    </fieldset>
  );
}

type SearchProps = { readonly people: People; readonly choose: (person: PersonHit) => void };

function Search({ people, choose }: SearchProps): ReactNode {
  const words = usePresenceWords();
  const [typed, setTyped] = useState('');
  return (
    <>
      <search>
        <form
          className={s.search}
          onSubmit={(event) => {
            event.preventDefault();
            people.ask(typed);
          }}
        >
          <Field
            label={words.say('act.book.person')}
            hint={words.say('act.book.person.hint')}
            value={typed}
            change={setTyped}
            maxLength={60}
            search
          />
          <button type="submit" className={buttons.secondary}>
            {words.say('act.book.search')}
          </button>
        </form>
      </search>
      <Answer asked={people.asked} choose={choose} />
    </>
  );
}

function Answer({ asked, choose }: Pick<People, 'asked'> & Pick<SearchProps, 'choose'>): ReactNode {
  const words = usePresenceWords();
  const hits = asked.kind === 'found' ? asked.people : [];
  return (
    <div aria-live="polite" className={s.said}>
      {asked.kind === 'short' && <p>{words.say('act.book.short')}</p>}
      {asked.kind === 'asking' && <p>{words.say('act.book.searching')}</p>}
      {asked.kind === 'found' && hits.length === 0 && <p>{words.say('act.book.nobody')}</p>}
      {asked.kind === 'refused' && (
        <p>
          <span className={text.strong}>{words.say(`manage.refusal.${asked.why}`)}.</span>{' '}
          {words.say(`manage.refusal.${asked.why}.next`)}
        </p>
      )}
      {hits.length > 0 && (
        <div className={buttons.stack}>
          <p className={text.strong}>{words.say('act.book.hits')}</p>
          {hits.map((hit) => (
            <button key={hit.handle} type="button" className={buttons.secondary} onClick={() => choose(hit)}>
              {hit.name}
            </button>
          ))}
        </div>
      )}
    </div>
  );
}
