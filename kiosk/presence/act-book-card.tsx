// Booking for someone: who, which space, when; then one question that says it all. What was chosen stays until it is done.

import { type ReactNode, useState } from 'react';
import type { ManageHttp } from '#kiosk/bridge/manage-http.ts';
import { usePresenceWords } from '#kiosk/i18n/use-presence-words.ts';
import buttons from '#kiosk/me/buttons.module.css';
import { Card } from '#kiosk/me/card.tsx';
import { Field } from '#kiosk/me/field.tsx';
import text from '#kiosk/me/text.module.css';
import s from './act.module.css';
import { ActAskSheet } from './act-ask-sheet.tsx';
import { type BookDraft, type Booked, daysAhead, emptyBookDraft, readBookDraft, timesShown } from './act-book-draft.ts';
import { spanWords } from './act-booking-words.ts';
import { ActPersonField } from './act-person-field.tsx';
import { floorsToBookOn, placeOf } from './act-places.ts';
import type { ActProps } from './act-props.ts';
import { ActSelect } from './act-select.tsx';
import { dayAfter, noonOf, siteDayOf } from './act-site-time.ts';
import { ActSpaceField } from './act-space-field.tsx';

type Props = ActProps & { readonly http: ManageHttp };

export function ActBookCard({ view, act, http }: Props): ReactNode {
  const words = usePresenceWords();
  const [draft, setDraft] = useState(emptyBookDraft);
  const [tried, setTried] = useState(false);
  const [asking, setAsking] = useState<Booked | null>(null);
  const at = { nowMs: view.nowMs, timeZone: view.plan.timeZone };
  const change = (next: Partial<BookDraft>): void => setDraft((before) => ({ ...before, ...next }));
  const read = readBookDraft(draft, at);
  const go = (): void => {
    setTried(true);
    if (read.ok) setAsking(read.booked);
  };
  const clear = (): void => {
    setDraft(emptyBookDraft);
    setTried(false);
  };
  return (
    <Card title={words.say('act.book.title')}>
      <ActPersonField http={http} chosen={draft.person} choose={(person) => change({ person })} />
      <ActSpaceField view={view} floors={floorsToBookOn(view)} chosen={draft.where} choose={(where) => change({ where })} />
      <When view={view} draft={draft} change={change} />
      {tried && !read.ok && (
        <p role="alert" className={s.note}>
          {words.say(`act.book.missing.${read.missing}`, { time: words.time(at.nowMs) })}
        </p>
      )}
      <button type="button" className={buttons.primary} onClick={go}>
        {words.say('act.book.go')}
      </button>
      {asking && <AskSheet view={view} act={act} booked={asking} clear={clear} close={() => setAsking(null)} />}
    </Card>
  );
}

type WhenProps = Pick<Props, 'view'> & {
  readonly draft: BookDraft;
  readonly change: (next: Partial<BookDraft>) => void;
};

function When({ view, draft, change }: WhenProps): ReactNode {
  const words = usePresenceWords();
  const { timeZone } = view.plan;
  const today = siteDayOf(view.nowMs, timeZone);
  const { from, to } = timesShown(draft, { nowMs: view.nowMs, timeZone });
  const dayWords = (inDays: number): string => {
    const date = words.date(noonOf(dayAfter(today, inDays), timeZone));
    if (inDays > 1) return date;
    return words.say('act.day.named', { day: words.say(inDays === 0 ? 'act.day.today' : 'act.day.tomorrow'), date });
  };
  return (
    <>
      <ActSelect
        label={words.say('act.book.day')}
        options={Array.from({ length: daysAhead }, (_, inDays) => ({ value: String(inDays), label: dayWords(inDays) }))}
        chosen={String(draft.inDays)}
        choose={(inDays) => change({ inDays: Number(inDays) })}
      />
      <div className={s.times}>
        <Field
          label={words.say('act.book.from')}
          hint={words.say('act.book.time.hint')}
          value={from}
          change={(typed) => change({ from: typed })}
          maxLength={5}
        />
        <Field
          label={words.say('act.book.to')}
          hint={words.say('act.book.time.hint')}
          value={to}
          change={(typed) => change({ to: typed })}
          maxLength={5}
        />
      </div>
      <p className={text.muted}>{words.say('act.book.zone', { zone: timeZone })}</p>
    </>
  );
}

type AskProps = ActProps & { readonly booked: Booked; readonly clear: () => void; readonly close: () => void };

function AskSheet({ view, act, booked, clear, close }: AskProps): ReactNode {
  const words = usePresenceWords();
  const { name, person, fromMs, toMs } = booked;
  const { space, floor } = placeOf(view.plan, booked.space);
  return (
    <ActAskSheet
      question={words.say('act.book.ask', { space, name })}
      follows={[
        words.say('act.book.ask.when', { date: words.date(fromMs), span: spanWords(fromMs, toMs, words), floor }),
        words.say('act.release.told', { name }),
      ]}
      yes={words.say('act.book.yes')}
      no={words.say('act.book.no')}
      confirm={() =>
        act({
          call: 'act',
          body: { act: 'book', space: booked.space, person, fromMs, toMs },
          done: 'act.book.done',
          values: { space, name },
          whenDone: clear,
        })
      }
      close={close}
    />
  );
}
