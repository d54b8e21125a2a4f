// Finding a colleague: a name, and sentences. Whatever can't be said gives the one same answer.

import { type ReactNode, useState } from 'react';
import { useMeWords } from '#kiosk/i18n/use-me-words.ts';
import controls from '#kiosk/style/controls.module.css';
import type { FloorId, SpaceId } from '#shared/model/ids.ts';
import type { FindHit, FindReply } from '#shared/wire/find.ts';
import buttons from './buttons.module.css';
import card from './card.module.css';
import { Field } from './field.tsx';
import s from './find-card.module.css';
import { hitWords } from './find-words.ts';
import text from './text.module.css';
import type { Asked, Find } from './use-find.ts';

/** What to show on the plan: a floor, and a space on it where one is booked. */
export type Shown = { readonly floor: FloorId; readonly space: SpaceId | null };

type Props = { readonly find: Find; readonly show: (shown: Shown) => void };

export function FindCard({ find, show }: Props): ReactNode {
  const words = useMeWords();
  const [typed, setTyped] = useState('');
  return (
    <div className={`${controls.card} ${card.card}`}>
      <search>
        <form
          className={s.form}
          onSubmit={(event) => {
            event.preventDefault();
            find.ask(typed);
          }}
        >
          <Field
            label={words.say('me.find.label')}
            hint={words.say('me.find.hint')}
            value={typed}
            change={setTyped}
            maxLength={60}
            search
          />
          <button type="submit" className={buttons.primary}>
            {words.say('me.find.go')}
          </button>
        </form>
      </search>
      <section aria-label={words.say('me.find.results')} aria-live="polite">
        <Answer asked={find.asked} show={show} />
      </section>
    </div>
  );
}

function Answer({ asked, show }: { readonly asked: Asked; readonly show: Props['show'] }): ReactNode {
  const words = useMeWords();
  if (asked.kind === 'nothing') return null;
  if (asked.kind !== 'answer') return <p>{words.say(`me.find.${asked.kind}`)}</p>;
  if (asked.reply.hits.length > 0) return <Hits reply={asked.reply} show={show} />;
  return (
    <>
      <p className={text.strong}>{words.say('me.find.none', { text: asked.text })}</p>
      <p className={text.muted}>{words.say('me.find.none.next')}</p>
    </>
  );
}

function Hits({ reply, show }: { readonly reply: FindReply; readonly show: Props['show'] }): ReactNode {
  const words = useMeWords();
  return (
    <>
      <ul className={s.hits}>
        {reply.hits.map((hit, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two colleagues may have one name, and hits carry no other.
          <Hit key={`${hit.name} ${i}`} hit={hit} show={show} />
        ))}
      </ul>
      {reply.more && <p className={text.muted}>{words.say('me.find.more')}</p>}
    </>
  );
}

function Hit({ hit, show }: { readonly hit: FindHit; readonly show: Props['show'] }): ReactNode {
  const words = useMeWords();
  const shown = shownOf(hit);
  return (
    <li className={s.hit}>
      <h2 className={s.name}>{hit.name}</h2>
      {hitWords(hit, words).map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
      {shown && (
        <button
          type="button"
          className={buttons.secondary}
          aria-label={words.say('me.find.showNamed', { name: hit.name })}
          onClick={() => show(shown)}
        >
          {words.say('me.find.show')}
        </button>
      )}
    </li>
  );
}

/** Where somebody is counts more than what they have booked, unless both are on one floor. */
function shownOf({ location, booking }: FindHit): Shown | null {
  if (location && location.floor !== booking?.floor) return { floor: location.floor, space: null };
  return booking ? { floor: booking.floor, space: booking.space } : null;
}
