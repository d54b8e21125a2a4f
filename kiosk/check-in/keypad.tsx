// Large number keys. They carry the digit as their text only: what was typed is never written into the page.

import type { ReactNode } from 'react';
import { useWords } from '#kiosk/i18n/use-words.ts';
import s from './keypad.module.css';
import type { PadEvent } from './pad-state.ts';

const rows = ['1', '2', '3', '4', '5', '6', '7', '8', '9'] as const;

type Props = {
  readonly send: (event: PadEvent) => void;
  /** Shown at the bottom right when there is a next step to go to by hand. */
  readonly next: { readonly enabled: boolean } | null;
  readonly disabled?: boolean;
};

export function Keypad({ send, next, disabled = false }: Props): ReactNode {
  const words = useWords();
  return (
    <fieldset className={s.keys} aria-label={words.say('pad.keys')} disabled={disabled}>
      {rows.map((digit) => (
        <Key key={digit} digit={digit} send={send} />
      ))}
      <button type="button" className={s.key} aria-label={words.say('pad.erase')} onClick={() => send({ kind: 'erase' })}>
        <svg className={s.sign} viewBox="0 0 32 24" aria-hidden="true">
          <path d="M10 3h19v18H10L2 12z M15 8.500l8 7 M23 8.500l-8 7" />
        </svg>
      </button>
      <Key digit="0" send={send} />
      {next && (
        <button type="button" className={s.next} disabled={!next.enabled} onClick={() => send({ kind: 'next' })}>
          {words.say('pad.next')}
        </button>
      )}
    </fieldset>
  );
}

function Key({ digit, send }: { readonly digit: string; readonly send: (event: PadEvent) => void }): ReactNode {
  return (
    <button type="button" className={s.key} onClick={() => send({ kind: 'digit', digit })}>
      {digit}
    </button>
  );
}
