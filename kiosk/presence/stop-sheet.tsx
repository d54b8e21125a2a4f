// Stopping for everybody: what happens is said first, and the second tap does it.

import type { ReactNode } from 'react';
import { newEventId } from '#kiosk/check-in/event-id.ts';
import { usePresenceWords } from '#kiosk/i18n/use-presence-words.ts';
import buttons from '#kiosk/me/buttons.module.css';
import { Sheet } from '#kiosk/me/sheet.tsx';
import text from '#kiosk/me/text.module.css';
import type { DeskDecisions } from './desk-props.ts';

const consequences = ['erased', 'told', 'back'] as const;

export function StopSheet({ decisions, close }: { readonly decisions: DeskDecisions; readonly close: () => void }): ReactNode {
  const words = usePresenceWords();
  const confirm = (): void => {
    decisions.run({ call: 'stopPositions', body: { event: newEventId() } });
    close();
  };
  return (
    <Sheet
      title={words.say('presence.stop.title')}
      close={close}
      foot={
        <>
          <button type="button" className={buttons.danger} onClick={confirm}>
            {words.say('presence.stop.yes')}
          </button>
          <button type="button" className={buttons.secondary} onClick={close}>
            {words.say('presence.stop.no')}
          </button>
        </>
      }
    >
      <ul className={text.list}>
        {consequences.map((what) => (
          <li key={what}>{words.say(`presence.stop.${what}`)}</li>
        ))}
      </ul>
    </Sheet>
  );
}
