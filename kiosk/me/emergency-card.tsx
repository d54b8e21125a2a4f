// An emergency or a drill on the page of one person, above everything else: where to go, and one button that says they are
// safe. A warden has the roll call below it. It goes when the emergency ends.

import { type ReactNode, useRef, useState } from 'react';
import { newEventId } from '#kiosk/check-in/event-id.ts';
import { EmergencySign } from '#kiosk/emergency/emergency-sign.tsx';
import { WardenRoll } from '#kiosk/emergency/warden-roll.tsx';
import { useMeWords } from '#kiosk/i18n/use-me-words.ts';
import s from './emergency-card.module.css';
import type { MeProps } from './me-props.ts';
import type { MeView } from './me-view.ts';

type Own = NonNullable<MeView['emergency']>;
type Props = Pick<MeProps, 'view' | 'bridge'>;

export function EmergencyCard({ view, bridge }: Props): ReactNode {
  const { emergency } = view;
  if (!emergency) return null;
  return <Running key={emergency.own.id} view={view} bridge={bridge} emergency={emergency} />;
}

function Running({ view, bridge, emergency }: Props & { readonly emergency: Own }): ReactNode {
  const words = useMeWords();
  const { own, asOfMs } = emergency;
  const kind = own.drill ? 'drill' : 'real';
  const place = own.assemblyPoint;
  return (
    <section className={s.card} data-emergency={kind} aria-label={words.say(`emergency.${kind}`)}>
      <div role="alert" className={s.what}>
        <p className={s.title}>
          <EmergencySign drill={own.drill} />
          {words.say(`emergency.${kind}`)}
        </p>
        <p className={s.order}>{words.say(`emergency.${kind}.what`)}</p>
        <p className={s.place}>{place === '' ? words.say('emergency.goOut') : words.say('emergency.goTo', { place })}</p>
      </div>
      <p>{words.say('me.emergency.since', { time: words.time(own.startedMs), asOf: words.time(asOfMs) })}</p>
      <OwnWord view={view} bridge={bridge} emergency={emergency} />
      {own.roll && (
        <section className={s.warden} aria-label={words.say(own.drill ? 'roll.label.drill' : 'roll.label')}>
          <WardenRoll
            roll={own.roll}
            nameOf={(floor) => view.plan.floors.find((f) => f.id === floor)?.name ?? floor}
            http={bridge.emergency}
          />
        </section>
      )}
    </section>
  );
}

type Sending = 'idle' | 'sending' | 'unsent';

function OwnWord({ view: { gone }, bridge, emergency: { own, safeAtMs } }: Props & { readonly emergency: Own }): ReactNode {
  const words = useMeWords();
  const [sending, setSending] = useState<Sending>('idle');
  // One tap however often it is repeated.
  const event = useRef(newEventId());
  if (own.safe) {
    const said =
      safeAtMs === null ? words.say('me.emergency.isSafe') : words.say('me.emergency.isSafeAt', { time: words.time(safeAtMs) });
    return (
      <p role="status" className={s.safe}>
        {said}
      </p>
    );
  }
  const say = async (): Promise<void> => {
    setSending('sending');
    const answer = await bridge.emergency.safe({ event: event.current, id: own.id });
    setSending(answer.ok ? 'idle' : 'unsent');
  };
  return (
    <>
      <p className={s.notYet}>{words.say('me.emergency.notYet')}</p>
      <button type="button" className={s.button} disabled={sending === 'sending'} onClick={() => void say()}>
        {words.say(sending === 'sending' ? 'me.emergency.sending' : 'me.emergency.safe')}
      </button>
      <div role="status" className={s.status}>
        {gone && <p>{words.say('me.emergency.gone', { time: words.time(gone.sinceMs) })}</p>}
        {!gone && sending === 'unsent' && <p>{words.say('me.emergency.unsent')}</p>}
      </div>
      <p>{words.say('me.emergency.private')}</p>
    </>
  );
}
