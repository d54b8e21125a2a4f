// What was read of the bookings: how many, which of them are meant, and the table; or in words why there is none.

import { type ReactNode, useState } from 'react';
import { usePresenceWords } from '#kiosk/i18n/use-presence-words.ts';
import { Field } from '#kiosk/me/field.tsx';
import text from '#kiosk/me/text.module.css';
import type { BookingsRequest, ManagedBooking } from '#shared/wire/manage.ts';
import s from './act.module.css';
import { matching } from './act-booking-words.ts';
import { ActBookingsTable } from './act-bookings-table.tsx';
import type { ActProps } from './act-props.ts';
import { noonOf } from './act-site-time.ts';
import type { BookingsRead, BookingsReading } from './use-act-bookings.ts';

type Props = Pick<ActProps, 'view'> & {
  readonly reading: BookingsReading;
  /** What is chosen now, which may be another day or floor than what was read. */
  readonly of: BookingsRequest;
  readonly release: (booking: ManagedBooking) => void;
};

export function ActBookingsList({ view, reading, of, release }: Props): ReactNode {
  const { read } = reading;
  return (
    <>
      <Said reading={reading} />
      {read && <List view={view} read={read} of={of} release={release} />}
    </>
  );
}

function Said({ reading }: { readonly reading: BookingsReading }): ReactNode {
  const words = usePresenceWords();
  const { busy, over, problem } = reading;
  return (
    <div role="status" className={s.said}>
      {busy && <p>{words.say('act.bookings.reading')}</p>}
      {over && <p>{words.say('act.bookings.over')}</p>}
      {problem && (
        <p>
          <span className={text.strong}>{words.say(`manage.refusal.${problem}`)}.</span>{' '}
          {words.say(`manage.refusal.${problem}.next`)}
        </p>
      )}
    </div>
  );
}

type ListProps = Omit<Props, 'reading'> & { readonly read: BookingsRead };

function List({ view, read, of, release }: ListProps): ReactNode {
  const words = usePresenceWords();
  const [typed, setTyped] = useState('');
  const { plan } = view;
  const date = words.date(noonOf(read.of.day, plan.timeZone));
  const found = matching(read.bookings, typed, plan, words);
  const n = read.bookings.length;
  const counts = { count: found.length, n, time: words.time(read.asOfMs) };
  const isOther = read.of.day !== of.day || read.of.floor !== of.floor;
  return (
    <>
      {isOther && <p className={s.note}>{words.say('act.bookings.other', { date })}</p>}
      {n > 0 && (
        <Field
          label={words.say('act.bookings.filter')}
          hint={words.say('act.bookings.filter.hint')}
          value={typed}
          change={setTyped}
          maxLength={60}
          search
        />
      )}
      <p role="status" className={text.strong}>
        {n === 0 && words.say('act.bookings.none')}
        {n > 0 && found.length === 0 && words.say('act.bookings.noMatch', { typed: typed.trim() })}
        {found.length > 0 && words.say(typed.trim() === '' ? 'act.bookings.count' : 'act.bookings.matches', counts)}
      </p>
      {found.length > 0 && (
        <ActBookingsTable caption={words.say('act.bookings.table', { date })} plan={plan} bookings={found} release={release} />
      )}
    </>
  );
}
