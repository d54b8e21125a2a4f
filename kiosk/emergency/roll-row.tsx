// One person of the roll call, as large as a hand in a hurry needs it. Whoever is safe is ticked, struck out and called so.

import type { ReactNode } from 'react';
import { FirstAidSign } from '#kiosk/board/first-aid.tsx';
import { useWords } from '#kiosk/i18n/use-words.ts';
import type { RollPerson } from '#shared/wire/emergency.ts';
import { TickBox } from './emergency-sign.tsx';
import type { RowState } from './marking.ts';
import s from './roll-row.module.css';

type Props = {
  readonly person: RollPerson;
  readonly state: RowState;
  /** Where not everybody who is shown was at the same place. */
  readonly withZone: boolean;
  /** Asks about this person; null: nobody can be marked now. */
  readonly ask: ((key: string) => void) | null;
};

export function RollRow({ person, state, withZone, ask }: Props): ReactNode {
  const words = useWords();
  return (
    <button type="button" className={s.row} data-state={state} disabled={ask === null} onClick={() => ask?.(person.key)}>
      <TickBox safe={person.safe} />
      <span className={s.words}>
        <span className={s.name}>{person.label}</span>{' '}
        <span className={s.state}>
          {words.list([
            words.say(`roll.${state}`),
            ...(withZone && person.zoneName !== undefined ? [person.zoneName] : []),
            ...(person.firstAider ? [words.say('roll.firstAider')] : []),
          ])}
        </span>
      </span>
      {person.firstAider && <FirstAidSign has />}
    </button>
  );
}
