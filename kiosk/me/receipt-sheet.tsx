// The receipt of the consent (ISO/IEC TS 27560): as a QR code to be kept with a camera, and as a file.

import { type ReactNode, useEffect, useState } from 'react';
import type { MeBridge } from '#kiosk/bridge/me-bridge.ts';
import { useMeWords } from '#kiosk/i18n/use-me-words.ts';
import { mePaths } from '#shared/wire/me-actions.ts';
import type { ConsentReceipt } from '#shared/wire/receipt.ts';
import buttons from './buttons.module.css';
import { QrCode } from './qr-code.tsx';
import { Sheet } from './sheet.tsx';
import text from './text.module.css';

type Props = { readonly bridge: MeBridge; readonly close: () => void };

export function ReceiptSheet({ bridge, close }: Props): ReactNode {
  const words = useMeWords();
  const [receipt, setReceipt] = useState<ConsentReceipt | null | 'asking'>('asking');
  useEffect(() => {
    let open = true;
    void bridge.receipt().then((found) => open && setReceipt(found));
    return () => {
      open = false;
    };
  }, [bridge]);
  return (
    <Sheet title={words.say('me.receipt.title')} close={close}>
      {receipt === 'asking' || receipt === null ? (
        <p role="status">{words.say(receipt === null ? 'me.receipt.none' : 'me.sending')}</p>
      ) : (
        <>
          <p>{words.say('me.receipt.what')}</p>
          <p className={text.strong}>{words.say('me.receipt.given', { at: words.dateTime(receipt.givenAtMs) })}</p>
          <QrCode text={JSON.stringify(receipt)} label={words.say('me.receipt.qr')} />
          <a className={buttons.secondary} href={mePaths.receipt} download="consent-receipt.json">
            {words.say('me.receipt.download')}
          </a>
        </>
      )}
    </Sheet>
  );
}
