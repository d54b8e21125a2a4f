// Today's own bookings, each with what can be done about it now.

import { type ReactNode, useState } from 'react';
import { newEventId } from '#kiosk/check-in/event-id.ts';
import { type MeWords, useMeWords } from '#kiosk/i18n/use-me-words.ts';
import type { OwnBooking } from '#shared/wire/me.ts';
import s from './bookings-card.module.css';
import buttons from './buttons.module.css';
import { Card } from './card.tsx';
import type { MeProps } from './me-props.ts';
import { Sheet } from './sheet.tsx';
import text from './text.module.css';

export function BookingsCard({ view, actions }: MeProps): ReactNode {
  const words = useMeWords();
  const [giving, setGiving] = useState<OwnBooking | null>(null);
  const { bookings } = view.me;
  return (
    <Card title={words.say('me.bookings.title')}>
      {bookings.length === 0 && <p className={text.muted}>{words.say('me.bookings.none')}</p>}
      {bookings.length > 0 && (
        <ul className={s.bookings}>
          {bookings.map((booking) => (
            <Booking key={booking.id} booking={booking} actions={actions} giveBack={() => setGiving(booking)} />
          ))}
        </ul>
      )}
      {giving && <ReleaseSheet booking={giving} actions={actions} close={() => setGiving(null)} />}
    </Card>
  );
}

type BookingProps = Pick<MeProps, 'actions'> & { readonly booking: OwnBooking; readonly giveBack: () => void };

function Booking({ booking, actions, giveBack }: BookingProps): ReactNode {
  const words = useMeWords();
  const { spaceName: name, kind, floorName: floor, canExtendToMs } = booking;
  const run = (call: 'checkIn' | 'extend'): void =>
    void actions.run({ call, body: { event: newEventId(), booking: booking.id } });
  return (
    <li className={s.booking} data-state={booking.state}>
      <div className={s.head}>
        <h3 className={s.name}>{name}</h3>
        <p className={s.time}>
          {words.say('pad.booking.time', { from: words.time(booking.fromMs), to: words.time(booking.toMs) })}
        </p>
        <p className={s.where}>{words.say('me.booking.where', { kind, floor })}</p>
        <p className={s.state}>{stateWords(booking, words)}</p>
      </div>
      <div className={buttons.row}>
        {booking.canCheckIn && (
          <button
            type="button"
            className={buttons.primary}
            aria-label={words.say('pad.checkInNamed', { name })}
            onClick={() => run('checkIn')}
          >
            {words.say('pad.checkIn')}
          </button>
        )}
        {canExtendToMs !== undefined && (
          <button
            type="button"
            className={buttons.secondary}
            aria-label={words.say('me.booking.extendNamed', { name, time: words.time(canExtendToMs) })}
            onClick={() => run('extend')}
          >
            {words.say('me.booking.extend', { time: words.time(canExtendToMs) })}
          </button>
        )}
        {booking.canRelease && (
          <button
            type="button"
            className={buttons.secondary}
            aria-label={words.say('pad.releaseNamed', { name })}
            onClick={giveBack}
          >
            {words.say('pad.release')}
          </button>
        )}
      </div>
    </li>
  );
}

function stateWords(booking: OwnBooking, words: MeWords): string {
  if (booking.state === 'checked-in') return words.say('pad.booking.checkedIn');
  if (booking.canCheckIn) return '';
  if (booking.checkInFromMs !== undefined) return words.say('pad.booking.from', { time: words.time(booking.checkInFromMs) });
  return words.say('pad.booking.notNow');
}

type ReleaseProps = Pick<MeProps, 'actions'> & { readonly booking: OwnBooking; readonly close: () => void };

function ReleaseSheet({ booking, actions, close }: ReleaseProps): ReactNode {
  const words = useMeWords();
  const confirm = (): void => {
    void actions.run({ call: 'release', body: { event: newEventId(), booking: booking.id } });
    close();
  };
  return (
    <Sheet
      title={words.say('me.booking.release.title', { name: booking.spaceName })}
      close={close}
      foot={
        <>
          <button type="button" className={buttons.primary} onClick={confirm}>
            {words.say('me.booking.release.yes')}
          </button>
          <button type="button" className={buttons.secondary} onClick={close}>
            {words.say('me.booking.release.no')}
          </button>
        </>
      }
    >
      <p>{words.say('me.booking.release.what')}</p>
    </Sheet>
  );
}
