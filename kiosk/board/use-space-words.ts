// Puts what is said about a space into words of the catalogue.

import { useMemo } from 'react';
import { useWords, type Words } from '#kiosk/i18n/use-words.ts';
import type { BoardSpace } from '#shared/wire/board.ts';
import { fullSaying, type Saying, shortSaying } from './space-words.ts';

export type SpaceWords = {
  /** "free until 14:30" */
  readonly short: (now: BoardSpace, nowMs: number) => string;
  /** "booked from 13:00", standing alone */
  readonly alone: (now: BoardSpace, nowMs: number) => string;
  /** "Birch: free until 14:30", with the label where there is one */
  readonly full: (name: string, now: BoardSpace, nowMs: number) => string;
};

export function useSpaceWords(): SpaceWords {
  const words = useWords();
  return useMemo(() => spaceWords(words), [words]);
}

/** The same without a component. */
export function spaceWords(words: Words): SpaceWords {
  const sameDay = (a: number, b: number): boolean => words.day(a) === words.day(b);
  const put = ({ id, atMs }: Saying): string => words.say(id, atMs === undefined ? {} : { time: words.time(atMs) });
  const alone = (now: BoardSpace, nowMs: number): string => put(fullSaying(now, nowMs, sameDay));
  return {
    short: (now, nowMs) => put(shortSaying(now, nowMs, sameDay)),
    alone,
    full: (name, now, nowMs) =>
      now.label === undefined
        ? words.say('plan.space', { name, words: alone(now, nowMs) })
        : words.say('plan.spaceLabel', { name, words: alone(now, nowMs), label: now.label }),
  };
}
