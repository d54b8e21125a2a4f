// What is held about the person: as a file, as a receipt, or not at all any more.

import { type ReactNode, useState } from 'react';
import { useMeWords } from '#kiosk/i18n/use-me-words.ts';
import { mePaths } from '#shared/wire/me-actions.ts';
import buttons from './buttons.module.css';
import { Card } from './card.tsx';
import { EraseSheet } from './erase-sheet.tsx';
import type { MeProps } from './me-props.ts';
import { ReceiptSheet } from './receipt-sheet.tsx';
import text from './text.module.css';

export function DataCard(props: MeProps): ReactNode {
  const words = useMeWords();
  const [open, setOpen] = useState<'receipt' | 'erase' | null>(null);
  const close = (): void => setOpen(null);
  return (
    <Card title={words.say('me.data.title')}>
      <p className={text.muted}>{words.say('me.data.what')}</p>
      <div className={buttons.stack}>
        <a className={buttons.secondary} href={mePaths.data} download="my-data.json">
          {words.say('me.data.download')}
        </a>
        {props.view.me.location.state !== 'off' && (
          <button type="button" className={buttons.secondary} onClick={() => setOpen('receipt')}>
            {words.say('me.data.receipt')}
          </button>
        )}
        <button type="button" className={buttons.danger} onClick={() => setOpen('erase')}>
          {words.say('me.data.erase')}
        </button>
      </div>
      {open === 'receipt' && <ReceiptSheet bridge={props.bridge} close={close} />}
      {open === 'erase' && <EraseSheet {...props} close={close} />}
    </Card>
  );
}
