// An emergency or a drill that is on, for the console: what everybody knows, the roll call for wardens, and the end of it for
// who may end it.

import { type ReactNode, useState } from 'react';
import { newEventId } from '#kiosk/check-in/event-id.ts';
import { EmergencySign } from '#kiosk/emergency/emergency-sign.tsx';
import { WardenRoll } from '#kiosk/emergency/warden-roll.tsx';
import { usePresenceWords } from '#kiosk/i18n/use-presence-words.ts';
import buttons from '#kiosk/me/buttons.module.css';
import { Card } from '#kiosk/me/card.tsx';
import { Sheet } from '#kiosk/me/sheet.tsx';
import text from '#kiosk/me/text.module.css';
import { emergencyPaths, type OwnEmergency } from '#shared/wire/emergency.ts';
import s from './safety-section.module.css';
import type { SafetyProps } from './safety-section.tsx';

type Props = SafetyProps & { readonly emergency: OwnEmergency };

export function SafetyOn(props: Props): ReactNode {
  const words = usePresenceWords();
  const { roll } = props.emergency;
  return (
    <>
      <Band {...props} />
      <Card title={words.say(props.emergency.drill ? 'roll.label.drill' : 'roll.label')}>
        {roll ? <Roll view={props.view} http={props.http} roll={roll} /> : <p>{words.say('safety.on.notWarden')}</p>}
      </Card>
    </>
  );
}

function Band({ view, http, decide, emergency }: Props): ReactNode {
  const words = usePresenceWords();
  const { drill, by, startedMs, endsMs, assemblyPoint } = emergency;
  const kind = drill ? 'drill' : 'real';
  return (
    <section className={s.band} data-emergency={kind} aria-label={words.say(`safety.on.title.${kind}`)}>
      <h2 className={s.title}>
        <EmergencySign drill={drill} />
        {words.say(`safety.on.title.${kind}`)}
      </h2>
      <p className={s.place}>
        {assemblyPoint === '' ? words.say('safety.on.noPlace') : words.say('safety.on.place', { place: assemblyPoint })}
      </p>
      <p>{words.say('safety.on.since', { time: words.time(startedMs), ends: words.time(endsMs), by })}</p>
      {!view.fresh && <p>{words.say('safety.on.old', { time: words.time(view.managed.asOfMs) })}</p>}
      {view.managed.may.startEmergency && <End http={http} decide={decide} emergency={emergency} />}
    </section>
  );
}

function End({ http, decide, emergency }: Omit<Props, 'view'>): ReactNode {
  const words = usePresenceWords();
  const [asking, setAsking] = useState(false);
  const { id, drill, roll } = emergency;
  const kind = drill ? 'drill' : 'real';
  const end = (): void => {
    setAsking(false);
    const body = { event: newEventId(), id };
    void decide({ refusals: 'manage.emergency', send: () => http.endEmergency(body), done: 'safety.done.ended' });
  };
  const close = (): void => setAsking(false);
  return (
    <div className={s.buttons}>
      <button type="button" className={buttons.secondary} onClick={() => setAsking(true)}>
        {words.say(`safety.on.end.${kind}`)}
      </button>
      {asking && (
        <Sheet
          title={words.say(`safety.end.ask.${kind}`)}
          close={close}
          foot={
            <>
              <button type="button" className={buttons.danger} onClick={end}>
                {words.say('safety.end.yes')}
              </button>
              <button type="button" className={buttons.secondary} onClick={close}>
                {words.say('safety.start.no')}
              </button>
            </>
          }
        >
          {roll && (
            <p className={text.strong}>{words.say('safety.end.missing', { n: roll.counts.expected - roll.counts.safe })}</p>
          )}
          <p>{words.say('safety.end.walls')}</p>
        </Sheet>
      )}
    </div>
  );
}

function Roll({
  view,
  http,
  roll,
}: Pick<Props, 'view' | 'http'> & { readonly roll: NonNullable<OwnEmergency['roll']> }): ReactNode {
  const words = usePresenceWords();
  return (
    <>
      <div className={s.buttons}>
        <a className={buttons.secondary} href={emergencyPaths.list} target="_blank" rel="noopener">
          {words.say('safety.on.print')}
        </a>
      </div>
      <WardenRoll roll={roll} nameOf={(floor) => view.plan.floors.find((f) => f.id === floor)?.name ?? floor} http={http} />
    </>
  );
}
