// Bookings of one day as a table, with a way to give each back that this person may. Only the first of many are drawn
// until somebody wants all.

import { type ReactNode, useState } from 'react';
import { usePresenceWords } from '#kiosk/i18n/use-presence-words.ts';
import buttons from '#kiosk/me/buttons.module.css';
import text from '#kiosk/me/text.module.css';
import type { ManagedBooking } from '#shared/wire/manage.ts';
import type { MePlan } from '#shared/wire/me.ts';
import s from './act.module.css';
import { spanWords, whoWords } from './act-booking-words.ts';
import { placeOf } from './act-places.ts';
import tables from './table.module.css';

type Props = {
  readonly caption: string;
  readonly plan: MePlan;
  readonly bookings: readonly ManagedBooking[];
  readonly release: (booking: ManagedBooking) => void;
};

const drawnAtFirst = 20;

export function ActBookingsTable({ caption, plan, bookings, release }: Props): ReactNode {
  const words = usePresenceWords();
  const [all, setAll] = useState(false);
  const drawn = all ? bookings : bookings.slice(0, drawnAtFirst);
  return (
    <>
      <div className={s.across}>
        <table className={`${tables.table} ${s.bookings}`}>
          <caption className="visually-hidden">{caption}</caption>
          <thead>
            <tr>
              <th scope="col">{words.say('act.bookings.time')}</th>
              <th scope="col">{words.say('act.space')}</th>
              <th scope="col">{words.say('act.bookings.who')}</th>
              <th scope="col">{words.say('act.bookings.state')}</th>
              <th scope="col">
                <span className="visually-hidden">{words.say('act.bookings.do')}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {drawn.map((booking) => (
              <Row key={booking.id} booking={booking} plan={plan} release={release} />
            ))}
          </tbody>
        </table>
      </div>
      {drawn.length < bookings.length && (
        <button type="button" className={buttons.secondary} onClick={() => setAll(true)}>
          {words.say('act.bookings.more', { n: bookings.length })}
        </button>
      )}
    </>
  );
}

type RowProps = Pick<Props, 'plan' | 'release'> & { readonly booking: ManagedBooking };

function Row({ booking, plan, release }: RowProps): ReactNode {
  const words = usePresenceWords();
  const { space, floor } = placeOf(plan, booking.space);
  const span = spanWords(booking.fromMs, booking.toMs, words);
  const who = whoWords(booking, words);
  return (
    <tr data-booking={booking.state}>
      <td className={s.time}>{span}</td>
      <th scope="row">
        {space} <span className={text.muted}>{floor}</span>
      </th>
      <td>{who}</td>
      <td>{words.say(`act.booking.state.${booking.state}`)}</td>
      <td className={s.do}>
        {booking.mayRelease && (
          <button
            type="button"
            className={s.small}
            aria-label={words.say('act.release.named', { space, name: who, span })}
            onClick={() => release(booking)}
          >
            {words.say('act.release')}
          </button>
        )}
      </td>
    </tr>
  );
}
