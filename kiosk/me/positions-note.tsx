// Beside the switch: that locating is off for everybody, which is nobody's own choice, or that it runs with a risk the
// company has accepted. Nothing while all is well.

import type { ReactNode } from 'react';
import { acceptedWords, offWords } from '#kiosk/board/positions-words.ts';
import { useMeWords } from '#kiosk/i18n/use-me-words.ts';
import type { PositionsState } from '#shared/model/positions.ts';
import s from './positions-note.module.css';
import text from './text.module.css';

export function PositionsNote({ positions }: { readonly positions: PositionsState }): ReactNode {
  const words = useMeWords();
  const why = offWords(positions, words);
  const gates = acceptedWords(positions, words);
  if (gates !== null) return <p className={s.note}>{words.say('me.positions.risk', { gates })}</p>;
  if (why === null) return null;
  return (
    <div className={s.note}>
      <p className={text.strong}>{words.say('me.positions.off', { why })}</p>
      <p>{words.say('me.positions.off.kept')}</p>
    </div>
  );
}
