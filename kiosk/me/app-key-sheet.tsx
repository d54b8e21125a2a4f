// The key of an app, once: it lives in this sheet alone and is gone with it.

import type { ReactNode } from 'react';
import { useMeWords } from '#kiosk/i18n/use-me-words.ts';
import buttons from './buttons.module.css';
import qr from './qr-code.module.css';
import { QrCode } from './qr-code.tsx';
import { Sheet } from './sheet.tsx';

type Props = { readonly appKey: string; readonly close: () => void };

export function AppKeySheet({ appKey, close }: Props): ReactNode {
  const words = useMeWords();
  return (
    <Sheet
      title={words.say('me.app.title')}
      close={close}
      foot={
        <button type="button" className={buttons.primary} onClick={close}>
          {words.say('me.app.done')}
        </button>
      }
    >
      <p>{words.say('me.app.what')}</p>
      <QrCode text={appKey} label={words.say('me.app.qr')} />
      <p className={qr.text}>{appKey}</p>
    </Sheet>
  );
}
