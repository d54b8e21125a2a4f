// What came of the last decision, said aloud and shown: done, or why not and what to do next.

import type { ReactNode } from 'react';
import { type PresenceWords, usePresenceWords } from '#kiosk/i18n/use-presence-words.ts';
import buttons from '#kiosk/me/buttons.module.css';
import { Icon } from '#kiosk/me/icon.tsx';
import s from '#kiosk/me/result-note.module.css';
import type { Decisions, Result } from './use-decisions.ts';

export function ResultNote({ decisions }: { readonly decisions: Decisions }): ReactNode {
  const words = usePresenceWords();
  const { result, decide, dismiss } = decisions;
  const again = result?.kind === 'refused' ? result.again : null;
  return (
    <div role="status">
      {result && (
        <div className={s.note} data-result={result.kind}>
          <div className={s.words}>
            <p className={s.title}>{titleOf(result, words)}</p>
            {result.kind === 'refused' && <p>{words.say(`${result.said}.next`)}</p>}
            {again && (
              <button type="button" className={buttons.secondary} onClick={() => void decide(again)}>
                {words.say('me.retry')}
              </button>
            )}
          </div>
          {result.kind !== 'sending' && (
            <button type="button" className={s.close} aria-label={words.say('me.dismiss')} onClick={dismiss}>
              <Icon name="close" />
            </button>
          )}
        </div>
      )}
    </div>
  );
}

function titleOf(result: Result, words: PresenceWords): string {
  if (result.kind === 'sending') return words.say('presence.sending');
  if (result.kind === 'refused') return words.say(result.said);
  return words.say(result.decision.done, result.decision.values);
}
