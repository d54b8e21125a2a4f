// The section "Act" of the console: what managers do for others. Parts without a right are not shown; the gateway asks for
// the right again at every act.

import type { ReactNode } from 'react';
import type { ManageHttp } from '#kiosk/bridge/manage-http.ts';
import { usePresenceWords } from '#kiosk/i18n/use-presence-words.ts';
import text from '#kiosk/me/text.module.css';
import type { Clock } from '#shared/kit/clock.ts';
import s from './act.module.css';
import { ActBlocksCard } from './act-blocks-card.tsx';
import { ActBookCard } from './act-book-card.tsx';
import { ActBookingsCard } from './act-bookings-card.tsx';
import { ActDisplaysCard } from './act-displays-card.tsx';
import { ActIssuesCard } from './act-issues-card.tsx';
import type { ManageView } from './now-memory.ts';
import { useAct } from './use-act.ts';
import type { Decide } from './use-decisions.ts';

type Props = {
  readonly view: ManageView;
  readonly http: ManageHttp;
  readonly decide: Decide;
  readonly clock: Clock;
};

export function ActSection({ view, http, decide, clock }: Props): ReactNode {
  const words = usePresenceWords();
  const act = useAct(http, decide);
  const { bookings, block, issues, displays } = view.managed.may;
  if (!bookings && !block && !issues && !displays) return <p className={text.muted}>{words.say('act.nothing')}</p>;
  return (
    <div className={s.section}>
      {(bookings || block || issues) && (
        <div className={s.column}>
          {bookings && <ActBookingsCard view={view} act={act} http={http} decide={decide} clock={clock} />}
          {block && <ActBlocksCard view={view} act={act} />}
          {issues && <ActIssuesCard view={view} act={act} />}
        </div>
      )}
      {(bookings || displays) && (
        <div className={s.column}>
          {bookings && <ActBookCard view={view} act={act} http={http} />}
          {displays && <ActDisplaysCard view={view} act={act} />}
        </div>
      )}
    </div>
  );
}
