// What is not as it should be, in words, and what that means for what is shown.

import type { ReactNode } from 'react';
import { useWords, type Words } from '#kiosk/i18n/use-words.ts';
import type { BoardView } from './board-view.ts';
import s from './notices.module.css';

export function Notices({ view }: { readonly view: BoardView }): ReactNode {
  const words = useWords();
  const notices = [...linkNotices(view, words), ...bookingNotices(view, words)];
  return (
    <div className={s.notices} role="status">
      {notices.map((notice) => (
        <p key={notice} className={s.notice}>
          {notice}
        </p>
      ))}
    </div>
  );
}

function linkNotices({ freshness }: BoardView, words: Words): readonly string[] {
  if (freshness.kind === 'unknown-display') return [words.say('link.unknownDisplay', { time: words.time(freshness.sinceMs) })];
  if (freshness.kind !== 'gone') return [];
  const time = words.time(freshness.sinceMs);
  const gone =
    freshness.asOfMs === null
      ? words.say('link.goneEmpty', { time })
      : words.say('link.gone', { time, asOf: words.time(freshness.asOfMs) });
  return freshness.peopleGone ? [gone, words.say('link.peopleGone')] : [gone];
}

function bookingNotices({ booking, freshness }: BoardView, words: Words): readonly string[] {
  if (booking.up || freshness.kind === 'gone') return [];
  if (booking.sinceMs === null) return [words.say('link.bookingDownUnknown')];
  return [words.say('link.bookingDown', { time: words.time(booking.sinceMs) })];
}
