// No emergency is on: whoever may starts one, or a drill. The first tap asks, the second one knows what every wall will show.

import { type ReactNode, useState } from 'react';
import { newEventId } from '#kiosk/check-in/event-id.ts';
import { usePresenceWords } from '#kiosk/i18n/use-presence-words.ts';
import buttons from '#kiosk/me/buttons.module.css';
import { Card } from '#kiosk/me/card.tsx';
import { Sheet } from '#kiosk/me/sheet.tsx';
import text from '#kiosk/me/text.module.css';
import s from './safety-section.module.css';
import type { SafetyProps } from './safety-section.tsx';

type Kind = 'real' | 'drill';

export function SafetyStart({ view, http, decide }: SafetyProps): ReactNode {
  const words = usePresenceWords();
  const [asking, setAsking] = useState<Kind | null>(null);
  const start = (kind: Kind): void => {
    setAsking(null);
    const body = { event: newEventId(), drill: kind === 'drill' };
    void decide({
      refusals: 'manage.emergency',
      send: () => http.startEmergency(body),
      done: `safety.done.started.${kind}`,
    });
  };
  return (
    <Card title={words.say('safety.start.title')}>
      <p className={text.strong}>{words.say('safety.start.none')}</p>
      {view.managed.may.startEmergency ? (
        <div className={s.buttons}>
          <button type="button" className={buttons.danger} onClick={() => setAsking('real')}>
            {words.say('safety.start.real')}
          </button>
          <button type="button" className={buttons.secondary} onClick={() => setAsking('drill')}>
            {words.say('safety.start.drill')}
          </button>
        </div>
      ) : (
        <p>{words.say('safety.start.notYou')}</p>
      )}
      {asking && <StartSheet kind={asking} start={() => start(asking)} close={() => setAsking(null)} />}
    </Card>
  );
}

type SheetProps = { readonly kind: Kind; readonly start: () => void; readonly close: () => void };

function StartSheet({ kind, start, close }: SheetProps): ReactNode {
  const words = usePresenceWords();
  return (
    <Sheet
      title={words.say(`safety.start.ask.${kind}`)}
      close={close}
      foot={
        <>
          <button type="button" className={kind === 'real' ? buttons.danger : buttons.primary} onClick={start}>
            {words.say(`safety.start.yes.${kind}`)}
          </button>
          <button type="button" className={buttons.secondary} onClick={close}>
            {words.say('safety.start.no')}
          </button>
        </>
      }
    >
      <ul className={text.list}>
        <li className={text.strong}>{words.say(`safety.start.walls.${kind}`)}</li>
        <li>{words.say('safety.start.phones')}</li>
        <li>{words.say('safety.start.hidden')}</li>
        <li>{words.say('safety.start.audit')}</li>
      </ul>
    </Sheet>
  );
}
