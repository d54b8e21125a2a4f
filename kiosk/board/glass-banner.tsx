// While break-glass is open on this floor: everybody who stands here reads that somebody may see where people are, and
// until when. Across the whole wall, over every panel, and nobody can tap it away.

import type { ReactNode } from 'react';
import { useWords } from '#kiosk/i18n/use-words.ts';
import type { BoardView } from './board-view.ts';
import s from './glass-banner.module.css';

export function GlassBanner({ view }: { readonly view: BoardView }): ReactNode {
  const words = useWords();
  return (
    <div className={s.place} role="status" data-glass="">
      {view.glassUntilMs !== null && (
        <p className={s.banner}>
          <svg className={s.sign} viewBox="0 0 40 28" aria-hidden="true">
            <path d="M2 14C8 5 14 2 20 2s12 3 18 12c-6 9-12 12-18 12S8 23 2 14z" />
            <circle cx="20" cy="14" r="5.500" />
          </svg>
          {words.say('glass.banner', { time: words.time(view.glassUntilMs) })}
        </p>
      )}
    </div>
  );
}
