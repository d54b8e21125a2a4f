// The section "Now": every assigned floor side by side, and beside them (before them for who listens, or
// looks at a narrow page) what needs a hand. The counts of each floor explain
// its signs, so there is no legend.

import type { ReactNode } from 'react';
import type { BoardView } from '#kiosk/board/board-view.ts';
import { type PresenceWords, usePresenceWords } from '#kiosk/i18n/use-presence-words.ts';
import { boardViewsOf } from './now-boards.ts';
import { filterIn, hashOf, isEverything, matching, type NowFilter } from './now-filter.ts';
import { NowFilters } from './now-filters.tsx';
import { NowFloor } from './now-floor.tsx';
import { NowHand } from './now-hand.tsx';
import type { ManageView } from './now-memory.ts';
import s from './now-section.module.css';

type Props = {
  readonly view: ManageView;
  /** The address after its #, where the filter stands, and how to put another one there. */
  readonly hash: string;
  readonly go: (hash: string) => void;
};

export function NowSection({ view, hash, go }: Props): ReactNode {
  const words = usePresenceWords();
  const filter = filterIn(hash);
  const all = boardViewsOf(view);
  const shown = all.filter(({ floor }) => filter.floor === null || floor.id === filter.floor);
  return (
    <div className={s.now}>
      <NowFilters
        siteName={view.plan.siteName}
        floors={all.map(({ floor }) => floor)}
        filter={filter}
        choose={(next) => go(hashOf(next))}
        says={matchWords(all, shown, filter, words)}
      />
      <NowHand view={view} floor={filter.floor} />
      <div className={s.floors}>
        {shown.map((board) => (
          <NowFloor key={board.floor.id} view={board} filter={filter} />
        ))}
      </div>
    </div>
  );
}

function matchWords(all: readonly BoardView[], shown: readonly BoardView[], filter: NowFilter, words: PresenceWords): string {
  if (shown.length === 0) return words.say('manage.match.noFloor');
  const of = all.reduce((sum, { floor }) => sum + floor.spaces.length, 0);
  if (isEverything(filter)) return words.say('manage.match.all', { n: of, floors: all.length });
  const n = shown.reduce((sum, board) => sum + matching(board, filter).length, 0);
  return words.say('manage.match.some', { n, of });
}
