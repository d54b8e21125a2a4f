// What would you like to do: today's bookings with what can be done about each, or a free desk.

import type { ReactNode } from 'react';
import { useWords, type Words } from '#kiosk/i18n/use-words.ts';
import controls from '#kiosk/style/controls.module.css';
import type { PadBooking, PadSession } from '#shared/wire/check-in.ts';
import { newEventId } from './event-id.ts';
import type { PadEvent } from './pad-state.ts';
import s from './pad-steps.module.css';

type Send = (event: PadEvent) => void;

export function ChooseStep({ session, send }: { readonly session: PadSession; readonly send: Send }): ReactNode {
  const words = useWords();
  const noneFree = session.freeDesks.length === 0;
  return (
    <>
      <h2 className={s.question}>{words.say('pad.hello', { name: session.name })}</h2>
      {session.bookings.length === 0 && <p className={s.hint}>{words.say(noneFree ? 'pad.noBookingNoDesk' : 'pad.noBooking')}</p>}
      {session.bookings.length > 0 && <p className={s.hint}>{words.say('pad.today')}</p>}
      <ul className={s.bookings}>
        {session.bookings.map((booking) => (
          <Booking key={booking.id} booking={booking} send={send} />
        ))}
      </ul>
      {!noneFree && (
        <button
          type="button"
          className={session.bookings.some((b) => b.canCheckIn) ? controls.secondary : controls.primary}
          onClick={() => send({ kind: 'choose-desks' })}
        >
          {words.say('pad.takeDesk')}
        </button>
      )}
    </>
  );
}

function Booking({ booking, send }: { readonly booking: PadBooking; readonly send: Send }): ReactNode {
  const words = useWords();
  const name = booking.spaceName;
  return (
    <li className={s.booking}>
      <p className={s.bookingName}>{name}</p>
      <p className={s.bookingTime}>
        {words.say('pad.booking.time', { from: words.time(booking.fromMs), to: words.time(booking.toMs) })}
        <span className={s.bookingState}>{stateWords(booking, words)}</span>
      </p>
      {booking.canCheckIn && (
        <button
          type="button"
          className={controls.primary}
          aria-label={words.say('pad.checkInNamed', { name })}
          onClick={() => send({ kind: 'check-in', booking, event: newEventId() })}
        >
          {words.say('pad.checkIn')}
        </button>
      )}
      {booking.canRelease && (
        <button
          type="button"
          className={controls.secondary}
          aria-label={words.say('pad.releaseNamed', { name })}
          onClick={() => send({ kind: 'ask-release', booking })}
        >
          {words.say('pad.release')}
        </button>
      )}
    </li>
  );
}

function stateWords(booking: PadBooking, words: Words): string {
  if (booking.state === 'checked-in') return words.say('pad.booking.checkedIn');
  if (booking.canCheckIn) return '';
  if (booking.checkInFromMs !== undefined) return words.say('pad.booking.from', { time: words.time(booking.checkInFromMs) });
  return words.say('pad.booking.notNow');
}
