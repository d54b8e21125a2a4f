// Taking the yes back: as many taps as giving it, and in the same place.

import type { ReactNode } from 'react';
import { newEventId } from '#kiosk/check-in/event-id.ts';
import { useMeWords } from '#kiosk/i18n/use-me-words.ts';
import buttons from './buttons.module.css';
import type { MeProps } from './me-props.ts';
import { Sheet } from './sheet.tsx';

export function WithdrawSheet({ actions, close }: MeProps & { readonly close: () => void }): ReactNode {
  const words = useMeWords();
  const confirm = (): void => {
    void actions.run({ call: 'withdraw', body: { event: newEventId() } });
    close();
  };
  return (
    <Sheet
      title={words.say('me.withdraw.title')}
      close={close}
      foot={
        <>
          <button type="button" className={buttons.primary} onClick={confirm}>
            {words.say('me.withdraw.yes')}
          </button>
          <button type="button" className={buttons.secondary} onClick={close}>
            {words.say('me.withdraw.no')}
          </button>
        </>
      }
    >
      <p>{words.say('me.withdraw.what')}</p>
    </Sheet>
  );
}
