// Whether people can be located here at all, as a quiet line beside the legend: it can hold for months, so it is no
// notice. Nothing is said while all is well, or while it is not known.

import type { ReactNode } from 'react';
import { useWords } from '#kiosk/i18n/use-words.ts';
import type { PositionsState } from '#shared/model/positions.ts';
import s from './positions-line.module.css';
import { acceptedWords, offWords } from './positions-words.ts';

export function PositionsLine({ positions }: { readonly positions: PositionsState | null }): ReactNode {
  const words = useWords();
  if (!positions) return null;
  const why = offWords(positions, words);
  const gates = acceptedWords(positions, words);
  if (why === null && gates === null) return null;
  return (
    <p className={s.line} data-positions={positions.on ? 'risk' : 'off'}>
      <PositionsSign on={positions.on} />
      <span>{why === null ? words.say('positions.accepted', { gates: gates ?? '' }) : words.say('positions.off', { why })}</span>
    </p>
  );
}

/** On: the disc of a located person. Off: its circle, crossed out. */
export function PositionsSign({ on }: { readonly on: boolean }): ReactNode {
  return (
    <svg className={s.sign} viewBox="0 0 52 30" aria-hidden="true">
      <circle className={s.circle} cx="26" cy="15" r="13" />
      {on ? <circle className={s.disc} cx="26" cy="15" r="7" /> : <path className={s.cross} d="M17 6l18 18" />}
    </svg>
  );
}
