// The one question before something is done for others: what, for whom, and what follows.

import type { ReactNode } from 'react';
import buttons from '#kiosk/me/buttons.module.css';
import { Sheet } from '#kiosk/me/sheet.tsx';
import text from '#kiosk/me/text.module.css';

type Props = {
  readonly question: string;
  /** What follows, each as a sentence. */
  readonly follows: readonly string[];
  readonly yes: string;
  readonly no: string;
  /** False: it could not be begun, and the question stays. */
  readonly confirm: () => boolean;
  readonly close: () => void;
};

export function ActAskSheet({ question, follows, yes, no, confirm, close }: Props): ReactNode {
  return (
    <Sheet
      title={question}
      close={close}
      foot={
        <>
          <button
            type="button"
            className={buttons.primary}
            onClick={() => {
              if (confirm()) close();
            }}
          >
            {yes}
          </button>
          <button type="button" className={buttons.secondary} onClick={close}>
            {no}
          </button>
        </>
      }
    >
      <ul className={text.list}>
        {follows.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
    </Sheet>
  );
}
