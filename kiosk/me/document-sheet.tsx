// The privacy document itself, as the booking system keeps it.

import { type ReactNode, useEffect, useState } from 'react';
import type { MeBridge } from '#kiosk/bridge/me-bridge.ts';
import { useMeWords } from '#kiosk/i18n/use-me-words.ts';
import s from './document-sheet.module.css';
import { Sheet } from './sheet.tsx';

type Props = { readonly version: string; readonly bridge: MeBridge; readonly close: () => void };

export function DocumentSheet({ version, bridge, close }: Props): ReactNode {
  const words = useMeWords();
  const [body, setBody] = useState<string | null | 'asking'>('asking');
  useEffect(() => {
    let open = true;
    void bridge.document().then((found) => open && setBody(found));
    return () => {
      open = false;
    };
  }, [bridge]);
  return (
    <Sheet title={words.say('me.document.title')} close={close}>
      <p className={s.version}>{words.say('me.document.version', { version })}</p>
      {body === 'asking' || body === null ? (
        <p role="status">{words.say(body === null ? 'me.document.none' : 'me.sending')}</p>
      ) : (
        <div className={s.body}>{body}</div>
      )}
    </Sheet>
  );
}
