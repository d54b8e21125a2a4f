// What one reads from three metres: which floor, what time, whether this is live, how much is free, whether
// somebody gives first aid.

import type { ReactNode } from 'react';
import { useWords, type Words } from '#kiosk/i18n/use-words.ts';
import { type BoardView, countFree, type Freshness } from './board-view.ts';
import { FirstAidFigure } from './first-aid.tsx';
import { floorPresence } from './presence-words.ts';
import s from './wall-header.module.css';

export function WallHeader({ view }: { readonly view: BoardView }): ReactNode {
  const words = useWords();
  return (
    <header className={s.header}>
      <div className={s.where}>
        <p className={s.site}>{view.plan.siteName}</p>
        <h1 className={s.floor}>{view.floor.name}</h1>
      </div>
      <Figures view={view} />
      <div className={s.when}>
        <p className={s.clock}>
          <time>{words.time(view.nowMs)}</time>
        </p>
        <p className={s.date}>{words.date(view.nowMs)}</p>
        <p className={s.fresh} data-freshness={view.freshness.kind} role="status">
          {freshnessWords(view.freshness, words)}
        </p>
      </div>
    </header>
  );
}

function Figures({ view }: { readonly view: BoardView }): ReactNode {
  const words = useWords();
  const desks = view.floor.spaces.filter((space) => space.kind === 'desk');
  const rooms = view.floor.spaces.filter((space) => space.kind === 'room');
  return (
    <ul className={s.figures} aria-label={words.say('figures.label')}>
      {desks.length > 0 && <FreeFigure view={view} spaces={desks} kind="desk" />}
      {rooms.length > 0 && <FreeFigure view={view} spaces={rooms} kind="room" />}
      <li className={s.figure}>
        <span className={s.amount}>{view.presence ? floorPresence(view.presence, words) : words.say('figures.none')}</span>
        <span className={s.what}>{words.say(view.presence ? 'figures.known' : 'figures.presence')}</span>
      </li>
      <FirstAidFigure safety={view.safety} className={s.figure} />
    </ul>
  );
}

type FreeProps = { readonly view: BoardView; readonly spaces: BoardView['floor']['spaces']; readonly kind: 'desk' | 'room' };

function FreeFigure({ view, spaces, kind }: FreeProps): ReactNode {
  const words = useWords();
  const { free, total, known } = countFree(view, spaces);
  const what = kind === 'desk' ? 'figures.desks' : 'figures.rooms';
  return (
    <li className={s.figure}>
      <span className={s.free}>{known ? free : words.say('figures.none')}</span>
      <span className={s.what}>{known ? words.say(what, { total }) : words.say('figures.notKnown', { kind })}</span>
    </li>
  );
}

function freshnessWords(freshness: Freshness, words: Words): string {
  switch (freshness.kind) {
    case 'live':
      return words.say('link.live');
    case 'as-of':
      return words.say('link.asOf', { time: words.time(freshness.asOfMs) });
    case 'gone':
    case 'unknown-display':
      return words.say('link.goneShort', { time: words.time(freshness.sinceMs) });
  }
}
