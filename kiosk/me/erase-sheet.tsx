// Erasing everything: what happens is said first, and the second tap does it.

import type { ReactNode } from 'react';
import { newEventId } from '#kiosk/check-in/event-id.ts';
import { useMeWords } from '#kiosk/i18n/use-me-words.ts';
import buttons from './buttons.module.css';
import type { MeProps } from './me-props.ts';
import { Sheet } from './sheet.tsx';
import text from './text.module.css';

const consequences = ['place', 'tags', 'booking', 'session'] as const;

export function EraseSheet({ actions, close }: MeProps & { readonly close: () => void }): ReactNode {
  const words = useMeWords();
  const confirm = (): void => {
    void actions.run({ call: 'erase', body: { event: newEventId() } });
    close();
  };
  return (
    <Sheet
      title={words.say('me.erase.title')}
      close={close}
      foot={
        <>
          <button type="button" className={buttons.danger} onClick={confirm}>
            {words.say('me.erase.yes')}
          </button>
          <button type="button" className={buttons.secondary} onClick={close}>
            {words.say('me.erase.no')}
          </button>
        </>
      }
    >
      <ul className={text.list}>
        {consequences.map((what) => (
          <li key={what}>{words.say(`me.erase.${what}`)}</li>
        ))}
      </ul>
    </Sheet>
  );
}
