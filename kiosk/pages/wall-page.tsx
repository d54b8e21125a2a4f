// The wall as a whole: words in the site's time zone around it, and what stands there before the first plan has come.

import type { ReactNode } from 'react';
import { IntlProvider } from 'react-intl';
import { useBoard } from '#kiosk/board/use-board.ts';
import { en } from '#kiosk/i18n/en.ts';
import { useWords } from '#kiosk/i18n/use-words.ts';
import type { Clock } from '#shared/kit/clock.ts';
import type { KioskBridge } from '#shared/wire/kiosk-bridge.ts';
import s from './wall-page.module.css';
import { Wall } from './wall-screen.tsx';

type Props = { readonly bridge: KioskBridge; readonly clock: Clock; readonly reload: () => void };

export function WallPage({ bridge, clock, reload }: Props): ReactNode {
  const board = useBoard(bridge, clock);
  const zone = board.memory.plan ? { timeZone: board.memory.plan.timeZone } : {};
  const unknown = board.memory.link?.problem === 'unknown-display';
  return (
    <IntlProvider locale="en-GB" defaultLocale="en-GB" messages={en} {...zone}>
      {board.view ? (
        <Wall view={board.view} show={board.show} bridge={bridge} clock={clock} reload={reload} />
      ) : (
        <Waiting unknown={unknown} />
      )}
    </IntlProvider>
  );
}

function Waiting({ unknown }: { readonly unknown: boolean }): ReactNode {
  const words = useWords();
  return (
    <main className={s.waiting}>
      <h1 className={s.title}>{words.say(unknown ? 'app.unknown' : 'app.connecting')}</h1>
      <p className={s.next}>{words.say(unknown ? 'app.unknown.next' : 'app.connecting.next')}</p>
    </main>
  );
}
