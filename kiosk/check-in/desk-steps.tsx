// Walk-up in two taps: a free desk from the list or the plan, then yes. Giving a space back asks once too.

import type { ReactNode } from 'react';
import { useWords } from '#kiosk/i18n/use-words.ts';
import controls from '#kiosk/style/controls.module.css';
import type { FreeSpace, PadBooking, PadSession } from '#shared/wire/check-in.ts';
import { newEventId } from './event-id.ts';
import type { PadEvent } from './pad-state.ts';
import s from './pad-steps.module.css';

type Send = (event: PadEvent) => void;

export function DesksStep({ session, send }: { readonly session: PadSession; readonly send: Send }): ReactNode {
  const words = useWords();
  return (
    <>
      <h2 className={s.question}>{words.say('pad.desks')}</h2>
      <p className={s.hint}>{words.say('pad.desks.hint')}</p>
      <ul className={s.desks}>
        {session.freeDesks.map((desk) => (
          <li key={desk.space}>
            <button type="button" className={s.desk} onClick={() => send({ kind: 'ask-desk', space: desk.space })}>
              <span className={s.deskName}>{desk.spaceName}</span>
              <span>{words.say('pad.desk.until', { time: words.time(desk.untilMs) })}</span>
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}

export function ConfirmDesk({ desk, send }: { readonly desk: FreeSpace; readonly send: Send }): ReactNode {
  const words = useWords();
  const question = words.say('pad.confirm.walk-up', { name: desk.spaceName, time: words.time(desk.untilMs) });
  return <Confirm question={question} yes={words.say('pad.yes.walk-up')} send={send} />;
}

export function ConfirmRelease({ booking, send }: { readonly booking: PadBooking; readonly send: Send }): ReactNode {
  const words = useWords();
  const question = words.say('pad.confirm.release', { name: booking.spaceName });
  return (
    <Confirm question={question} hint={words.say('pad.confirm.release.hint')} yes={words.say('pad.yes.release')} send={send} />
  );
}

type ConfirmProps = { readonly question: string; readonly hint?: string; readonly yes: string; readonly send: Send };

function Confirm({ question, hint, yes, send }: ConfirmProps): ReactNode {
  const words = useWords();
  return (
    <>
      <h2 className={s.question}>{question}</h2>
      {hint !== undefined && <p className={s.hint}>{hint}</p>}
      <button type="button" className={controls.primary} onClick={() => send({ kind: 'confirm', event: newEventId() })}>
        {yes}
      </button>
      <button type="button" className={controls.secondary} onClick={() => send({ kind: 'back' })}>
        {words.say('pad.no')}
      </button>
    </>
  );
}
