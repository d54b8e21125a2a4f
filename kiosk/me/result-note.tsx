// What came of the last decision, said aloud and shown: done, done and still to be sent, or why not and what to do next.

import type { ReactNode } from 'react';
import { useMeWords } from '#kiosk/i18n/use-me-words.ts';
import buttons from './buttons.module.css';
import { Icon } from './icon.tsx';
import s from './result-note.module.css';
import { resultWords } from './result-words.ts';
import type { Actions } from './use-actions.ts';

export function ResultNote({ actions }: { readonly actions: Actions }): ReactNode {
  const words = useMeWords();
  const { result } = actions;
  const said = result && resultWords(result, words);
  const again = result?.kind === 'refused' ? result.again : null;
  return (
    <div role="status" className={s.place}>
      {result && said && (
        <div className={s.note} data-result={result.kind}>
          <div className={s.words}>
            <p className={s.title}>{said.title}</p>
            {said.next !== undefined && <p>{said.next}</p>}
            {again && (
              <button type="button" className={buttons.secondary} onClick={() => void actions.run(again)}>
                {words.say('me.retry')}
              </button>
            )}
          </div>
          {result.kind !== 'sending' && (
            <button type="button" className={s.close} aria-label={words.say('me.dismiss')} onClick={actions.dismiss}>
              <Icon name="close" />
            </button>
          )}
        </div>
      )}
    </div>
  );
}
