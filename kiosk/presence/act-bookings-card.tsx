// Bookings of a day and floor: read when asked for, searched through, given back one by one, and saved as a file.

import { type ReactNode, useState } from 'react';
import type { ManageHttp } from '#kiosk/bridge/manage-http.ts';
import { usePresenceWords } from '#kiosk/i18n/use-presence-words.ts';
import buttons from '#kiosk/me/buttons.module.css';
import { Card } from '#kiosk/me/card.tsx';
import text from '#kiosk/me/text.module.css';
import type { Clock } from '#shared/kit/clock.ts';
import type { FloorId } from '#shared/model/ids.ts';
import type { BookingsRequest, ManagedBooking } from '#shared/wire/manage.ts';
import s from './act.module.css';
import { ActAskSheet } from './act-ask-sheet.tsx';
import { releaseWords, whoWords } from './act-booking-words.ts';
import { ActBookingsList } from './act-bookings-list.tsx';
import { floorsToBookOn, placeOf } from './act-places.ts';
import type { ActProps } from './act-props.ts';
import { ActSelect } from './act-select.tsx';
import { dayAfter, noonOf, siteDayOf } from './act-site-time.ts';
import { saveBlob } from './save-blob.ts';
import { type BookingsReading, useActBookings } from './use-act-bookings.ts';
import type { Decide } from './use-decisions.ts';

type Props = ActProps & { readonly http: ManageHttp; readonly decide: Decide; readonly clock: Clock };

/** The mirror holds no more. */
const dayNames = { yesterday: -1, today: 0, tomorrow: 1 } as const;
type DayName = keyof typeof dayNames;

export function ActBookingsCard({ view, act, http, decide, clock }: Props): ReactNode {
  const words = usePresenceWords();
  const [day, setDay] = useState<DayName>('today');
  const [floor, setFloor] = useState<FloorId | null>(null);
  const [releasing, setReleasing] = useState<ManagedBooking | null>(null);
  const reading = useActBookings(http, clock);
  const today = siteDayOf(view.nowMs, view.plan.timeZone);
  const of: BookingsRequest = { day: dayAfter(today, dayNames[day]), floor };
  const save = async (): ReturnType<ManageHttp['exportBookings']> => {
    const answer = await http.exportBookings(of);
    if (answer.ok) saveBlob(`bookings-${of.day}.csv`, new Blob([answer.csv], { type: 'text/csv' }));
    return answer;
  };
  return (
    <Card title={words.say('act.bookings.title')}>
      <div className={s.choose}>
        <DaySelect view={view} chosen={day} choose={setDay} />
        <FloorSelect view={view} chosen={floor} choose={setFloor} />
      </div>
      <div className={buttons.row}>
        <button type="button" className={buttons.primary} onClick={() => reading.ask(of, view.nowMs)}>
          {words.say(reading.read ? 'act.bookings.again' : 'act.bookings.read')}
        </button>
        {view.managed.may.exportBookings && (
          <button
            type="button"
            className={buttons.secondary}
            onClick={() => void decide({ refusals: 'manage.refusal', send: save, done: 'act.bookings.exported' })}
          >
            {words.say('act.bookings.export')}
          </button>
        )}
      </div>
      <p className={text.muted}>{words.say('act.bookings.what')}</p>
      <ActBookingsList view={view} reading={reading} of={of} release={setReleasing} />
      {releasing && <ReleaseSheet view={view} act={act} booking={releasing} reading={reading} close={() => setReleasing(null)} />}
    </Card>
  );
}

type DayProps = Pick<ActProps, 'view'> & { readonly chosen: DayName; readonly choose: (day: DayName) => void };

function DaySelect({ view: { plan, nowMs }, chosen, choose }: DayProps): ReactNode {
  const words = usePresenceWords();
  const today = siteDayOf(nowMs, plan.timeZone);
  const dateOf = (name: DayName): string => words.date(noonOf(dayAfter(today, dayNames[name]), plan.timeZone));
  return (
    <ActSelect
      label={words.say('act.bookings.day')}
      options={(['yesterday', 'today', 'tomorrow'] as const).map((name) => ({
        value: name,
        label: words.say('act.day.named', { day: words.say(`act.day.${name}`), date: dateOf(name) }),
      }))}
      chosen={chosen}
      choose={choose}
    />
  );
}

type FloorProps = Pick<ActProps, 'view'> & {
  readonly chosen: FloorId | null;
  readonly choose: (floor: FloorId | null) => void;
};

const allFloors = 'all';

function FloorSelect({ view, chosen, choose }: FloorProps): ReactNode {
  const words = usePresenceWords();
  const floors = floorsToBookOn(view);
  if (floors.length === 1 && view.plan.floors.length === 1) return null;
  return (
    <ActSelect<string>
      label={words.say('act.floor')}
      options={[
        { value: allFloors, label: words.say('act.allFloors') },
        ...floors.map(({ id, name }) => ({ value: id, label: name })),
      ]}
      chosen={chosen ?? allFloors}
      choose={(value) => choose(floors.find(({ id }) => id === value)?.id ?? null)}
    />
  );
}

type ReleaseProps = ActProps & {
  readonly booking: ManagedBooking;
  readonly reading: BookingsReading;
  readonly close: () => void;
};

function ReleaseSheet({ view, act, booking, reading, close }: ReleaseProps): ReactNode {
  const words = usePresenceWords();
  const { space } = placeOf(view.plan, booking.space);
  return (
    <ActAskSheet
      question={words.say('act.release.title', { space, name: whoWords(booking, words) })}
      follows={releaseWords(booking, view.nowMs, words)}
      yes={words.say('act.release.yes')}
      no={words.say('act.release.no')}
      confirm={() =>
        act({
          call: 'act',
          body: { act: 'release', booking: booking.id },
          done: 'act.release.done',
          values: { space },
          whenDone: () => reading.released(booking.id),
        })
      }
      close={close}
    />
  );
}
