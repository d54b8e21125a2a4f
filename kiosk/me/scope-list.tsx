// Who may see the own place, as it was chosen, and the way to choose anew.

import type { ReactNode } from 'react';
import { useMeWords } from '#kiosk/i18n/use-me-words.ts';
import { ConsentScope } from '#shared/model/consent.ts';
import buttons from './buttons.module.css';
import s from './scope-list.module.css';

type Props = { readonly chosen: readonly ConsentScope[]; readonly change: () => void };

export function ScopeList({ chosen, change }: Props): ReactNode {
  const words = useMeWords();
  return (
    <>
      <ul className={s.scopes} aria-label={words.say('me.scopes.label')}>
        {ConsentScope.options.map((scope) => (
          <li key={scope} className={s.scope}>
            <svg className={s.sign} viewBox="0 0 24 24" data-chosen={chosen.includes(scope)} aria-hidden="true">
              <path d={chosen.includes(scope) ? 'M4.500 12.500l5 5 10-11' : 'M6 6l12 12 M18 6 6 18'} />
            </svg>
            <span>{words.say(`me.scope.${scope}`)}</span>
            <span className={s.answer}>{words.say(chosen.includes(scope) ? 'me.scope.yes' : 'me.scope.no')}</span>
          </li>
        ))}
      </ul>
      <button type="button" className={buttons.secondary} onClick={change}>
        {words.say('me.location.change')}
      </button>
    </>
  );
}
